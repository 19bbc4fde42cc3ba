"""Sources of the demo's site: the feed of a coast guard with its posts, and a list of bulletins, each a PDF of its own.

Nothing here is edited: what is new is published beside what was there.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from monitor.cli.demo.site_pages import framed
from monitor.cli.demo.site_visits import Moment

FEED, BULLETINS = "/coast-guard.atom", "/bulletins"


class Post(NamedTuple):
    """A post of the coast guard."""

    visit: int  #: at which it is published
    title: str
    text: str


POSTS = {
    "a-hard-winter": Post(
        0,
        "A hard winter at sea",
        "Since 1 January, the coast guard has rescued 1,340 people in the strait of Norhaven. Its station at the "
        "harbour has 3 lifeboats.",
    ),
    "a-fourth-lifeboat": Post(
        1,
        "A fourth lifeboat",
        "The station at Norhaven has another lifeboat. 12 volunteers will sail it, says the coast guard.",
    ),
    "what-the-winter-came-to": Post(
        3,
        "What the winter came to",
        "Since 1 January, the coast guard has rescued 1,475 people in the strait of Norhaven, more than in any winter "
        "before.",
    ),
}
"""Each post by its name in the address."""
ISSUES = {12: 0, 13: 2, 14: 4}  # number of a bulletin: the visit at which it is published
_FILES = Path(__file__).parent / "bulletins"  # made by tests/pdf/make_pdfs.py


def feed(now: Moment) -> str:
    """Return the coast guard's feed, as Atom."""
    entries = "".join(
        f"<entry><id>urn:norhaven:{name}</id><title>{title}</title><link href='/posts/{name}'/>"
        f"<updated>{now.day_of(visit)}T07:00:00Z</updated></entry>"
        for name, (visit, title, _) in reversed(POSTS.items())
        if visit <= now.visit
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:norhaven:posts</id>'
        f"<title>Norhaven Coast Guard</title><updated>{now.today}T07:00:00Z</updated>{entries}</feed>"
    )


def post(name: str, now: Moment) -> str | None:
    """Return a post of the coast guard; None before it is published."""
    visit, title, text = POSTS[name]
    if visit > now.visit:
        return None
    day = now.day_of(visit)
    published = f'<p class="meta">Published <time datetime="{day}">{day.day} {day:%B %Y}</time></p>'
    return framed(
        "en", f"{title} – Norhaven Coast Guard", f"<h1>{title}</h1>{published}<p>{text}</p>", "Norhaven Coast Guard"
    )


def bulletins(now: Moment) -> str:
    """Return the health office's list of its bulletins."""
    links = "".join(
        f'<li><a href="/bulletins/no-{number}.pdf">Weekly bulletin no {number} (PDF)</a></li>'
        for number, visit in reversed(ISSUES.items())
        if visit <= now.visit
    )
    return framed("en", "Bulletins", f"<h1>Bulletins</h1><ul>{links}</ul>", "Norhaven Health Office")


def bulletin(number: int, now: Moment) -> bytes | None:
    """Return a bulletin, a PDF; None before it is published."""
    return (_FILES / f"no-{number}.pdf").read_bytes() if ISSUES[number] <= now.visit else None
