"""What was read: a text in blocks, and the figures in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list"
    TABLE_CELL = "table"


class Region(StrEnum):
    """Where on the page a block stands. Nothing is dropped: what is not MAIN is marked."""

    MAIN = "main"
    NAVIGATION = "navigation"
    FORM = "form"
    FOOTER = "footer"
    ASIDE = "aside"
    COMMENTS = "comments"
    HISTORY = "history"  #: a page's list of its own past updates
    MARGIN = "margin"  #: of the pages of a PDF: running heads and feet, page numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell's place and what heads it."""

    table: int  #: ordinal of the table in the document, from 0
    row: int
    column: int
    header: bool = False  #: the cell heads others
    row_headers: tuple[str, ...] = ()
    column_headers: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that a reader sees as one: a heading, paragraph, list item or table cell.

    ``Text.content[start:end]`` is its text. A line break inside it (plain text, or a `br`) reads as a space.
    """

    kind: BlockKind
    start: int
    end: int
    region: Region = Region.MAIN
    level: int = 0  #: headings: 1 to 6; list items: nesting depth from 1
    lead: int | None = None  #: list items: index of the block that introduces the list ("Of these:")
    heading: int | None = None  #: index of the nearest heading block above
    cell: Cell | None = None  #: table cells only
    marks: tuple[tuple[int, int], ...] = ()  #: spans of footnote marks, superscript: not part of a number
    quote: bool = False  #: inside a block quotation
    link: bool = False  #: nothing but a link, or next to nothing
    folded: bool = False  #: it shows on a click: in a closed ``details``, tab or accordion
    language: str = ""  #: BCP 47 primary tag where it is another than the text's


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What was read from a snapshot: ordered blocks over one string."""

    content: str
    blocks: tuple[Block, ...]
    title: str = ""
    language: str = "en"  #: BCP 47 primary tag
    locale: str = ""  #: BCP 47 tag with its region, where that is declared: "en-US"
    published: str | None = None  #: ISO 8601 date or date and time, as the page shows or declares it
    updated: str | None = None  #: the same; None when the page shows no update date
    date_order: str = "DMY"  #: in which its dates in digits are: "DMY", "MDY" or "YMD"
    kind: str = "html"  #: "html", "text", "pdf", "sheet", "csv", "docx", "odt", "json"
    notes: tuple[str, ...] = ()  #: things a reader should know: ``suspicious_chars``, ``parser_fallback`` ...
    pages: tuple[tuple[int, int], ...] = ()  #: of a paged document: where in `content` a page begins, and its number
    hidden: int = 0  #: how many numbers stand in what it hides, which is not read
    frames: tuple[str, ...] = ()  #: addresses of pages that it shows inside, which are not read

    @property
    def written_as(self) -> str:
        """Return the most that is known of its language: the tag with its region, else without."""
        return self.locale or self.language

    def page_at(self, place: int) -> int | None:
        """Return the number of the page on which the character at *place* stands; None in a document without pages."""
        index = bisect_right(self.pages, place, key=itemgetter(0))
        return self.pages[index - 1][1] if index else None

    def of(self, block: Block) -> str:
        """Return the text of *block*."""
        return self.content[block.start : block.end]


class Quantifier(StrEnum):
    """How the prose hedges a number (names close to IDMC Helix's)."""

    EXACT = "EXACT"
    APPROXIMATELY = "APPROXIMATELY"
    NEARLY = "NEARLY"
    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"
    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"


class Role(StrEnum):
    """What a figure does in its sentence."""

    TOTAL = "TOTAL"
    SUBSET = "SUBSET"
    INCREMENT = "INCREMENT"
    CHANGE = "CHANGE"
    SHARE = "SHARE"
    MULTIPLE = "MULTIPLE"
    REFERENCE = "REFERENCE"
    RULE = "RULE"


class Direction(StrEnum):
    """The way of a CHANGE."""

    UP = "UP"
    DOWN = "DOWN"


class Where(StrEnum):
    """Where in the document a figure stands."""

    PROSE = "prose"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that counts or measures something in a text: one numeric claim."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    surface: str
    start: int
    end: int
    sentence: str  #: white space folded
    sentence_start: int  #: where the sentence begins in `Text.content`
    counts: str = ""  #: the noun phrase counted, at most eight words
    head: str = ""  #: its head noun
    unit: str | None = None
    unit_name: str | None = None
    quantifier: Quantifier = Quantifier.EXACT
    role: Role = Role.TOTAL
    direction: Direction | None = None
    time: str | None = None  #: the time phrase as written, at most sixteen words
    since: date | None = None  #: first day of the interval that ``time`` resolves to
    until: date | None = None  #: last day of it
    agent: str | None = None
    attribution: str | None = None
    where: Where = Where.PROSE
    headers: tuple[str, ...] = ()  #: table cells: row headers, then column headers; list items: the lead-in
    main: bool = True
    block: int = 0  #: index into `Text.blocks`
    page: int | None = None  #: of a paged document: the page of the file on which it stands, from 1
    folded: bool = False  #: it shows on a click


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A number that is not a figure, and the named reason."""

    value: Decimal | None
    surface: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text and the figures read in it, stamped with the engine that read them."""

    text: Text
    figures: tuple[Figure, ...]
    dropped: tuple[Dropped, ...] = ()
    engine: str  #: version of extract, figures and compare; another engine may read the same bytes otherwise
