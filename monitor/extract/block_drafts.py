"""What the walk over a document gathers before blocks are made of it: drafts of blocks, zones, and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.model import BlockKind, Cell, Region

HEADING, PARAGRAPH, LIST_ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
MAIN, HISTORY = Region.MAIN, Region.HISTORY
"""Named once, as each block is asked of them: Python 3.11 looks `Region.MAIN` up at twenty times the cost of `MAIN`."""


class Zone:
    """A part of the page that an element marks off: what its name or class says it is, and how much it holds.

    The hint is judged when the whole page is known (`regions`): a wrapper may be called a form and hold the article.
    """

    __slots__ = (
        "chars",
        "doubtful",
        "has_main",
        "has_nav",
        "has_title",
        "hint",
        "linked",
        "main",
        "parent",
        "region",
        "strong",
        "tag",
    )

    def __init__(
        self, parent: Zone | None, tag: str, hint: Region | None, *, strong: bool = False, main: bool = False
    ) -> None:
        self.parent = parent
        self.tag = tag
        self.hint = hint
        self.strong = strong  #: an element or role says so, not only a class
        self.main = main  #: the page calls it its main content
        self.doubtful = False  #: to be believed only with evidence in its text
        self.region = MAIN  #: as resolved in the end
        self.chars = 0
        self.linked = 0
        self.has_main = False
        self.has_nav = False
        self.has_title = False  #: holds a heading of level 1


class BlockDraft:
    """A block in the making; its ordinal in the walk is its index in `Text.blocks`."""

    __slots__ = (
        "cell",
        "folded",
        "items",
        "kind",
        "language",
        "lead",
        "level",
        "linked",
        "marks",
        "page",
        "place",
        "quote",
        "region",
        "text",
        "turn",
        "zone",
    )

    def __init__(self, text: str, kind: BlockKind, level: int, zone: Zone) -> None:
        self.text = text
        self.kind = kind
        self.level = level
        self.zone = zone
        self.linked = 0  #: characters inside links
        self.marks: tuple[tuple[int, int], ...] = ()  #: relative to the text
        self.quote = False
        self.folded = False  #: it shows on a click
        self.lead: int | None = None
        self.items = 0  #: which list it is an item of; 0: none
        self.place: CellDraft | None = None  #: the table cell it stands in
        self.cell: Cell | None = None  #: once the table is known to be one
        self.language = ""  #: as the document says of this part alone; in the end only where it is not the text's
        self.region = MAIN
        self.page = 0  #: of a paged document, from 1; 0: it has none
        self.turn = 0  #: where in the text the next page begins; 0: the block ends on its page


@dataclass(slots=True)
class CellDraft:
    """A table cell as marked up."""

    head: bool  #: ``th``
    scope: str = ""
    columns: int = 1
    rows: int = 1
    blocks: list[BlockDraft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its words on one line, footnote marks left out."""
        return " ".join([without_marks(draft) for draft in self.blocks])


@dataclass(slots=True)
class RowDraft:
    """A table row as marked up."""

    section: str  #: ``thead``, ``tbody`` or ``tfoot``
    group: int  #: ordinal of its section
    cells: list[CellDraft] = field(default_factory=list)


@dataclass(slots=True)
class TableDraft:
    """A table as marked up: perhaps a means of layout."""

    layout: bool = False  #: it says so, or holds another table
    rows: list[RowDraft] = field(default_factory=list)
    caption: list[BlockDraft] = field(default_factory=list)
    section: str = "tbody"
    groups: int = 0

    def begin_row(self) -> RowDraft:
        """Return a new row, the last so far."""
        row = RowDraft(section=self.section, group=self.groups)
        self.rows.append(row)
        return row


def without_marks(draft: BlockDraft) -> str:
    """Return the text of *draft* without its footnote marks."""
    if not draft.marks:
        return draft.text
    kept, last = [], 0
    for start, end in draft.marks:
        kept.append(draft.text[last:start])
        last = end
    return "".join(kept) + draft.text[last:]
