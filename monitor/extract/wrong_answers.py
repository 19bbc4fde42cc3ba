"""Hard suspicion: positive evidence that an answer with status 200 is not the page.

One sign proves nothing: statements are written about cookies, outages and pages not found. So signs add up, and a text
of ordinary length, or one that states figures under the title it always had, stays believed. What such answers say is
known of each language; how long they are and what their code shows stands in ``doubts.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from monitor.extract.seen import PASSWORD, REFRESH, Past, Seen, main_words, plain, see
from monitor.language import Doubt, Language, everywhere
from monitor.model import Capture, Fetched, Suspicion, Text
from monitor.model.addresses import Address, is_same, parse

MISSING = "must_contain_missing"
"""Note of a text that lacks the phrase its page must contain."""

_ENOUGH = 4.0  # points of evidence that make an answer suspect
_SHORT = 0.4  # share of the words of the version before: less is a sign
_HALF = 0.5  # share of the words from which a text is no mere notice beside the one before
_NOTICE = 80  # words that a notice has at most
_FOREIGN = (
    0.75  # share of long words that the page did not have: in a notice with another title, more are another page's
)
_STRANGE = 0.9  # and in any notice, whatever its title and length
_MUCH = 3.0  # times the words of the version before: who has so much more to say than was there says it in its place
_TELLING = 15  # words from which that is no accident of a fact that was put in other words
_SHOWN_IN = 3000  # characters of the main text in which traces of programs are looked for
_NOTED = (
    (PASSWORD, "sign_in", "it asks for a password"),
    (REFRESH, "moving", "it leads to another address by itself"),
)  # note of the text, class that it is a sign of, the sign in words
_DAMAGED = 0.001  # share of U+FFFD in a text (docs/reliability.md, N22)
_STRAYS = 0.02  # share of NUL and noncharacters above which the bytes must be of another encoding
_NONCHARACTER = re.compile(rb"\xef\xb7[\x90-\xaf]|\xef\xbf[\xbe\xbf]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, half of whose bytes are NUL
_TORN = re.compile("\\d\ufffd+\\d")
_HOME = "|".join(everywhere(lambda known: known.site.home_names))
_HOMES = re.compile(rf"/?(?:[a-z]{{2}}(?:[-_][a-z]{{2}})?/?)?(?:(?:{_HOME})(?:\.\w{{2,5}})?/?)?", re.IGNORECASE)
_FEW_WORDS = 25
_SHELL_ROOT = re.compile(rb"""id=["']?(?:root|app|__next|__nuxt)\b|<app-root|ng-app|data-reactroot""")
_SHELL_PHRASES = everywhere(lambda known: known.doubts.scripts)


@dataclass(frozen=True, slots=True)
class _Class:
    """A kind of wrong answer."""

    reason: str
    what: str
    words: int
    head: re.Pattern[str]
    body: tuple[str, ...]
    address: re.Pattern[str]
    markup: tuple[bytes, ...]
    shown: re.Pattern[str] | None  #: what its text shows in any language


def judge(fetched: Fetched, text: Text, figures: int, previous: Text | None) -> Suspicion | None:
    """Return why *fetched*, read as *text* with so many *figures*, is not to be believed; None when nothing says so.

    *previous* is the text of the version before, None when there was none.
    """
    capture = fetched.capture
    if capture.header("cf-mitigated") or capture.header("x-amzn-waf-action"):
        return _hard("challenge", "The server answered with a check for robots, as its headers say.")
    damaged = _damaged(fetched, text)
    if damaged:
        return _hard("encoding", f"{damaged} characters of the page could not be decoded.")
    if MISSING in text.notes:
        return _hard("must_contain", "The page lacks the phrase that it must contain ('must_contain').")
    if not any(character.isalnum() for character in text.content):
        return _hard("empty", "The answer holds no text.")
    seen = see(fetched, text, figures, previous)
    return _classified(seen) or _moved(seen) or _shell(seen) or _another(seen)


def _damaged(fetched: Fetched, text: Text) -> int:
    """Return how many characters were lost in decoding, when they are too many to believe the others.

    A few NULs, which browsers pass over, and noncharacters are no damage (docs/reliability.md, C11), unless a
    noncharacter stands within a number.
    """
    lost = text.content.count("\ufffd")
    if "control_characters" in text.notes:
        if _TORN.search(text.content):
            return lost
        wide = fetched.body.startswith(_WIDE_MARKS)
        strays = len(_NONCHARACTER.findall(fetched.body))
        nulls = 0 if wide else fetched.body.count(b"\0")
        if nulls + strays > _STRAYS * len(text.content):
            return nulls + strays
        lost -= strays
    return lost if lost > _DAMAGED * len(text.content) else 0


def _moved(seen: Seen) -> Suspicion | None:
    """Return a suspicion when the answer came from the home page, or from elsewhere and bears another title."""
    capture = seen.fetched.capture
    if is_same(capture.final_url, capture.url):
        return None
    asked, got = _addresses(capture)
    if asked.path.rstrip("/") == got.path.rstrip("/"):
        return None
    if _HOMES.fullmatch(got.path) and not got.query and not _HOMES.fullmatch(asked.path):
        return _hard("redirected_home", f"The address now leads to a home page, {capture.final_url[:200]}.")
    if seen.past and seen.past.retitled and capture.redirects:
        detail = f"The address now leads to {capture.final_url[:200]}, whose title is another."
        return Suspicion(reason="redirected", hard=seen.figures == 0, detail=detail)
    return None


def _classified(seen: Seen) -> Suspicion | None:
    best: tuple[float, _Class, list[str]] | None = None
    for one in _classes():
        points, signs = _weigh(seen, one)
        if points >= _ENOUGH and (best is None or points > best[0]):
            best = points, one, signs
    if best is None:
        return None
    _, one, signs = best
    return _hard(one.reason, f"The answer looks like {one.what}: {'; '.join(signs)}.")


def _weigh(seen: Seen, one: _Class) -> tuple[float, list[str]]:
    """Return the points of evidence that the answer is of class *one*, and the signs in words."""
    if seen.words > one.words:
        return 0, []
    named = next((head for head in seen.heads if one.head.fullmatch(head)), None)
    found = list(_signs(seen, one, named))
    if not found:
        return 0, []
    if _elsewhere(seen, one):
        found.append((1.5, f"it came from {seen.fetched.capture.final_url[:80]}"))
    points, signs = sum(weight for weight, _ in found), [sign for _, sign in found]
    coded = int(any(map(str.isdecimal, named or "")))  # "502 Bad Gateway"
    return points + _about_figures(seen.figures - coded, signs) + _about_past(seen.past, signs), signs


def _signs(seen: Seen, one: _Class, named: str | None) -> Iterator[tuple[float, str]]:
    """Yield the signs that the answer is of class *one*, with their weights; *named* is the heading that says so."""
    if named is not None:
        yield 2, f'it is headed "{named[:60]}"'
    for phrase in [phrase for phrase in one.body if phrase in seen.opening][:2]:
        yield 1, f'it says "{phrase}"'
    for note, reason, sign in _NOTED:
        if one.reason == reason and seen.notes(note):
            yield 1.5, sign
    if _shows(seen, one):
        yield 4.5, "it shows what only a program says"
    if _marked(seen, one):
        yield 1.5, "its code is that of such a check"


def _shows(seen: Seen, one: _Class) -> bool:
    """Return whether the main text begins with what only a program says."""
    return one.shown is not None and one.shown.search(main_words(seen.text)[:_SHOWN_IN]) is not None


def _about_figures(figures: int, signs: list[str]) -> float:
    if figures <= 0:
        signs.append("it states no figure")
        return 1
    return 0.5 if figures == 1 else 0 if figures <= 3 else -2


def _about_past(past: Past | None, signs: list[str]) -> float:
    """Return what the version before says: an answer that keeps its page's title is the likelier to be that page."""
    if past is None:
        return 0
    short = 1 if past.share < _SHORT else 0
    if short:
        signs.append(f"it has {100 * past.share:.0f} % of the words that the page had")
    if past.retitled:
        signs.append("its title is another")
        return 1 + short
    return short - 1


def _another(seen: Seen) -> Suspicion | None:
    """Return a suspicion when the answer has nothing of the page, in any language: no heading, length or word.

    So look notices that stand before a page or instead of it, within the frame of its site or without. A page that
    withdraws all it said keeps its heading, and a new statement of the same people many of their words. One that has
    the page's title, or states more than was there, may be what is stated there now: it is believed if it lasts.
    """
    past = seen.past
    if past is None or seen.text.kind != "html" or seen.words > _NOTICE or not past.reheaded:
        return None
    if not _is_foreign(past, seen.words) or past.repeats or not past.stated:
        return None
    detail = (
        f"Its headings are others, it has {100 * past.share:.0f} % of the words, and hardly one of what the page said."
    )
    detail = f"The answer looks like a notice before or instead of the page. {detail}"
    return Suspicion(reason="another_page", hard=past.retitled and not past.states_more, detail=detail)


def _is_foreign(past: Past, words: int) -> bool:
    """Return whether a notice of so many *words* is hardly about what the page was about."""
    if past.retitled and past.share < _HALF:
        return past.foreign >= _FOREIGN
    return past.foreign >= _STRANGE and words >= _TELLING and past.share <= _MUCH


def _marked(seen: Seen, one: _Class) -> bool:
    if not one.markup or seen.figures or seen.words > 60:
        return False
    body = seen.fetched.body[:200_000].lower()
    return any(sign in body for sign in one.markup)


def _elsewhere(seen: Seen, one: _Class) -> bool:
    capture = seen.fetched.capture
    if is_same(capture.final_url, capture.url):
        return False
    asked, got = _addresses(capture)
    return (
        one.address.search(f"{got.host}{got.path}".lower()) is not None
        and one.address.search(f"{asked.host}{asked.path}".lower()) is None
    )


def _addresses(capture: Capture) -> tuple[Address, Address]:
    """Return the address that was asked for, and the one that the answer came from."""
    return parse(capture.url), parse(capture.final_url)


def _shell(seen: Seen) -> Suspicion | None:
    """Return a suspicion when scripts would have to fill the page, and did not."""
    if seen.figures or seen.words > _FEW_WORDS or seen.fetched.capture.is_rendered:
        return None
    whole = plain(seen.text.content[:3000])
    body = seen.fetched.body
    asks = any(phrase in whole for phrase in _SHELL_PHRASES)
    rooted = seen.text.kind == "html" and b"<script" in body and _SHELL_ROOT.search(body) is not None
    if asks or rooted:
        return _hard("empty", "The answer is an empty shell that scripts would fill; without them it states nothing.")
    return None


def _hard(reason: str, detail: str) -> Suspicion:
    return Suspicion(reason=reason, hard=True, detail=detail)


@cache
def _classes() -> tuple[_Class, ...]:
    data: dict[str, dict[str, Any]] = tomllib.loads(
        files("monitor.extract").joinpath("doubts.toml").read_text(encoding="utf-8")
    )
    return tuple(_class(reason, entry) for reason, entry in data.items())


def _class(reason: str, entry: dict[str, Any]) -> _Class:
    def said(language: Language) -> Doubt:
        found: Doubt = getattr(language.doubts, reason)
        return found

    return _Class(
        reason=reason,
        what=entry["what"],
        words=entry["words"],
        head=re.compile("|".join(everywhere(lambda known: said(known).head))),
        body=everywhere(lambda known: said(known).body),
        address=re.compile(entry["address"]),
        markup=tuple(sign.encode() for sign in entry["markup"]),
        shown=re.compile(entry["shown"]) if "shown" in entry else None,
    )
