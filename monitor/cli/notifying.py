"""`monitor notify`: what is owed to the channels that the user has named, and whether they can be reached."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from monitor.cli.home import config_of, home_of, readable_config_of
from monitor.config import Config, stale_since
from monitor.couriers import Couriers
from monitor.deliver import Attempt, Reason, Sending, Wait, deliver, try_out, waits
from monitor.disk_space import shortage
from monitor.home_ledger import open_store
from monitor.model import Channel, Delivery, DeliveryState, Topic
from monitor.model.log_events import Say
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import json_forms
from monitor.store import FOLDER, OutboxLedger
from monitor.troubles import FORGOTTEN, minute

NO_CHANNEL = (
    "No channel is configured, so nobody is told. `channels` in config/monitor.yaml names them: monitor edit monitor; "
    "then try them out: monitor notify test"
)
LAST_MOMENT = 5.0  # seconds that a message under way may take when the service ends


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def sending_of(config: Config) -> Sending:
    """Return what sending to the channels of *config* needs."""
    from monitor.fetch import Poster

    post = Poster(config.limits, config.user_agent).post
    folder = config.home / FOLDER
    return Sending(
        post=post, now=now, time_zone=config.time_zone.key, base_url=config.web.base_url, secrets=config.secrets,
        shortage=lambda: shortage(folder, config.disk_reserve), stale_since=lambda: stale_since(folder),
    )  # fmt: skip


def send_all(config: Config) -> None:
    """Send what is owed and due, to all channels at once; what goes wrong is told on stderr, and tried another time."""
    sending = sending_of(config)

    def send(channel: Channel) -> list[str]:
        with open_store(config.home) as store:
            return [line(channel, attempt) for attempt in deliver(channel, store, sending) if attempt.error]

    with ThreadPoolExecutor(max_workers=len(config.channels) or 1) as pool:
        at_once = pool.map if len(config.channels) > 1 else map  # one alone needs no thread
        for outcome in at_once(send, config.channels):
            for one in outcome:
                click.echo(one, err=True)


@contextmanager
def couriers_of(
    config: Config, said: Say, counted: Callable[[Channel, Attempt], None] = lambda _channel, _attempt: None
) -> Iterator[Couriers]:
    """Yield what sends to the channels of *config*, and of those that follow it, while the service runs.

    Args:
        config: the configuration at the start, of the home whose outbox is sent.
        said: called with events for the log: a channel's trouble once when it comes and once when it goes.
        counted: called with each attempt to send a message.
    """
    failing: set[str] = set()

    def attempted(channel: Channel, attempt: Attempt) -> None:
        counted(channel, attempt)
        if attempt.given_up or (attempt.error and channel.name not in failing):
            said(line(channel, attempt), level="warning", channel=channel.name)
        elif not attempt.error and channel.name in failing:
            said(f"{channel.name}: takes reports again", channel=channel.name)
        else:
            said(line(channel, attempt), level="debug", channel=channel.name)
        (failing.add if attempt.error else failing.discard)(channel.name)

    couriers = Couriers(config.home, sending_of(config), attempted, said)
    couriers.serve(config.channels)
    try:
        yield couriers
    finally:
        couriers.end(LAST_MOMENT)


def line(channel: Channel, attempt: Attempt) -> str:
    """Return what came of an attempt, for the log."""
    what = _what(attempt.deliveries)
    if attempt.given_up:
        since, again = (
            minute(attempt.deliveries[0].owed_at),
            f"monitor notify retry {channel.name} sends it all the same",
        )
        return visible(f"{channel.name}: {what} of {since} is given up after a week ({attempt.error}); {again}")
    if attempt.error:
        came = "was not sent to all" if attempt.partly else "was not sent, and is tried again"
        return visible(f"{channel.name}: {what} {came}: {attempt.error}")
    return visible(f"{channel.name}: {what} was sent")


def _what(deliveries: Sequence[Delivery]) -> str:
    """Return what is sent together, in some words."""
    one, *others = deliveries
    if others:
        return f"the message of {len(deliveries)} reports"
    match one.topic:
        case Topic.HEALTH:
            return "the report on how all pages are doing"
        case Topic.OUTAGE:
            return "the report on an outage of the network here"
        case Topic.TROUBLE | Topic.WELL:
            return f"the report on the trouble of {one.page_id}"
        case _:
            return f"the report on {one.page_id}"


@click.group("notify", epilog="Example:  monitor notify test  |  monitor notify list")
def notify_group() -> None:
    """See what is owed to your channels, and try them out."""


@notify_group.command(
    "list", short_help="List what is owed, and what it waits for.", epilog="Example:  monitor notify list --json"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a delivery, one a line.")
@click.pass_context
def list_owed(ctx: click.Context, *, as_json: bool) -> None:
    """List what is owed, since when, and why it was not sent; what was given up, too.

    Exits with 1 when something was given up.
    """
    home = home_of(ctx)
    config = readable_config_of(home)
    sending, known = sending_of(config), {channel.name for channel in config.channels}
    with open_store(home) as store:
        waiting = store.outbox.open()
        held = _held(config.channels, waiting, store.outbox, sending)
    for one in waiting:
        reason = one.reason if one.channel in known else FORGOTTEN
        wait = held.get(one.id)
        click.echo(
            json_forms.line(_as_json(one, reason, wait)) if as_json else _listed(one, reason, wait, config.time_zone)
        )
    if not waiting and not as_json:
        click.echo("Nothing is owed." if config.channels else NO_CHANNEL, err=True)
    sys.exit(1 if any(one.state is DeliveryState.DEAD for one in waiting) else 0)


def _held(
    channels: Iterable[Channel], waiting: Sequence[Delivery], outbox: OutboxLedger, sending: Sending
) -> dict[int, Wait]:
    """Return, by its id, what keeps each delivery from being tried."""
    held: dict[int, Wait] = {}
    for channel in channels:
        held |= waits(channel, waiting, outbox, sending)
    return held


def _as_json(one: Delivery, reason: str, wait: Wait | None) -> json_forms.Object:
    is_owed = one.state is DeliveryState.OWED
    return {
        "channel": one.channel,
        "key": one.key,
        "topic": one.topic.value,
        "page": one.page_id or None,
        "check": one.check or None,
        "findings": one.findings,
        "message": one.message,
        "state": one.state.value,
        "owed_at": json_forms.moment(one.owed_at),
        "give_up_at": json_forms.moment(one.give_up_at),
        "attempts": one.attempts,
        "next_attempt_at": json_forms.moment(_nextminute(one, wait)) if is_owed else None,
        "waits_for": wait.reason.value if wait and is_owed else None,
        "reason": reason,
    }


def _nextminute(one: Delivery, wait: Wait | None) -> datetime:
    return max(one.next_attempt_at, wait.until) if wait else one.next_attempt_at


_WAITS = {
    Reason.DIGEST: "waits for the digest at",
    Reason.QUIET: "waits for the end of the quiet hours at",
    Reason.TURN: "waits for the next message, which may be sent at",
}


def _listed(one: Delivery, reason: str, wait: Wait | None, zone: ZoneInfo) -> str:
    if one.state is DeliveryState.DEAD:
        state = "GIVEN UP"
    elif wait is not None and wait.until >= one.next_attempt_at:
        state = f"{_WAITS[wait.reason]} {minute(wait.until)}{_beside(wait.until, zone)}"
    elif one.next_attempt_at <= now():
        state = "due: `monitor run` sends it, or the next `monitor check`"
    else:
        state = f"next attempt {minute(one.next_attempt_at)}"
    tried = f"{counted(one.attempts, 'attempt')} failed, " if one.attempts else ""
    return visible(
        f"{one.channel}  {_about(one)}  owed since {minute(one.owed_at)}, {tried}{state}"
        + (f": {reason}" if reason else "")
    )


def _beside(when: datetime, zone: ZoneInfo) -> str:
    """Return " (08:00 Europe/Paris)", the time on the user's own clock, where that is another than UTC."""
    utc, local = when.astimezone(UTC), when.astimezone(zone)
    if local.utcoffset() == utc.utcoffset():
        return ""
    day = "" if local.date() == utc.date() else f"{local:%Y-%m-%d} "
    return f" ({day}{local:%H:%M} {zone.key})"


def _about(one: Delivery) -> str:
    """Return what a delivery tells of, in a word or two."""
    match one.topic:
        case Topic.CHANGES:
            return f"{one.page_id} ({counted(one.findings, 'finding')})"
        case Topic.TROUBLE:
            return f"{one.page_id} (in trouble)"
        case Topic.WELL:
            return f"{one.page_id} (well again)"
        case Topic.OUTAGE:
            return "outage of the network here"
        case Topic.HEALTH:
            return "how all pages are doing"


@notify_group.command("test", epilog="Example:  monitor notify test  |  monitor notify test desk")
@click.argument("names", nargs=-1, metavar="[CHANNEL...]")
@click.pass_context
def test_channels(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Send a message to every channel, or to those named. Exits with 1 when one did not take it."""
    home = home_of(ctx)
    config = config_of(home)
    chosen = _known(config, names)
    if not chosen:
        raise click.UsageError(NO_CHANNEL)
    sending, failed = sending_of(config), False
    with open_store(home) as store:
        for channel in chosen:
            error = try_out(channel, store, sending, uuid.uuid4().hex)
            failed |= error is not None
            click.echo(visible(f"{channel.name}: {error.detail if error else 'the message was taken'}"))
    sys.exit(1 if failed else 0)


@notify_group.command(
    "retry", short_help="Have all that is owed tried now.", epilog="Example:  monitor notify retry desk"
)
@click.argument("names", nargs=-1, metavar="[CHANNEL...]")
@click.pass_context
def retry(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Have all that is owed tried now, and owe anew what was given up; it also works beside `monitor run`."""
    home = home_of(ctx)
    _known(readable_config_of(home), names)
    with open_store(home) as store:
        count = store.outbox.owe_again(names, now())
    due = counted(count, "report is due now", "reports are due now")
    click.echo(
        f"{due}: `monitor run` sends it, or the next `monitor check`. What waits for a digest or for the end of quiet "
        "hours goes on waiting."
    )


def _known(config: Config, names: tuple[str, ...]) -> list[Channel]:
    known = {channel.name: channel for channel in config.channels}
    for name in names:
        if name not in known:
            raise click.UsageError(
                f"There is no channel '{name}'; config/monitor.yaml names {', '.join(known) or 'none'}."
            )
    return [known[name] for name in names] if names else list(known.values())
