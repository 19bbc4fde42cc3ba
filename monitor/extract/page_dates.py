"""The dates that a page gives of itself: in lines that readers see, in ``time`` elements, in its metadata."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from monitor.extract.block_drafts import MAIN, BlockDraft
from monitor.extract.walking import Stamp
from monitor.language import SHARED, everywhere, load
from monitor.language.dates import YEARS, WrittenDates, alternatives, written_dates
from monitor.model import Region

_HALVES = {
    **dict.fromkeys(everywhere(lambda known: known.calendar.morning), 0),
    **dict.fromkeys(everywhere(lambda known: known.calendar.afternoon), 12),
}  # of the day: the hours that they add to a clock of twelve
_TIME = re.compile(
    rf"(?<![\d:.])(?P<h1>\d{{1,2}})(?:[:.](?P<m1>\d{{2}}))?\s?(?P<half>{alternatives(_HALVES)})(?!\w)"
    rf"|(?<![\d:.])(?P<h2>[01]?\d|2[0-3])(?::|\s?(?:{alternatives(everywhere(lambda known: known.time.hour_sign))})\s?)"
    r"(?P<m2>[0-5]\d)?(?!\d)",
    re.IGNORECASE,
)
_UPDATED = re.compile(rf"(?:{'|'.join(everywhere(lambda known: known.site.updated))})\b", re.IGNORECASE)
_PUBLISHED = re.compile(rf"(?:{'|'.join(everywhere(lambda known: known.site.published))})\b", re.IGNORECASE)
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
# What any of our dates holds: a year, or digits around a mark. It begins with a class, which is looked for fastest.
_PERHAPS = re.compile(r"\d(?:(?<=1)9\d\d|(?<=2)0\d\d|[/.]\d)")
_BETWEEN = 60  # characters from the word to its date
_LONGEST = 2000  # characters of a text in which a date of the page is looked for
_LABEL = 60  # characters of a label, and of the date beside it, each of which stands alone
_LEAD = 12  # characters before a date that stands alone: "on", a day of the week
_STARTS = re.compile(r"(?:^|[\n.|·•—–(]\s*|\s{2,})", re.MULTILINE)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?")
_STAMPED = (Region.MAIN, Region.ASIDE)  # where a stamp may be the page's own
_TRUSTED = (Region.MAIN, Region.ASIDE, Region.FOOTER, Region.NAVIGATION)
_STAMPED_PUBLISHED = ("publi", "pubdate", "entry-date", "post-date", "dt-published", "datecreated", "posted")
_STAMPED_UPDATED = ("modified", "updated", "dt-updated")
_HEAD_BLOCKS = 8  # main blocks among which a date that stands alone is the page's own


def iso(written: str) -> str | None:
    """Return a machine's date or date and time in one form, seconds at most; None when it is no date."""
    return _machine(written) or _visible(written_dates(SHARED), load(SHARED).calendar.order, written)


def _machine(written: str) -> str | None:
    found = _ISO.match(written.strip())
    if found is None:
        return None
    day, clock, zone = found.groups()
    if not _is_day(day):
        return None
    return f"{day}T{clock}{zone or ''}" if clock else day


def _head(drafts: Sequence[BlockDraft]) -> list[int]:
    """Return the first blocks of the main text, by their numbers."""
    return [index for index, draft in enumerate(drafts) if draft.region is MAIN][:_HEAD_BLOCKS]


def _stamped_text(stamp: Stamp, drafts: Sequence[BlockDraft]) -> str | None:
    """Return the text that *stamp* stands in; None where it is not the page's own."""
    if stamp.block >= len(drafts) or drafts[stamp.block].region not in _STAMPED:
        return None
    return drafts[stamp.block].text


def _is_named(stamp: Stamp, words: Iterable[str]) -> bool:
    names = stamp.names.lower()
    return any(word in names for word in words)


def _is_of_beginning(stamp: Stamp, text: str, head: Collection[int]) -> bool:
    """Return whether *stamp* says when the page was published: by its name, or alone in a short line at the *head*."""
    return _is_named(stamp, _STAMPED_PUBLISHED) or (stamp.block in head and len(text) <= 40)


class PageDates:
    """Reads the dates of a page in its language."""

    def __init__(self, language: str, order: str) -> None:
        """*order* is that of its dates in digits: "DMY", "MDY" or "YMD"."""
        self._written, self._order = written_dates(language), order

    def shown(self, drafts: Sequence[BlockDraft]) -> tuple[str | None, str | None]:
        """Return when the page's visible lines say that it was published and updated."""
        published: str | None = None
        updated: str | None = None
        for region in _TRUSTED:
            dated = [at for at, draft in enumerate(drafts) if draft.region is region and _may_hold_date(draft.text)]
            texts = [drafts[at].text for at in dated if len(drafts[at].text) <= _LONGEST]
            pairs = [
                (drafts[at - 1].text, drafts[at].text) for at in dated if at and _are_short(*drafts[at - 1 : at + 1])
            ]
            published = published or self._first_said(texts, _PUBLISHED) or self._only(pairs, _PUBLISHED)
            updated = self._first_said(texts, _UPDATED) or self._only(pairs, _UPDATED)
            if updated:
                break
        return published, updated

    def _first_said(self, texts: Iterable[str], word: re.Pattern[str]) -> str | None:
        """Return the first date that follows *word* in one of *texts*."""
        return next((found for text in texts if (found := self._said(text, word))), None)

    def _only(self, pairs: Iterable[tuple[str, str]], word: re.Pattern[str]) -> str | None:
        """Return the date that stands alone beside a label that is *word*; None where several do (a list)."""
        texts = [text for label, text in pairs if _names(label, word)]
        found = {moment for text in texts if (moment := self._first(text, 0, within=_LEAD))}
        return found.pop() if len(found) == 1 else None

    def stamped(self, stamps: Iterable[Stamp], drafts: Sequence[BlockDraft]) -> tuple[str | None, str | None]:
        """Return the dates of the ``time`` elements that are named as the page's own, or stand alone at its head."""
        published: str | None = None
        updated: str | None = None
        head = _head(drafts)
        for stamp in stamps:
            text = _stamped_text(stamp, drafts)
            if text is None:
                continue
            if updated is None and _is_named(stamp, _STAMPED_UPDATED):
                updated = self._iso(stamp.moment or text)
            elif published is None and _is_of_beginning(stamp, text, head) and not _UPDATED.match(text):
                published = self._iso(stamp.moment or text)
        return published, updated

    def _iso(self, written: str) -> str | None:
        return _machine(written) or _visible(self._written, self._order, written)

    def _said(self, text: str, word: re.Pattern[str]) -> str | None:
        """Return the date that follows *word*, where that begins a line or sentence of *text*."""
        for start in _STARTS.finditer(text):
            found = word.match(text, start.end())
            if found is None:
                continue
            moment = self._first(text, found.end())
            if moment is not None:
                return moment
        return None

    def _first(self, text: str, start: int, *, within: int = _BETWEEN) -> str | None:
        """Return the first date in *text* after *start*, if it begins *within* so many characters."""
        found = self._written.pattern.search(text, start, min(len(text), start + _BETWEEN + 30))
        if found is None or found.start() > start + within or _interrupted(text[start : found.start()]):
            return None
        day = self._written.day(found, self._order)
        if day is None:
            return None
        clock = _clock(text[start : found.start()]) or _clock(text[found.end() : found.end() + 16].partition("\n")[0])
        return f"{day}T{clock}" if clock else f"{day}"


def _visible(dates: WrittenDates, order: str, written: str) -> str | None:
    found = dates.pattern.search(written[:80])
    day = dates.day(found, order) if found else None
    return f"{day}" if day else None


def _may_hold_date(text: str) -> bool:
    if text.isascii() and not text.encode().translate(None, _NO_DIGITS):
        return False  # most lines, told fastest
    return _PERHAPS.search(text) is not None


def combined(visible: str | None, declared: str | None) -> str | None:
    """Return what readers see; the declared time of that same day is more exact."""
    if visible is None or (declared is not None and declared[:10] == visible[:10] and len(visible) == 10):
        return declared
    return visible


def _are_short(label: BlockDraft, draft: BlockDraft) -> bool:
    """Return whether *label* may name a date that stands alone in *draft*, beside it."""
    return len(label.text) <= _LABEL and len(draft.text) <= _LABEL


def _names(label: str, word: re.Pattern[str]) -> bool:
    """Return whether *label* is *word* and no more: "Last updated on:"."""
    found = word.match(label.strip())
    return found is not None and len(re.findall(r"[^\W\d_]", label.strip()[found.end() :])) <= 3


def _interrupted(between: str) -> bool:
    """Return whether what stands between the word and the date is more than "on", ":" and a time of day."""
    words = re.findall(r"[^\W\d_]{3,}", between)
    return len(words) > 3 or ". " in between or "\n" in between.strip()


def _clock(text: str) -> str | None:
    found = _TIME.search(text)
    if found is None:
        return None
    hour = int(found["h1"] or found["h2"])
    minute = int(found["m1"] or found["m2"] or 0)
    if found["half"]:
        hour = hour % 12 + _HALVES[found["half"].lower()]
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).year in YEARS
    except ValueError:
        return False
