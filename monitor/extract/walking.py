"""The walk: from elements opened and closed, and the text between, to drafts of blocks.

`Walker` is told of a document in order, by whatever parsed it (`markup` for lxml's trees, `scanning` for documents past
lxml's limits). It keeps its own stack and never recurses, so depth costs memory alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from monitor.extract import inline
from monitor.extract.block_drafts import BlockDraft, CellDraft, RowDraft, TableDraft, Zone
from monitor.extract.hiding import is_folding, is_hidden
from monitor.extract.hints import TAGS, hint
from monitor.extract.tags import APART, BLOCKS, HEADINGS, INSIDE_WORDS, LISTS, SILENT
from monitor.model import BlockKind, Region

_AS_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_RAISED = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super\b", re.IGNORECASE)
_NOTE_WORDS = ("footnote", "noteref", "fnref", "reference")
_INTRODUCES = re.compile(r"[:：;,…–—-]|[^.!?»”\"')\]]")
_NO_ATTRIBUTES: Mapping[str, str] = {}
_MAX_SPAN = 1000  # columns a cell may span: the limit of the HTML standard
_LAYOUT_ROLES = ("presentation", "none")
_FOLDING = ("details", "summary")
_ITEMS = ("li", "dt", "dd")
_TABULAR = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption")
_SHAPED = frozenset((*HEADINGS, *_ITEMS, *LISTS, *_TABULAR, "blockquote", "pre", "listing", "plaintext", "xmp"))


class _State(NamedTuple):
    """What holds for the text of an element, unless one inside says otherwise."""

    zone: Zone
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    quote: bool = False
    items: int = 0  #: ordinal of the list
    depth: int = 0  #: of lists
    lead: int | None = None  #: what introduces the list
    table: TableDraft | None = None
    row: RowDraft | None = None
    cell: CellDraft | None = None
    caption: bool = False
    folded: bool = False  #: it shows on a click
    outside: bool = False  #: so does the summary of the ``details`` it stands in, with all around them
    lines: bool = False  #: line breaks of the source count (``pre``)
    language: str = ""  #: that the innermost element declares


class Stamp(NamedTuple):
    """A ``time`` element: what it says to machines, and which block it stands in."""

    moment: str
    names: str  #: its class, itemprop and pubdate
    block: int


class Walker:
    """Gathers the drafts of one document.

    Attributes:
        drafts: the blocks so far; a draft's place in the list is its final index.
        tables: in the order in which they begin.
        stamps: the ``time`` elements.
        password: whether a field asks for a password.
        cleaned: whether control characters were taken out.
        disguised: whether invisible characters were taken out of numbers.
        hidden: how many numbers stand in what the page hides.
        frames: the addresses of other pages that it shows inside.
    """

    def __init__(self) -> None:
        self.drafts: list[BlockDraft] = []
        self.tables: list[TableDraft] = []
        self.zones: list[Zone] = []
        self.stamps: list[Stamp] = []
        self.password = False
        self.cleaned = self.disguised = False
        self.hidden = 0
        self.frames: list[str] = []
        self._state = _State(self._zone(None, "", None))
        self._saved: list[_State | None] = []  #: for every open element: the state to return to, None for inline ones
        self._closings: list[str] = []  #: for every open inline element: what to write when it closes
        self._pieces: list[str] = []
        self._links = 0  #: how many links are open
        self._linked = 0  #: characters of the present block inside links
        self._lists = 0
        self._after_link = False
        self._after_inline = False  #: an inline element has ended, and nothing come since
        self._term: int | None = None  #: the last ``dt``

    # -- told by the parser ------------------------------------------------------------------------------------------

    def open(self, tag: str, attributes: Mapping[str, str] = _NO_ATTRIBUTES, *, folded: bool = False) -> bool:
        """Begin an element; return whether it is to be read: if not, it must not be closed and its text not told.

        *folded*: it shows on a click of something else on the page, hidden until then or not.
        """
        if tag in SILENT or (attributes and not folded and is_hidden(attributes)):
            if tag in APART:
                self._pieces.append(" ")
            return False
        if tag == "button" and self._state.kind is BlockKind.HEADING:
            self._open_inline(tag, attributes)  # a heading that unfolds its section
        elif tag in BLOCKS or "-" in tag or (attributes and _as_block(attributes)):
            self._open_block(tag, attributes, folded=folded)
        else:
            self._open_inline(tag, attributes)
        return True

    def close(self, tag: str) -> None:
        """End the innermost open element, a *tag*."""
        state = self._saved.pop()
        if state is None:
            closing = self._closings.pop()
            self._after_inline = True
            if tag == "a":
                self._links -= 1
                self._after_link = True
            if closing:
                self._pieces.append(closing)
            return
        self._flush()
        if tag == "table" and self._state.table is not None and state.table is not None:
            state.table.layout = True  # it holds another table
        self._state = state

    def text(self, data: str) -> None:
        """Add character data."""
        if not self._pieces and data.isspace():
            return
        self._after_link = self._after_inline = False
        if self._state.lines:
            data = data.replace("\n", inline.BREAK)
        self._pieces.append(data)
        if self._links:
            self._linked += len(data.strip())

    def end(self) -> None:
        """End the document."""
        self._flush()

    # -- elements inside a block -------------------------------------------------------------------------------------

    def _open_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._saved.append(None)
        closing = ""
        if self._after_inline and tag not in INSIDE_WORDS:
            self._pieces.append(inline.BESIDE)
        if tag == "a":
            closing = self._open_link(attributes)
        elif tag == "br":
            self._pieces.append(inline.BREAK)
        elif tag == "sup" or (attributes and _is_raised(attributes)):
            self._pieces.append(inline.RAISED)
            closing = inline.LOWERED
        elif tag in APART:
            self._pieces.append(" ")
            self.password |= attributes.get("type", "").lower() == "password"
        elif tag == "q":
            self._pieces.append("“")
            closing = "”"
        elif tag == "time" and attributes:
            self._stamp(attributes)
        self._closings.append(closing)

    def _open_link(self, attributes: Mapping[str, str]) -> str:
        """Begin a link; return what closes it: the sign after a footnote's mark, or nothing."""
        if self._after_link:
            self._pieces.append(" ")  # two links side by side are two words
        self._links += 1
        if not attributes or not _refers_to_note(attributes):
            return ""
        self._pieces.append(inline.NOTED)
        return inline.LOWERED

    def _stamp(self, attributes: Mapping[str, str]) -> None:
        names = " ".join(attributes.get(name, "") for name in ("class", "itemprop", "pubdate", "id"))
        self.stamps.append(Stamp(attributes.get("datetime", ""), names, len(self.drafts)))

    # -- elements that part blocks -----------------------------------------------------------------------------------

    def _open_block(self, tag: str, attributes: Mapping[str, str], *, folded: bool) -> None:
        self._flush()
        before = self._state
        self._saved.append(before)
        state = before
        if attributes or tag in TAGS or tag in ("main", "article", "header"):
            state = state._replace(zone=self._hinted(tag, attributes) or state.zone)
        if folded or attributes or tag in _FOLDING:
            state = _fold(tag, attributes, state, folded=folded)
        if attributes and "lang" in attributes and tag not in ("html", "body"):
            state = state._replace(language=attributes["lang"])
        if tag in _SHAPED:
            state = self._shaped(tag, attributes, state)
        elif attributes and attributes.get("role") == "heading":
            state = state._replace(kind=BlockKind.HEADING, level=_level(attributes))
        self._state = state

    def _shaped(self, tag: str, attributes: Mapping[str, str], state: _State) -> _State:
        """Return what holds inside an element that says what its text is."""
        if tag in HEADINGS:
            return state._replace(kind=BlockKind.HEADING, level=HEADINGS[tag])
        if tag in _ITEMS:
            return self._item(tag, state)
        if tag in LISTS:
            return self._list(state)
        if tag in _TABULAR:
            return self._tabular(tag, attributes, state)
        return state._replace(quote=True) if tag == "blockquote" else state._replace(lines=True)

    def _list(self, state: _State) -> _State:
        self._lists += 1
        self._term = None
        lead: int | None = None
        if self.drafts:
            last = self.drafts[-1]
            if last.kind is BlockKind.LIST_ITEM:
                lead = len(self.drafts) - 1 if state.depth and last.items == state.items else state.lead
            elif last.kind is BlockKind.PARAGRAPH and last.place is state.cell and _INTRODUCES.match(last.text[-1:]):
                lead = len(self.drafts) - 1
        return state._replace(items=self._lists, depth=state.depth + 1, lead=lead)

    def _item(self, tag: str, state: _State) -> _State:
        if tag == "dt":
            self._term = len(self.drafts)
        lead = state.lead
        if tag == "dd" and self._term is not None and self._term < len(self.drafts):
            lead = self._term
        return state._replace(kind=BlockKind.LIST_ITEM, level=max(1, state.depth), lead=lead)

    def _tabular(self, tag: str, attributes: Mapping[str, str], state: _State) -> _State:
        if tag == "table":
            table = TableDraft(layout=attributes.get("role", "") in _LAYOUT_ROLES)
            self.tables.append(table)
            return state._replace(table=table, row=None, cell=None, kind=BlockKind.PARAGRAPH, level=0, items=0, depth=0)
        if state.table is None:
            return state
        if tag == "caption":
            return state._replace(caption=True)
        if tag in ("thead", "tbody", "tfoot"):
            state.table.section = tag
            state.table.groups += 1
            return state._replace(row=None)
        if tag == "tr" or state.row is None:
            row = RowDraft(section=state.table.section, group=state.table.groups)
            state.table.rows.append(row)
            state = state._replace(row=row, cell=None)
            if tag == "tr":
                return state
        assert state.row is not None  # noqa: S101 (made above)
        cell = CellDraft(
            head=tag == "th",
            scope=attributes.get("scope", "").lower(),
            columns=_span(attributes.get("colspan")),
            rows=_span(attributes.get("rowspan")),
        )
        state.row.cells.append(cell)
        return state._replace(cell=cell, kind=BlockKind.PARAGRAPH, level=0)

    def _hinted(self, tag: str, attributes: Mapping[str, str]) -> Zone | None:
        get = attributes.get
        said = hint(tag, get("role", ""), get("class", ""), get("id", ""))
        if said.region is None and not said.main and not said.strong:
            return None
        parent = self._state.zone
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
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        self._pieces.clear()
        linked, self._linked = self._linked, 0
        self._after_link = self._after_inline = False
        if not raw or raw.isspace():
            return
        for run in inline.runs(self._cleaned(raw)):
            draft = self._draft(run)
            if linked:
                draft.linked = min(linked, len(run.text))
                linked -= draft.linked
            self.drafts.append(draft)

    def _cleaned(self, raw: str) -> str:
        """Return *raw* without what no reader sees, and remember that there was such."""
        if not raw.isprintable() and inline.CONTROL.search(raw):
            raw = inline.CONTROL.sub(" ", raw)
            self.cleaned = True
        if not raw.isascii():
            raw, disguised = inline.seen(raw)
            self.disguised |= disguised
        return raw

    def _draft(self, run: inline.Run) -> BlockDraft:
        """Return the draft of *run*, where it stands: in a list, a caption, a cell."""
        state = self._state
        draft = BlockDraft(run.text, state.kind, state.level, state.zone)
        draft.marks = run.marks
        draft.quote = state.quote
        draft.folded = state.folded
        draft.language = state.language
        if state.kind is BlockKind.LIST_ITEM:
            draft.items, draft.lead = state.items, state.lead
        if state.table is not None and state.caption:
            state.table.caption.append(draft)
        elif state.cell is not None:
            draft.place = state.cell
            state.cell.blocks.append(draft)
        return draft


def _fold(tag: str, attributes: Mapping[str, str], state: _State, *, folded: bool) -> _State:
    """Return what holds inside an element that may show on a click; *folded*: something else on the page shows it."""
    if tag == "summary":
        return state._replace(folded=state.outside)
    if tag == "details":
        above = state.folded or folded
        return state._replace(folded=above or is_folding(tag, attributes), outside=above)
    return state._replace(folded=True, outside=True) if folded or is_folding(tag, attributes) else state


def _level(attributes: Mapping[str, str]) -> int:
    """Return the level that an element with the role of a heading says it has."""
    level = attributes.get("aria-level", "2")
    return int(level) if level in "123456" and level else 2


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


def _span(written: str | None) -> int:
    if written is None or not written.strip().isdecimal() or len(written) > 6:
        return 1
    return max(1, min(_MAX_SPAN, int(written)))
