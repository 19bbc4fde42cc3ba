"""What an element's name, role, class and id say of the part of the page that it marks off."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from monitor.extract.tags import words
from monitor.model import Region

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

TAGS = {
    "nav": Region.NAVIGATION,
    "aside": Region.ASIDE,
    "footer": Region.FOOTER,
    "form": Region.FORM,
    "search": Region.FORM,
    "dialog": Region.ASIDE,
    "noscript": Region.ASIDE,
    "select": Region.FORM,
    "textarea": Region.FORM,
    "button": Region.FORM,
}
"""What an element is by its name alone."""
_ROLES = {
    "navigation": Region.NAVIGATION,
    "menu": Region.NAVIGATION,
    "menubar": Region.NAVIGATION,
    "directory": Region.NAVIGATION,
    "search": Region.FORM,
    "form": Region.FORM,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "banner": Region.NAVIGATION,
    "dialog": Region.ASIDE,
    "alertdialog": Region.ASIDE,
    "doc-toc": Region.NAVIGATION,
    "doc-pagelist": Region.NAVIGATION,
}
_WORDS = {
    Region.HISTORY: "changelog",
    Region.COMMENTS: "comments commentlist respond disqus commentarea commentaires kommentare comentarios",
    Region.FOOTER: "footer colophon copyright imprint mentions",
    Region.NAVIGATION: (
        "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs pagination pager paginator skiplink "
        "skiplinks skip toc sitemap masthead topbar fil-ariane ariane"
    ),
    Region.FORM: "feedback login signin signup newsletter subscribe subscription",
    Region.ASIDE: (
        "sidebar sidebars cookie cookies consent gdpr promo advert adverts advertisement ad ads adsbygoogle sponsored "
        "sponsor share sharing sharedaddy social related recommended recommendations teasers popup modal "
        "outbrain taboola tweet twitter facebook byline-share jp-relatedposts"
    ),
}
_PAIRS = {
    ("change", "history"): Region.HISTORY,
    ("changes", "history"): Region.HISTORY,
    ("update", "history"): Region.HISTORY,
    ("updates", "history"): Region.HISTORY,
    ("revision", "history"): Region.HISTORY,
    ("version", "history"): Region.HISTORY,
    ("edit", "history"): Region.HISTORY,
    ("full", "history"): Region.HISTORY,
    ("page", "history"): Region.HISTORY,
    ("document", "history"): Region.HISTORY,
    ("dates", "history"): Region.HISTORY,
    ("change", "log"): Region.HISTORY,
    ("change", "notes"): Region.HISTORY,
    ("comment", "list"): Region.COMMENTS,
    ("comment", "thread"): Region.COMMENTS,
    ("site", "header"): Region.NAVIGATION,
    ("page", "top"): Region.NAVIGATION,
    ("global", "header"): Region.NAVIGATION,
    ("global", "bar"): Region.ASIDE,
    ("read", "more"): Region.ASIDE,
    ("see", "also"): Region.ASIDE,
    ("most", "read"): Region.ASIDE,
    ("most", "popular"): Region.ASIDE,
    ("back", "to"): Region.NAVIGATION,
    ("search", "form"): Region.FORM,
    ("site", "search"): Region.FORM,
    ("search", "box"): Region.FORM,
    ("sign", "up"): Region.FORM,
    ("sign", "in"): Region.FORM,
    ("site", "info"): Region.FOOTER,
    ("legal", "notice"): Region.FOOTER,
}
_BY_WORD = {word: region for region, named in _WORDS.items() for word in named.split()}
# "no-sidebar", "has-nav", "with-comments" tell what stands beside; "social-care" is something else altogether.
_BESIDE = words("no has with without hide not above below")
_NOT_BEFORE = {
    "social": words("care security housing services service protection policy work affairs insurance distancing"),
    "related": words("deaths cases figures statistics data"),
    "share": words("of price prices"),
    "ad": frozenset(("hoc",)),
    "mentions": frozenset(("of",)),
    "copyright": frozenset(("guidance",)),
    "sponsor": frozenset(("licence", "visa")),
    "skip": frozenset(("hire",)),
    "consent": frozenset(("order", "decree")),
}
# Containers may be named after what they hold; of any other element the class says how it looks.
_NAMED = words("div section ul ol dl p details header article table figure tr li fieldset")


class Hint(NamedTuple):
    """What an element is said to be; all false: nothing."""

    region: Region | None = None
    strong: bool = False  #: by element or role
    main: bool = False
    doubtful: bool = False


NOTHING = Hint()


@lru_cache(maxsize=4096)
def hint(tag: str, role: str, classes: str, identity: str) -> Hint:
    """Return what the element says it is."""
    role = role.split(" ", 1)[0].lower()
    if tag == "main" or role == "main":
        return Hint(main=True)
    if tag in ("body", "html"):
        return NOTHING
    if role in _ROLES:
        return Hint(_ROLES[role], strong=True)
    named = _named(classes, identity) if tag in _NAMED or tag in ("aside", "footer", "form") else NOTHING
    if tag in TAGS:
        special = named.region in (Region.HISTORY, Region.COMMENTS) and not named.doubtful
        return Hint(named.region if special else TAGS[tag], strong=True)
    if named.region is None and tag in ("article", "header"):
        return Hint(None, strong=True)
    return named


def _named(classes: str, identity: str) -> Hint:
    for name in (*classes.split()[:12], identity)[:13]:
        found = _of([word.lower() for word in _WORD.findall(name[:80])])
        if found is not None:
            return Hint(found)
    if identity.lower() in ("history", "updates", "historique"):
        return Hint(Region.HISTORY, doubtful=True)
    return NOTHING


def _of(parts: list[str]) -> Region | None:
    for pair in pairwise(parts):
        if pair in _PAIRS:
            return _PAIRS[pair]
    if not _BESIDE.isdisjoint(parts[:-1]):
        return None
    for index, word in enumerate(parts):
        region = _BY_WORD.get(word)
        after = parts[index + 1] if index + 1 < len(parts) else ""
        if region is not None and after not in _NOT_BEFORE.get(word, ()):
            return region
    return None
