"""What an element's name, role, class and id say of the part of the page that it marks off."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from monitor.extract.tags import words
from monitor.language import everywhere
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
_NAMES = {
    tuple(name.split()): Region(region)
    for region, names in everywhere(lambda known: known.site.classes.items())
    for name in names
}  # one to three words
_ALONE = frozenset(everywhere(lambda known: known.site.alone))
_BESIDE = frozenset(everywhere(lambda known: known.site.beside))
_NOT_BEFORE = {name: frozenset(after) for name, after in everywhere(lambda known: known.site.not_before.items())}
_HISTORY_IDS = frozenset(everywhere(lambda known: known.site.history_ids))
# Containers may be named after what they hold; of any other element the class says how it looks.
NAMED = words("div section ul ol dl p details header article table figure tr li fieldset aside footer form")
SPEAKING = frozenset((*TAGS, "main", "article", "header"))
"""Elements that mark off a part of the page whatever their attributes are."""


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
    named = _named(classes, identity) if tag in NAMED else NOTHING
    if tag in TAGS:
        return Hint(named.region if _is_special(named) else TAGS[tag], strong=True)
    if named.region is None and tag in ("article", "header"):
        return Hint(None, strong=True)
    return named


def _is_special(named: Hint) -> bool:
    """Return whether a name says more of its element than the element itself does."""
    return named.region in (Region.HISTORY, Region.COMMENTS) and not named.doubtful


def _named(classes: str, identity: str) -> Hint:
    for name in (*classes.split()[:12], identity)[:13]:
        found = _of([word.lower() for word in _WORD.findall(name[:80])])
        if found is not None:
            return Hint(found)
    if identity.lower() in _HISTORY_IDS:
        return Hint(Region.HISTORY, doubtful=True)
    return NOTHING


def _of(parts: list[str]) -> Region | None:
    for several in (*zip(parts, parts[1:], parts[2:], strict=False), *pairwise(parts)):
        if several in _NAMES:
            return _NAMES[several]
    if not _BESIDE.isdisjoint(parts[:-1]):
        return None
    for index, word in enumerate(parts):
        region = _NAMES.get((word,))
        after = parts[index + 1] if index + 1 < len(parts) else ""
        if region is None or (word in _ALONE and len(parts) > 1):
            continue
        if after not in _NOT_BEFORE.get(word, frozenset()):
            return region
    return None
