"""Pages with the make-up of those that governments keep up to date, in our own words; and those of a corpus.

What is made is what was counted in three such pages of spring 2020: about 80 kB, 900 blocks of markup from banner to
footer, 240 numbers of which 200 are dates and the like, an update history, two tables, 40 figures; every page is
unique, and its next version has `CHANGES` other figures, a new date and one more line of history. Shared by
benchmarks/real.py and the tests.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

CHANGES = 35  #: figures that the next version of a page states otherwise; 5 stay as they are
TABLES = {  # what heads the rows: what heads the columns
    "Area": ("People housed", "Places offered", "Requests received", "Visits made"),
    "Service": ("Meals served", "Blankets given", "Calls answered", "Journeys paid for"),
}
ROWS = (("North bank", "South bank", "Old harbour"), ("Day centre", "Night shelter", "Advice desk"))
STATED = (
    "In {place} the wardens counted {number} <strong>tents</strong> this week.",
    "The teams of {place} have helped {number} families to find a <a class='link' href='/housing/{slug}'>home</a>.",
    "Around {number} people were living in {place}, said the mayor.",
    "The council paid for {number} beds in <abbr title='the district of {place}'>{place}</abbr>.",
)
PLACES = (
    "Easter Row", "Mill Quarter", "Canal Side", "Upper Meadow", "Ferry Lane", "Quarry Hill", "Abbey Ward", "Rope Walk",
    "Glass Street", "Orchard End", "Castle Field", "Bell Green", "Market Hill", "Tan Bridge", "West Dock", "Sandgate",
)  # fmt: skip
PROSE = (
    "The council meets the residents, and <a class='link' href='/minutes/{slug}'>publishes what was said there</a>.",
    "Read <a class='link' href='/guidance/{slug}' rel='external'>what those need who offer a room</a> before writing.",
    "The <abbr title='District Housing Office'>DHO</abbr> has <em>checked</em> these counts and may change them later.",
    "Neighbours bring blankets and bread, and the library lends <span class='nowrap'>its rooms</span> to the school.",
    "Nobody needs papers to be helped; the staff speak <a class='link' href='/languages'>several languages</a>.",
)
NOTES = (
    "Updated the counts.",
    "Corrected the table of areas; the totals stand.",
    "Counts added, and those of the week before corrected.",
    "Moved the advice for landlords to a page of its own.",
)
TOPICS = (
    "housing", "health", "work", "schools", "travel", "money", "courts", "coast", "farms", "energy", "roads", "parks",
    "water", "voting",
)  # fmt: skip
GRID = "govuk-grid-column-two-thirds"
HISTORY, DATED = 87, 8  #: lines of the history; lines of the main text that name a date
SINCE = date(2026, 1, 5)


@dataclass(frozen=True)
class Made:
    """Pages of our own words: what the server is given."""

    def __call__(self, number: int, version: int) -> bytes:
        """Return page *number*; the next *version* has other figures, another date, and one more line of history."""
        return body(number, version)


@dataclass(frozen=True)
class Replayed:
    """Pages of the series of a corpus (`SERIES/DAY.html.gz`), each with numbers and a title of its own."""

    corpus: Path
    later: int = 7  #: captures between a version and the next

    def __call__(self, number: int, version: int) -> bytes:
        """Return page *number*; the next *version* is a later capture of the same series."""
        first, second = self._pair(number)
        return unique(_unpacked(second if version else first), number)

    def _pair(self, number: int) -> tuple[Path, Path]:
        pairs = _pairs(self.corpus, self.later)
        return pairs[number % len(pairs)]


def body(number: int, version: int) -> bytes:
    """Return page *number* of our own; the next *version* has other figures, another date, one more line of history."""
    dice = random.Random(number)
    name = f"{dice.choice(PLACES)} and {dice.choice(PLACES)}, ward {letters(number)}"
    figures = [dice.randrange(1_000, 90_000) for _ in range(40)]
    stated = [f"{value + version * 17 if rank < CHANGES else value:,}" for rank, value in enumerate(figures)]
    today = SINCE + timedelta(days=HISTORY + number % 200 + version)
    days = [today - timedelta(days=back) for back in range(HISTORY + version)]
    main = _title(name, today) + _contents() + _sections(dice, stated, days) + _history(days)
    return (
        f"<!DOCTYPE html>\n<html lang='en'>\n{_head(name, days)}\n<body class='js-enabled'>\n{_banner()}{_menu()}"
        f"<main role='main' id='content' class='detailed-guide' lang='en'>\n{main}</main>\n"
        f"{_related()}{_footer()}</body>\n</html>\n"
    ).encode()


def _head(name: str, days: Sequence[date]) -> str:
    metas = "".join(
        f"<meta name='site:taxon-{topic}' content='{topic}-{topic[::-1]}-{topic}-and-what-belongs-to-it'>\n"
        for topic in TOPICS
    )
    links = "".join(
        f"<link rel='stylesheet' media='all' href='/assets/static/{topic}-{topic * 9}.css'>\n" for topic in TOPICS
    )
    told = (
        f'{{"@context":"http://schema.org","@type":"Article","headline":"Counts of {name}",'
        f'"datePublished":"{days[-1]}","dateModified":"{days[0]}"}}'
    )
    return (
        f"<head>\n<meta charset='utf-8'>\n<title>Counts of {name}</title>\n{metas}{links}"
        f"<script type='application/ld+json'>{told}</script>\n</head>"
    )


def _banner() -> str:
    return (
        "<div id='skiplink-container'><div><a href='#content' class='skiplink'>Skip to main content</a></div></div>\n"
        "<div class='cookie-banner' role='region' aria-label='cookie banner'>\n<div class='cookie-banner__wrapper'>"
        "<h2 class='heading-m'>Tell us whether you accept cookies</h2>\n<p class='body'>We use <a class='link' "
        "href='/help/cookies'>cookies to collect information</a> about how you use this site.</p>\n"
        "<button class='button' type='submit' data-module='track-click'>Accept all cookies</button></div></div>\n"
    )


def _menu() -> str:
    items = "".join(_link(topic, f"/{topic}", "header") for topic in TOPICS)
    return f"<header role='banner' id='global-header'><nav role='navigation'><ul>\n{items}</ul></nav></header>\n"


def _link(text: str, target: str, place: str) -> str:
    return (
        f"<li class='{place}__list-item'>\n  <a class='link {place}__link' "
        f"data-track='{place}Clicked' href='{target}'>{text.capitalize()}</a>"
        f"\n</li>\n"
    )


def _title(name: str, today: date) -> str:
    return (
        f"<div class='grid-row'>\n<div class='{GRID}'>\n<div class='title'><span class='title__context'>Guidance</span>"
        f"\n<h1 class='title__text'>Counts of {name}</h1></div></div>\n<div class='{GRID}'><p class='lead'>What the "
        f"wardens and the teams have counted.</p></div></div>\n<div class='published-dates' lang='en'>Published "
        f"{_said(SINCE)}\n<br>Last updated {_said(today)}\n &mdash; <a href='#history' class='link'>see all updates</a>"
        f"</div>\n"
    )


def _contents() -> str:
    links = "".join(_link(f"Counts of {place}", f"#{_slug(place)}", "contents-list") for place in PLACES)
    return f"<nav class='contents-list' role='navigation'><h2>Contents</h2><ol>\n{links}</ol></nav>\n"


def _sections(dice: random.Random, stated: Sequence[str], days: Sequence[date]) -> str:
    """Return the main text: a section for each place with one figure of its own, and two tables."""
    parts = []
    for rank, place in enumerate(PLACES):
        slug = _slug(place)
        form = STATED[rank % len(STATED)].format(place=place, slug=slug, number=stated[rank])
        dated = f"<p>As of 9am on {_said(days[rank])}, the list is complete.</p>\n" if rank < DATED else ""
        said = [text.format(slug=slug) for text in dice.sample(PROSE, 4)]
        listed = "".join(f"  <li>{text}</li>\n" for text in said[1:])
        parts.append(
            f"<div class='section'><div>\n<h2 id='{slug}'>Counts of {place}</h2>\n<p>{form}</p>\n{dated}"
            f"<p>{said[0]}</p>\n<ul>\n{listed}</ul></div></div>\n"
        )
    values = iter(stated[len(PLACES) :])
    for (corner, columns), rows in zip(TABLES.items(), ROWS, strict=True):
        head = "".join(f"      <th style='text-align: right' scope='col'>{column}</th>\n" for column in columns)
        lines = "".join(
            f"    <tr>\n      <td>{row}</td>\n"
            + "".join(f"      <td style='text-align: right'>{next(values)}</td>\n" for _ in columns)
            + "    </tr>\n"
            for row in rows
        )
        parts.append(
            f"<h3>By {corner.lower()}</h3>\n<table>\n  <thead>\n    <tr>\n      <td></td>\n{head}    </tr>\n"
            f"  </thead>\n  <tbody>\n{lines}  </tbody>\n</table>\n"
        )
    return f"<div class='govspeak direction-ltr' data-module='govspeak'>\n{''.join(parts)}</div>\n"


def _history(days: Sequence[date]) -> str:
    lines = "".join(
        f"<li class='published-dates__change-item'><div>\n  <time class='published-dates__change-date timestamp' "
        f"datetime='{day}T16:10:03.000+01:00'>{_said(day)}</time>\n  <p class='published-dates__change-note'>"
        f"{NOTES[day.toordinal() % len(NOTES)]}</p></div>\n</li>\n"
        for day in days
    )
    return (
        f"<div class='published-dates published-dates--history' id='history' data-module='toggle'>\n<h2>Updates to "
        f"this page</h2>\n<div class='published-dates__change-history' id='history-list'>\n<ol>\n{lines}</ol></div>"
        "</div>\n"
    )


def _related() -> str:
    parts = "".join(
        f"<div class='related-navigation__section'><h3>More on {topic}</h3><ul>\n"
        + "".join(_link(f"{topic} and {other}", f"/{topic}/{other}", "related-navigation") for other in TOPICS[-5:])
        + "</ul></div>\n"
        for topic in TOPICS
    )
    return f"<aside class='related-navigation' role='complementary'>\n{parts}</aside>\n"


def _footer() -> str:
    columns = "".join(
        f"<div class='grid-column-one-third'><div><h2>{topic.capitalize()}</h2><ul>\n"
        + "".join(_link(f"{topic} and {other}", f"/browse/{topic}/{other}", "footer") for other in TOPICS[:9])
        + "</ul></div></div>\n"
        for topic in TOPICS
    )
    return f"<footer class='group' id='footer' role='contentinfo'><div class='grid-row'>\n{columns}</div></footer>\n"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _slug(place: str) -> str:
    return place.lower().replace(" ", "-")


def letters(number: int) -> str:
    """Return a name without digits for *number*: A, B ... Z, AA, AB ..."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def unique(page: bytes, number: int) -> bytes:
    """Return *page* as the one of this *number*: another title, and in each large number other last digits."""
    named = page.replace(b"<title", f"<!-- {letters(number)} --><title".encode(), 1)
    named = re.sub(rb"</h1>", f" {letters(number)}</h1>".encode(), named, count=1)
    return re.sub(rb"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", lambda found: _moved(found[0], number), named)


def _moved(written: bytes, number: int) -> bytes:
    return written[:-3] + b"%03d" % ((int(written[-3:]) + number) % 1000)


@cache
def _pairs(corpus: Path, later: int) -> tuple[tuple[Path, Path], ...]:
    pairs = []
    for folder in sorted((corpus / "series").iterdir()):
        captures = sorted(folder.glob("*.html.gz"))
        pairs += list(zip(captures, captures[later:], strict=False))
    if not pairs:
        raise FileNotFoundError(f"{corpus} holds no series/NAME/DAY.html.gz, at least {later + 1} of one name")
    return tuple(pairs)


@cache
def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())
