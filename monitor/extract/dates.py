"""The dates that a page gives of itself: in lines that readers see, in ``time`` elements, in its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from monitor.extract.drafts import Draft
from monitor.extract.walking import Stamp
from monitor.model import Region

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january janvier januar enero gennaio januari jan janv ene",
            "february février fevrier februar febrero febbraio februari feb févr fév",
            "march mars märz marzo maart mar mär",
            "april avril abril aprile apr avr abr",
            "may mai mayo maggio mei",
            "june juin juni junio giugno jun",
            "july juillet juli julio luglio jul juil",
            "august août aout agosto augustus aug ago",
            "september septembre septiembre settembre sep sept",
            "october octobre oktober octubre ottobre oct okt",
            "november novembre noviembre nov",
            "december décembre decembre dezember diciembre dicembre dec déc dez dic",
        ),
        1,
    )
    for word in words.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})(?!\d)"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:of |de )?(?P<m2>{_NAMES})\b\.?,?[\s-]+(?:de )?"
    rf"(?P<y2>\d{{4}})(?!\d)"
    rf"|\b(?P<m3>{_NAMES})\b\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})[/.](?P<m4>\d{{1,2}})[/.](?P<y4>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<h1>\d{1,2})(?:[:.](?P<m1>\d{2}))?\s?(?P<half>[ap])\.?m\b"
    r"|(?<![\d:.])(?P<h2>[01]?\d|2[0-3])(?::|\s?[hH]\s?)(?P<m2>[0-5]\d)?(?!\d)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:(?:page |content |article |figures |data |information |this page was |this page )?(?:was )?"
    r"(?:last |most recently )?(?:updated|modified|revised|amended|reviewed|edited|changed)"
    r"|last (?:update|modification|revision|change)|update[ds]?"
    r"|(?:dernière )?(?:mise à jour|modification|actualisation)"
    r"|(?:page |données )?(?:mise?s? à jour|modifiée?s?|actualisée?s?)"
    r"|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)|letzte (?:aktualisierung|änderung)|stand"
    r"|(?:última )?(?:actualización|modificación)|actualizad[oa]"
    r"|(?:ultimo )?aggiornamento|aggiornat[oa]|laatst bijgewerkt)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:first |originally |date )?(?:published|posted|issued|released)|publication date|date of publication|date"
    r"|publiée?|mise? en ligne|date de publication|veröffentlicht|erschienen|veröffentlichungsdatum"
    r"|publicad[oa]|pubblicat[oa])\b",
    re.IGNORECASE,
)
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
# What any of our dates holds: a year, or digits around a mark. It begins with a class, which is looked for fastest.
_PERHAPS = re.compile(r"\d(?:(?<=1)9\d\d|(?<=2)0\d\d|[/.]\d)")
_BETWEEN = 60  # characters from the word to its date
_STARTS = re.compile(r"(?:^|[\n.|·•—–(]\s*|\s{2,})", re.MULTILINE)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?")
_TRUSTED = (Region.MAIN, Region.ASIDE, Region.FOOTER, Region.NAVIGATION)
_STAMPED_PUBLISHED = ("publi", "pubdate", "entry-date", "post-date", "dt-published", "datecreated", "posted")
_STAMPED_UPDATED = ("modified", "updated", "dt-updated")
_HEAD_BLOCKS = 8  # main blocks among which a date that stands alone is the page's own


def iso(written: str) -> str | None:
    """Return a machine's date or date and time in one form, seconds at most; None when it is no date."""
    found = _ISO.match(written.strip())
    if found is None:
        return _visible_date(written)
    day, clock, zone = found.groups()
    if not _is_day(day):
        return None
    if clock is None:
        return day
    return f"{day}T{clock}{zone or ''}"


def shown(drafts: Sequence[Draft]) -> tuple[str | None, str | None]:
    """Return when the page's visible lines say that it was published and updated."""
    published: str | None = None
    updated: str | None = None
    dated = [draft for draft in drafts if len(draft.text) <= 2000 and _may_hold_date(draft.text)]
    for region in _TRUSTED:
        for draft in dated:
            if draft.region is not region:
                continue
            published = published or _said(draft.text, _PUBLISHED)
            updated = updated or _said(draft.text, _UPDATED)
        if updated:
            break
    return published, updated


def _may_hold_date(text: str) -> bool:
    if text.isascii() and not text.encode().translate(None, _NO_DIGITS):
        return False  # most lines, told fastest
    return _PERHAPS.search(text) is not None


def stamped(stamps: Iterable[Stamp], drafts: Sequence[Draft]) -> tuple[str | None, str | None]:
    """Return the dates of the ``time`` elements that are named as the page's own, or stand alone at its head."""
    published: str | None = None
    updated: str | None = None
    head = [index for index, draft in enumerate(drafts) if draft.region is Region.MAIN][:_HEAD_BLOCKS]
    for stamp in stamps:
        if stamp.block >= len(drafts) or drafts[stamp.block].region not in (Region.MAIN, Region.ASIDE):
            continue
        text = drafts[stamp.block].text
        names = stamp.names.lower()
        changed = any(word in names for word in _STAMPED_UPDATED)
        first = any(word in names for word in _STAMPED_PUBLISHED) or (stamp.block in head and len(text) <= 40)
        if changed and updated is None:
            updated = iso(stamp.moment or text)
        elif first and published is None and not _UPDATED.match(text):
            published = iso(stamp.moment or text)
    return published, updated


def combined(visible: str | None, declared: str | None) -> str | None:
    """Return what readers see; the declared time of that same day is more exact."""
    if visible is None or (declared is not None and declared[:10] == visible[:10] and len(visible) == 10):
        return declared
    return visible


def _said(text: str, word: re.Pattern[str]) -> str | None:
    """Return the date that follows *word*, where that begins a line or sentence of *text*."""
    for start in _STARTS.finditer(text):
        found = word.match(text, start.end())
        if found is None:
            continue
        moment = _first_date(text, found.end())
        if moment is not None:
            return moment
    return None


def _first_date(text: str, start: int) -> str | None:
    found = _DATE.search(text, start, min(len(text), start + _BETWEEN + 30))
    if found is None or found.start() > start + _BETWEEN or _interrupted(text[start : found.start()]):
        return None
    day = _day(found)
    if day is None:
        return None
    clock = _clock(text[start : found.start()]) or _clock(text[found.end() : found.end() + 16].partition("\n")[0])
    return f"{day}T{clock}" if clock else day


def _interrupted(between: str) -> bool:
    """Return whether what stands between the word and the date is more than "on", ":" and a time of day."""
    words = re.findall(r"[^\W\d_]{3,}", between)
    return len(words) > 3 or ". " in between or "\n" in between.strip()


def _visible_date(written: str) -> str | None:
    found = _DATE.search(written[:80])
    return _day(found) if found else None


def _day(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    for number in "1234":
        year, month, day = groups[f"y{number}"], groups[f"m{number}"], groups[f"d{number}"]
        if year is None:
            continue
        if len(year) == 2:
            year = f"20{year}"
        months = int(month) if month.isdecimal() else _MONTHS[month.lower()]
        days = int(day)
        if months > 12 >= days:  # 03/18/2020
            months, days = days, months
        written = f"{int(year):04}-{months:02}-{days:02}"
        return written if _is_day(written) else None
    return None


def _clock(text: str) -> str | None:
    found = _TIME.search(text)
    if found is None:
        return None
    hour = int(found["h1"] or found["h2"])
    minute = int(found["m1"] or found["m2"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _is_day(written: str) -> bool:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return False
    return 1990 <= day.year <= 2100
