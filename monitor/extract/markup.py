"""A page's tree is walked, and asked what the page says of itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from monitor.errors import ExtractError
from monitor.extract import linked_data
from monitor.extract.facts import Facts
from monitor.extract.hiding import conceals, is_folding, is_hidden, numbers_in, shows_on_a_click
from monitor.extract.tags import SILENT, words
from monitor.extract.walking import Walker
from monitor.model.html_tree import Element
from monitor.model.watched import DATA_PATH, XPATH

_NONE: dict[str, str] = {}
_FRAMES = frozenset(("iframe", "frame"))
_NO_PAGES = frozenset(("about", "javascript", "data", "blob"))  # schemes of what is no page of its own
_NAMING = words("aria-controls data-target data-bs-target")
"""Attributes by which a control names what it shows."""
_FOLDABLE = frozenset(("hidden", "style", "id"))  # of an element without one of these, no control says anything
_SWITCHES = words("aria-expanded data-toggle data-bs-toggle")
_SHUT = ("aria-expanded", "aria-selected")
_CONTROLLING = _NAMING | _SWITCHES | {*_SHUT, "role"}
"""An element without any of these controls nothing."""


def walk(root: Element, chosen: Sequence[Element], skipped: Collection[Element], walker: Walker) -> None:
    """Tell *walker* of the *chosen* elements of a page, its *root* or parts, and of all in them but the *skipped*.

    The own name of an element that was selected says nothing.
    """
    folds = _Folds(root)
    for element in chosen:
        _walk(element, skipped, walker, folds, selected=element is not root)


def _walk(root: Element, skipped: Collection[Element], walker: Walker, folds: _Folds, *, selected: bool) -> None:
    context = etree.iterwalk(root, events=("start", "end"))
    closed: Element | None = None
    pieces, begin, end, tell = walker.pieces, walker.open, walker.close, walker.text
    for event, element in context:
        tag = element.tag
        if event == "end":
            if element is not closed:
                end(tag)
            closed = None
            if (tail := element.tail) and (pieces or not tail.isspace()) and element is not root:
                tell(tail)
            continue
        attributes, folded = _NONE, False
        if selected and element is root:
            folded = folds.hold(element)
        elif items := element.items():
            attributes = dict(items)
            folded = not _FOLDABLE.isdisjoint(attributes) and tag not in SILENT and folds.has(attributes)
        if (skipped and element in skipped) or not begin(tag, attributes, folded=folded):
            context.skip_subtree()
            closed = element
            _pass_over(element, tag, attributes, walker)
        elif (text := element.text) and (pieces or not text.isspace()):
            tell(text)


class _Folds:
    """The parts of a page that its controls show: tabs, accordions, "read more". Looked for when one is needed."""

    def __init__(self, inside: Element) -> None:
        self._inside = inside

    def has(self, attributes: Mapping[str, str]) -> bool:
        """Return whether an element of these *attributes* shows on a click: hidden, or said to be closed."""
        if is_hidden(attributes):
            return shows_on_a_click(attributes, self._controlled)
        return "id" in attributes and attributes["id"] in self._closed

    def hold(self, element: Element) -> bool:
        """Return whether *element* stands in a part that shows on a click."""
        return any(
            is_folding(above.tag, attributes) or self.has(attributes)
            for above in element.iterancestors()
            if (attributes := dict(above.items())) or above.tag == "details"
        )

    @cached_property
    def _controls(self) -> Sequence[Element]:
        """The elements that may be controls."""
        page = self._inside.getroottree().getroot().iter(etree.Element)
        return [element for element in page if not _CONTROLLING.isdisjoint(element.keys())]

    @cached_property
    def _controlled(self) -> Collection[str]:
        """The ids that a control names."""
        return _ids(
            value
            for control in self._controls
            for name, value in control.items()
            if name in _NAMING or (name == "href" and _is_switch(control))
        )

    @cached_property
    def _closed(self) -> Collection[str]:
        """The ids that a control names which says that they are closed."""
        return _ids(
            value
            for control in self._controls
            if any(control.get(name) == "false" for name in _SHUT)
            for name, value in control.items()
            if name in _NAMING or (name == "href" and value.startswith("#"))
        )


def _is_switch(element: Element) -> bool:
    """Return whether *element* is a link that is used as a switch: of a tab, of a section that unfolds."""
    is_called = element.get("role") in ("tab", "button") or not _SWITCHES.isdisjoint(element.keys())
    return element.tag == "a" and is_called


def _ids(written: Iterable[str]) -> frozenset[str]:
    """Return the ids in attributes as *written*: several in one, or with the sign of a fragment before them."""
    return frozenset(name.lstrip("#") for names in written for name in names.split())


def _pass_over(element: Element, tag: str, attributes: Mapping[str, str], walker: Walker) -> None:
    """Note what an *element* that is not read would say: numbers, or another page's address."""
    if conceals(tag, attributes):
        walker.hidden += sum(map(numbers_in, _concealed(element)))
    elif tag in _FRAMES and _names_page(address := attributes.get("src", "").strip()):
        walker.frames.append(address)


def _names_page(address: str) -> bool:
    return bool(address) and address.partition(":")[0].lower() not in _NO_PAGES


def data_numbers(root: Element) -> int:
    """Return how many numbers stand in the data that scripts would fill the page with."""
    return sum(numbers_in(script.text or "") for script in root.iter("script") if "json" in script.get("type", ""))


def _concealed(element: Element) -> Iterator[str]:
    """Yield the text in a hidden *element* that a reader would see if it were shown."""
    for inside in element.iter(etree.Element):
        if inside.tag not in SILENT or inside.tag == "template":
            yield inside.text or ""
        if inside is not element:
            yield inside.tail or ""


def select(root: Element, selector: str | None) -> Sequence[Element]:
    """Return the outermost elements that match *selector*, in order; the root when there is no selector.

    Raises:
        ExtractError: nothing matches.
    """
    if selector is None:
        return (root,)
    found = _matches(root, selector)
    if not found:
        raise ExtractError("nothing_selected", f"No element of the page matches its 'select' ({selector[:200]}).")
    matched = set(found)
    return [element for element in found if not any(above in matched for above in element.iterancestors())]


def ignored(root: Element, selectors: Sequence[str]) -> set[Element]:
    """Return the elements that the page's settings leave out."""
    return {element for selector in selectors for element in _matches(root, selector)}


def _matches(root: Element, selector: str) -> list[Element]:
    """Return the elements of the page that *selector* takes, CSS or XPath; none where it is a path into JSON."""
    if selector.startswith(DATA_PATH):
        return []
    try:
        found: Element = _compiled(selector)(root)
    except (SelectorError, etree.XPathError) as error:
        raise ExtractError("bad_selector", f"The selector {selector[:200]!r} cannot be used: {error}") from error
    return [one for one in found if etree.iselement(one)] if isinstance(found, list) else []


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(selector) if selector.startswith(XPATH) else CSSSelector(selector, translator="html")


def facts(root: Element) -> Facts:
    """Return what the page says of itself in its head."""
    return Facts.gather(
        _described(root), language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    )


def _is_of_page(element: Element) -> bool:
    """Return whether a property of microdata is one of the page or its work, and not of a picture or a publisher."""
    scope = next((above for above in element.iterancestors() if "itemscope" in above.attrib), None)
    return scope is None or linked_data.is_of_page(scope.get("itemtype", ""))


def _described(root: Element) -> Iterator[tuple[str, dict[str, str], str]]:
    for element in root.iter("title", "meta", "script"):
        tag = element.tag
        if tag == "script":
            if "ld+json" in element.get("type", ""):
                yield tag, {}, element.text or ""
        elif tag == "meta":
            if not element.get("itemprop") or _is_of_page(element):
                yield tag, dict(element.items()), ""
        elif not element.getparent().tag.startswith("svg"):
            yield tag, {}, "".join(element.itertext())
