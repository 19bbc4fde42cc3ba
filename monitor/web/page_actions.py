"""What is done to pages at once, and what is said of it: check now, pause, resume, believe."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import when
from monitor.config import Config
from monitor.errors import StoreError
from monitor.model import Page
from monitor.model.phrasing import counted
from monitor.store import Ledger, instance

NAMED = 3  # pages that a sentence names


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it, for the one who asked."""

    said: str
    is_done: bool = True

    @property
    def category(self) -> str:
        """Return how it is to look."""
        return "done" if self.is_done else "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for."""

    pages: Sequence[Page]  #: the ones that are meant
    until: str = ""  #: of a pause, as people write a time; "": until they are resumed
    now: datetime


def meant(config: Config, ids: Collection[str]) -> list[Page]:
    """Return the pages that *ids* name; who means a source means what it has found, too."""
    return [page for page in config.pages if page.is_one_of(ids)]


def check(store: Ledger, _config: Config, asked: Asked) -> Told:
    """Have pages checked next; those that are read in a feed are as new as that was last fetched."""
    paused = store.paused(asked.now)
    left = [page for page in asked.pages if not page.enabled or page.id in paused]
    due = [page for page in asked.pages if page.enabled and page.id not in paused]
    feeds = {page.found_by for page in due if page.is_in_feed and page.found_by} - {page.id for page in due}
    store.ask([*(page.id for page in due), *sorted(feeds)], asked.now)
    alone = f" {_names(left)} {_is(left)} paused or disabled, and left alone: resume or enable first." if left else ""
    if not due:
        return Told(alone.strip(), is_done=False)
    if instance(store.folder):
        return Told(f"Asked for now: {_names(due)}. The service checks {_it(due)} next.{alone}", is_done=not left)
    command = f"monitor check {due[0].id}" if len(due) == 1 else "monitor check"
    nobody = f"Nobody checks pages at the moment: start `monitor run`, or run `{command}` once."
    return Told(f"Asked for now: {_names(due)}. {nobody}{alone}", is_done=False)


def pause(store: Ledger, config: Config, asked: Asked) -> Told:
    """Leave pages alone for a while."""
    try:
        ends_at = when.read(asked.until, asked.now, config.time_zone, ahead=True) if asked.until.strip() else None
    except ValueError as error:
        return Told(str(error), is_done=False)
    if ends_at is not None and ends_at <= asked.now:
        return Told(f"'{asked.until}' is past: say when the pause ends, such as 3d, or nothing.", is_done=False)
    store.pause([page.id for page in asked.pages], asked.now, ends_at)
    end = f"until {ends_at:%Y-%m-%d %H:%M} UTC" if ends_at else "until you resume"
    return Told(f"{_names(asked.pages)} {_is(asked.pages)} paused {end}.")


def resume(store: Ledger, _config: Config, asked: Asked) -> Told:
    """Check pages again."""
    paused = store.paused(asked.now)
    those = [page for page in asked.pages if page.id in paused]
    if not those:
        return Told(f"{_names(asked.pages)} {_was(asked.pages)} not paused.", is_done=False)
    store.resume([page.id for page in those], asked.now)
    return Told(f"{_names(those)} {_is(those)} checked again.")


def accept(store: Ledger, _config: Config, asked: Asked) -> Told:
    """Vouch for the answers of pages that are doubted."""
    believed, refused = [], []
    for page in asked.pages:
        try:
            store.accept(page.id, asked.now)
            believed.append(page)
        except StoreError as error:
            if error.reason != "unknown":
                raise
            refused.append(str(error))
    if not believed:
        return Told(refused[0] if len(refused) == 1 else "None of these pages is doubted.", is_done=False)
    return Told(f"The doubted answer of {_names(believed)} is believed, and compared at the next check.")


ACTIONS: dict[str, Callable[[Ledger, Config, Asked], Told]] = {
    "check": check, "pause": pause, "resume": resume, "accept": accept,
}  # fmt: skip


def done(store: Ledger, config: Config, do: str, asked: Asked) -> Told:
    """Do to the pages that are *asked* for what the word *do* says, and return what came of it."""
    if do not in ACTIONS or not asked.pages:
        return Told("Choose pages first, then what is to be done.", is_done=False)
    if asked.until.strip() and do != "pause":  # Enter in a field presses the first button, which is another one
        return Told(
            f"Nothing was done: press Pause to pause until “{asked.until}”, or empty that field.", is_done=False
        )
    try:
        return ACTIONS[do](store, config, asked)
    except StoreError as error:
        if error.reason != "unknown":
            raise
        return Told(f"{error} It will once a check, or the service, has met the page.", is_done=False)


def _names(pages: Sequence[Page]) -> str:
    names = ", ".join(page.id for page in pages[:NAMED])
    more = len(pages) - NAMED
    return f"{names} and {counted(more, 'page')} more" if more > 0 else names


def _is(pages: Sequence[Page]) -> str:
    return "is" if len(pages) == 1 else "are"


def _was(pages: Sequence[Page]) -> str:
    return "was" if len(pages) == 1 else "were"


def _it(pages: Sequence[Page]) -> str:
    return "it" if len(pages) == 1 else "them"
