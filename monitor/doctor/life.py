"""What the ledger tells of the work: when pages were checked last, how many are in trouble, what channels are owed."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from monitor.config import Config
from monitor.doctor.home_folder import may_write
from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.home_ledger import open_store
from monitor.model import Channel, Delivery, DeliveryState, PageStatus
from monitor.model.phrasing import ago, counted
from monitor.reporting import statuses_of
from monitor.store import Diagnosis, instance
from monitor.troubles import needs_a_look, of_channels

TO_A_FILE = frozenset({"file", "feed"})  # kinds of channels that need no network
LONGEST = timedelta(days=8)  # that something waits for a digest, with a day for the clocks


def pages(place: Place, config: Config, found: Diagnosis) -> Iterator[Observation]:
    """Yield when pages were checked last, and how many of them need a look."""
    with open_store(place.home) as store:
        statuses = statuses_of(store, config, now=place.now)
        is_running = bool(instance(store.folder))
    if not statuses:
        return
    yield from _last(place, found)
    states = Counter(one.state for one in statuses if needs_a_look(one))
    del states["paused"]  # for want of room: that is said of the disk
    if overdue := states.pop("overdue", 0):
        yield _overdue(place, statuses, overdue, is_running=is_running)
    if states:
        told = ", ".join(f"{counted(number, 'page')} {state}" for state, number in sorted(states.items()))
        yield wrong("pages", f"{told}.", "Each with its reason, and what to do:", place.command("status"))
    elif not overdue:
        yield well("pages", f"{counted(len(statuses), 'page')}; none failing, doubted or overdue.")


def _last(place: Place, found: Diagnosis) -> Iterator[Observation]:
    if found.checked_at is None:
        said = "No page has been checked yet."
        yield note("checks", said, "Check them now:", place.command("check"))
        return
    well_ = f"the last that was well, {ago(found.well_at, place.now)}" if found.well_at else "none was well yet"
    yield well("checks", f"The last check was {ago(found.checked_at, place.now)}; {well_}.")


def _overdue(place: Place, statuses: Sequence[PageStatus], overdue: int, *, is_running: bool) -> Observation:
    oldest = min((one.since for one in statuses if one.state == "overdue" and one.since), default=place.now)
    said = f"{counted(overdue, 'page is', 'pages are')} overdue, the first since {ago(oldest, place.now)}"
    if is_running:
        advice = "See what the log of the service says, and start it again:"
        return wrong("pages", f"{said}, though an instance runs.", advice, "systemctl restart monitor")
    return wrong(
        "pages", f"{said}: nothing checks them.", "Start the service, or check them once:", place.command("check")
    )


def channels(place: Place, config: Config, *, can_ask: bool) -> Iterator[Observation]:
    """Yield whether the channels can be sent to, as far as can be told without sending, and what they are owed.

    Args:
        place: where the doctor was called to.
        config: names the channels.
        can_ask: the ledger can be asked what is owed.
    """
    if not config.channels:
        said = "No channel is configured, so nobody is told."
        advice = "`channels` in monitor.yaml names them; then try them out with `monitor notify test`:"
        yield note("channels", said, advice, place.command("edit monitor"))
    unready = [one for channel in config.channels for one in _file_channel(channel)]
    yield from unready
    failed = list(_owed(place, config)) if can_ask else []
    yield from failed
    if config.channels and not unready and not failed:
        names = ", ".join(channel.name for channel in config.channels)
        yield well("channels", f"{names}: nothing is owed for long. `monitor notify test` sends a message to each.")


def _file_channel(channel: Channel) -> Iterator[Observation]:
    if channel.kind not in TO_A_FILE:
        return
    path = Path(channel.target)
    if not path.parent.is_dir():
        folder = shlex.quote(str(path.parent))
        yield wrong("channels", f"channel {channel.name}: there is no folder {path.parent}.", "", f"mkdir -p {folder}")
    elif not may_write(path if path.exists() else path.parent):
        said = f"channel {channel.name}: {path} may not be written by this user."
        yield wrong("channels", said, "", f"chmod u+w {shlex.quote(str(path if path.exists() else path.parent))}")


def _owed(place: Place, config: Config) -> Iterator[Observation]:
    with open_store(place.home) as store:
        waiting = store.outbox.open()
    for line in of_channels({channel.name for channel in config.channels}, waiting):
        yield wrong("channels", line, "Try it out, then have it sent:", _retry(place))
    untried = [one for one in waiting if _is_forgotten(place, one)]
    if untried:
        said = f"{counted(len(untried), 'report is', 'reports are')} owed for more than a week, and were never tried."
        yield wrong("channels", said, "Nothing sends them: start the service, or check once:", place.command("check"))


def _retry(place: Place) -> str:
    return f"{place.command('notify test')} && {place.command('notify retry')}"


def _is_forgotten(place: Place, one: Delivery) -> bool:
    return one.state is DeliveryState.OWED and not one.attempts and place.now - one.owed_at > LONGEST
