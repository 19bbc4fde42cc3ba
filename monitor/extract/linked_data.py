"""The dates in a page's linked data (JSON-LD, schema.org): those of the page and of the work that it shows.

A page describes much besides itself: its site, the organisation behind it, pictures, lists of other pages. Their dates
say nothing of when the page's own text changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from monitor.extract.tags import words

Node = Mapping[str, Any]
_DATED = re.compile(r'"date(?:Modified|Published)"')
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$")
_WRAPPINGS = ("<!", "-->", "]]>")  # what has none of these is not wrapped: that is told a hundred times faster
_VOCABULARY = re.compile(r"[/#:]")
_LONGEST = 4_000_000  # characters of a script that is read
_MOST = 5_000  # nodes of a page that are looked at
_PAGES = words(
    "WebPage AboutPage CheckoutPage CollectionPage ContactPage FAQPage ItemPage MedicalWebPage ProfilePage QAPage "
    "RealEstateListing SearchResultsPage"
)
"""schema.org's WebPage and its subtypes. A site is none, nor is an element of a page (WebPageElement)."""
_WORKS = words(
    "Article AdvertiserContentArticle NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle "
    "OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle Report SatiricalArticle ScholarlyArticle "
    "MedicalScholarlyArticle SocialMediaPosting BlogPosting LiveBlogPosting DiscussionForumPosting TechArticle "
    "APIReference Dataset DataFeed Legislation SpecialAnnouncement HowTo Recipe Book Thesis DigitalDocument "
    "GovernmentService JobPosting Event Product"
)
"""schema.org's Article and its subtypes, and other things that a page has for its subject."""
_INTO = ("@graph", "mainEntity", "mainEntityOfPage")  # what stands here is the page or its work, and nothing else
_NO_ENTITY = words("@value @id @context @type")


def dates(scripts: Iterable[str]) -> tuple[str | None, str | None]:
    """Return when the page was published and modified by its linked data, as written there.

    The work that is the page's main entity is asked first, then the page; of several works, none of which is said to be
    the main one (a list of posts), none is asked.
    """
    asked = _asked([node for script in scripts for node in _nodes(script)])
    published, modified = (
        next((node[key] for node in asked if isinstance(node.get(key), str)), None)
        for key in ("datePublished", "dateModified")
    )
    return published, modified


def _asked(nodes: Sequence[Node]) -> list[Node]:
    """Return those of *nodes* that say when the page changed, the first to be believed first."""
    works, pages = ([node for node in nodes if _is(node, kinds)] for kinds in (_WORKS, _PAGES))
    if not works and not pages:
        return [node for node in nodes if not _types(node)]
    return [*_main(works, nodes), *pages]


def _main(works: list[Node], nodes: Sequence[Node]) -> list[Node]:
    """Return those of *works* that one of *nodes* calls its main entity, else all, if they are one; else none."""
    mains = {_id(node["mainEntity"]) for node in nodes if "mainEntity" in node} - {""}
    chosen = [node for node in works if _id(node) in mains] or works
    are_one = len({str(node.get("headline") or node.get("name")) for node in chosen}) == 1
    return chosen if are_one else []


def is_of_page(kind: str) -> bool:
    """Return whether *kind*, the address of a type (``itemtype`` of microdata), is of pages or of works to read."""
    return _name(kind) in _PAGES or _name(kind) in _WORKS


def _nodes(script: str) -> Iterator[Node]:
    """Yield the things that *script* describes for themselves, not those that belong to others."""
    left = _parsed(script)
    for _ in range(_MOST):
        if not left:
            return
        one = left.pop(0)
        if isinstance(one, list):
            left[:0] = one[:_MOST]
        elif isinstance(one, dict):
            left += [one[key] for key in _INTO if key in one]
            if one.keys() - _NO_ENTITY - {"@graph"}:
                yield one


def _parsed(script: str) -> list[Any]:
    """Return what *script* says, if it may say a date; what cannot be read says nothing: no one is accused."""
    if len(script) > _LONGEST or not _DATED.search(script):
        return []
    try:
        return [json.loads(_unwrapped(script), strict=False)]
    except (ValueError, RecursionError):
        return []


def _unwrapped(script: str) -> str:
    """Return *script* without the comment or the section that some wrap it in."""
    return _WRAPPED.sub("", script) if any(sign in script for sign in _WRAPPINGS) else script


def _types(node: Node) -> tuple[str, ...]:
    said = node.get("@type", ())
    return tuple(one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str))


def _is(node: Node, kinds: frozenset[str]) -> bool:
    return any(_name(one) in kinds for one in _types(node))


def _name(kind: str) -> str:
    """Return the name of a type without the vocabulary before it: "Article" of "https://schema.org/Article"."""
    return _VOCABULARY.split(kind.strip())[-1]


def _id(node: object) -> str:
    found = node.get("@id") if isinstance(node, dict) else node
    return found if isinstance(found, str) else ""
