"""The walk: from elements opened and closed, and the text between, to drafts of blocks.

`Walker` is told of a document in order, by whatever parsed it (`markup` for lxml's trees, `scanning` for documents past
lxml's limits). It keeps its own stack and never recurses, so depth costs memory alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple

from monitor.extract import inline
from monitor.extract.block_drafts import LIST_ITEM, BlockDraft, TableDraft, Zone
from monitor.extract.hiding import is_hidden
from monitor.extract.hints import NAMED, NOTHING, SPEAKING, Hint, hint
from monitor.extract.shaping import SHAPES, Shaper, State
from monitor.extract.tags import APART, BLOCKS, INSIDE_WORDS, SILENT, words
from monitor.model import BlockKind, Region

_AS_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_RAISED = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super\b", re.IGNORECASE)
_NOTE_WORDS = ("footnote", "noteref", "fnref", "reference")
_NO_ATTRIBUTES: Mapping[str, str] = {}
_CALLED = ("class", "itemprop", "pubdate", "id")  # attributes that say what a ``time`` is called
_FOLDING = ("details", "summary")
_MARKED = words("hidden style role lang")
"""Attributes that change what is read of any element. Next to none has one of them, and is asked nothing further."""


class Stamp(NamedTuple):
    """A ``time`` element: what it says to machines, and which block it stands in."""

    moment: str
    names: str  #: what it is called
    block: int


class Walker:
    """Gathers the drafts of one document.

    Attributes:
        drafts: the blocks so far; a draft's place in the list is its final index.
        stamps: the ``time`` elements.
        password: whether a field asks for a password.
        cleaned: whether control characters were taken out.
        disguised: whether invisible characters were taken out of numbers.
        hidden: how many numbers stand in what the page hides.
        frames: the addresses of other pages that it shows inside.
        pieces: of the text that is being gathered; white space before the first says nothing, and need not be told.
    """

    def __init__(self) -> None:
        self.drafts: list[BlockDraft] = []
        self.zones: list[Zone] = []
        self.stamps: list[Stamp] = []
        self.password = False
        self.cleaned = self.disguised = False
        self.hidden = 0
        self.frames: list[str] = []
        self._shaper = Shaper(self.drafts)
        self._state = State(self._zone(None, "", None))
        self._open: list[State | str] = []
        """For every open element: the state to return to, or for inline ones what to write when it closes."""
        self.pieces: list[str] = []
        self._links = 0  #: how many links are open
        self._linked = 0  #: characters of the present block inside links
        self._after_link = False
        self._after_inline = False  #: an inline element has ended, and nothing come since

    @property
    def tables(self) -> list[TableDraft]:
        """Return the tables, in the order in which they begin."""
        return self._shaper.tables

    # -- told by the parser ------------------------------------------------------------------------------------------

    def open(self, tag: str, attributes: Mapping[str, str] = _NO_ATTRIBUTES, *, folded: bool = False) -> bool:
        """Begin an element; return whether it is to be read: if not, it must not be closed and its text not told.

        *folded*: it shows on a click of something else on the page, hidden until then or not.
        """
        marked = bool(attributes) and not _MARKED.isdisjoint(attributes)
        if tag in SILENT or (marked and not folded and is_hidden(attributes)):
            if tag in APART:
                self.pieces.append(" ")
            return False
        parts = tag in BLOCKS or "-" in tag or (marked and _as_block(attributes))
        if parts and not (tag == "button" and self._state.kind is BlockKind.HEADING):
            self._open_block(tag, attributes, folded=folded, marked=marked)
        else:  # also the button that unfolds the section of a heading, and holds its words
            self._open_inline(tag, attributes, marked=marked)
        return True

    def close(self, tag: str) -> None:
        """End the innermost open element, a *tag*."""
        before = self._open.pop()
        if isinstance(before, str):
            self._after_inline = True
            if tag == "a":
                self._links -= 1
                self._after_link = True
            if before:
                self.pieces.append(before)
            return
        if self.pieces:
            self._flush()
        if tag == "table" and self._state.table is not None and before.table is not None:
            before.table.layout = True  # it holds another table
        self._state = before

    def text(self, data: str) -> None:
        """Add character data."""
        if not self.pieces and data.isspace():
            return
        self._after_link = self._after_inline = False
        if self._state.lines:
            data = data.replace("\n", inline.BREAK)
        self.pieces.append(data)
        if self._links:
            self._linked += len(data.strip())

    def end(self) -> None:
        """End the document."""
        if self.pieces:
            self._flush()

    # -- elements inside a block -------------------------------------------------------------------------------------

    def _open_inline(self, tag: str, attributes: Mapping[str, str], *, marked: bool) -> None:
        if self._after_inline and tag not in INSIDE_WORDS:
            self.pieces.append(inline.BESIDE)
        if marked and tag not in ("a", "br") and _is_raised(attributes):
            tag = "sup"
        begin = self._BEGIN.get(tag)
        self._open.append(begin(self, attributes) if begin is not None else "")

    def _open_link(self, attributes: Mapping[str, str]) -> str:
        """Begin a link; return what closes it: the sign after a footnote's mark, or nothing."""
        if self._after_link:
            self.pieces.append(" ")  # two links side by side are two words
        self._links += 1
        if not attributes or not _refers_to_note(attributes):
            return ""
        self.pieces.append(inline.NOTED)
        return inline.LOWERED

    def _open_raised(self, _attributes: Mapping[str, str]) -> str:
        self.pieces.append(inline.RAISED)
        return inline.LOWERED

    def _open_quotation(self, _attributes: Mapping[str, str]) -> str:
        self.pieces.append("“")
        return "”"

    def _open_break(self, _attributes: Mapping[str, str]) -> str:
        self.pieces.append(inline.BREAK)
        return ""

    def _open_apart(self, attributes: Mapping[str, str]) -> str:
        self.pieces.append(" ")
        self.password |= attributes.get("type", "").lower() == "password"
        return ""

    def _open_time(self, attributes: Mapping[str, str]) -> str:
        if attributes:
            names = " ".join(filter(None, map(attributes.get, _CALLED)))
            self.stamps.append(Stamp(attributes.get("datetime", ""), names, len(self.drafts)))
        return ""

    _BEGIN: ClassVar[Mapping[str, Callable[[Walker, Mapping[str, str]], str]]] = {
        **dict.fromkeys(APART, _open_apart),
        "a": _open_link,
        "br": _open_break,
        "sup": _open_raised,
        "q": _open_quotation,
        "time": _open_time,
    }
    """What is done where an inline element begins; it returns what is written where that ends."""

    # -- elements that part blocks -----------------------------------------------------------------------------------

    def _open_block(self, tag: str, attributes: Mapping[str, str], *, folded: bool, marked: bool) -> None:
        if self.pieces:
            self._flush()
        before = self._state
        self._open.append(before)
        said = NOTHING
        if marked or tag in SPEAKING or (attributes and tag in NAMED):
            get = attributes.get
            said = hint(tag, get("role", ""), get("class", ""), get("id", ""))
        shaped = marked or tag in SHAPES
        if said is NOTHING and not (shaped or folded):
            return  # most often: a paragraph, or a box
        state = self._state = before.copy()
        if said is not NOTHING:
            state.zone = self._begin_zone(tag, said, before.zone)
        if folded or marked or tag in _FOLDING:
            state.fold(tag, attributes, folded=folded)
        if marked and "lang" in attributes and tag not in ("html", "body"):
            state.language = attributes["lang"]
        if shaped:
            self._shaper.shape(state, tag, attributes)

    def _begin_zone(self, tag: str, said: Hint, parent: Zone) -> Zone:
        zone = self._zone(parent, tag, said.region, strong=said.strong, main=said.main)
        zone.doubtful = said.doubtful
        above: Zone | None = parent
        while said.main and above is not None and not above.has_main:
            above.has_main = True
            above = above.parent
        if said.region is Region.NAVIGATION:
            parent.has_nav = True
        return zone

    def _zone(
        self, parent: Zone | None, tag: str, region: Region | None, *, strong: bool = False, main: bool = False
    ) -> Zone:
        zone = Zone(parent, tag, region, strong=strong, main=main)
        self.zones.append(zone)
        return zone

    # -- text --------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Make drafts of the pieces gathered so far."""
        raw = "".join(self.pieces)
        self.pieces.clear()
        linked, self._linked = self._linked, 0
        self._after_link = self._after_inline = False
        if not raw or raw.isspace():
            return
        if raw.isascii() and (raw.isprintable() or not inline.CONTROL.search(raw)):
            self._add(" ".join(raw.split()), linked)  # most often: none of our signs, and nothing that is not seen
            return
        for run in inline.runs(self._cleaned(raw)):
            draft = self._add(run.text, linked)
            draft.marks = run.marks
            linked -= draft.linked

    def _cleaned(self, raw: str) -> str:
        """Return *raw* without what no reader sees, and remember that there was such."""
        if not raw.isprintable() and inline.CONTROL.search(raw):
            raw = inline.CONTROL.sub(" ", raw)
            self.cleaned = True
        if not raw.isascii():
            raw, disguised = inline.seen(raw)
            self.disguised |= disguised
        return raw

    def _add(self, text: str, linked: int) -> BlockDraft:
        """Add the draft of *text*, *linked* characters of it, where it stands: in a list, a caption, a cell."""
        state = self._state
        draft = BlockDraft(text, state.kind, state.level, state.zone)
        if linked:
            draft.linked = min(linked, len(text))
        draft.quote = state.quote
        draft.folded = state.folded
        draft.language = state.language
        if state.kind is LIST_ITEM:
            draft.items, draft.lead = state.items, state.lead
        if state.caption and state.table is not None:
            state.table.caption.append(draft)
        elif state.cell is not None:
            draft.place = state.cell
            state.cell.blocks.append(draft)
        self.drafts.append(draft)
        return draft


def _is_raised(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    return style is not None and _RAISED.search(style) is not None


def _as_block(attributes: Mapping[str, str]) -> bool:
    if attributes.get("role") == "heading":
        return True
    style = attributes.get("style")
    return style is not None and _AS_BLOCK.search(style) is not None


def _refers_to_note(attributes: Mapping[str, str]) -> bool:
    if attributes.get("role") == "doc-noteref":
        return True
    if "#" not in attributes.get("href", ""):
        return False
    names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('rel', '')}".lower()
    return any(word in names for word in _NOTE_WORDS)
