"""From sheets to a text: its language first, as numbers are written in it; then blocks, as of every other kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.errors import ExtractError
from monitor.extract import finishing
from monitor.extract.facts import Facts
from monitor.extract.hiding import HIDDEN
from monitor.extract.sheets.cells import Kind, Sheet
from monitor.extract.sheets.sheet_blocks import drafts_of
from monitor.language import detection, load
from monitor.model import Text

_MOST = 100_000  # cells that are read; what has more is a data set, of which the site has a shorter account


def text_of(
    sheets: Sequence[Sheet],
    language: detection.Declared | None,
    *,
    kind: str,
    notes: tuple[str, ...] = (),
    hidden: int = 0,
) -> Text:
    """Return the text of *sheets*.

    Args:
        sheets: those that are shown, in order.
        language: what the user says; None where the words of the sheets tell.
        kind: of the document.
        notes: what its bytes have shown already.
        hidden: how many numbers stand in sheets that are not shown.

    Raises:
        ExtractError: ``sheet_too_large``.
    """
    bear(sum(entry is not None for sheet in sheets for row in sheet.rows for entry in row))
    known = language or detection.settled(None, " ".join(dict.fromkeys(_words(sheets))))[0]
    drafts = drafts_of(sheets, load(known.tag).numbers.decimal)
    cleaned = finishing.clean(drafts)
    text = finishing.finish(drafts, Facts(), known, kind=kind)
    found = finishing.character_notes(text.content, cleaned=cleaned)
    concealed = (HIDDEN,) if hidden else ()
    return replace(text, notes=(*notes, *found, *concealed, *text.notes), hidden=hidden)


def bear(cells: int) -> None:
    """Make sure that so many *cells* can be read in bearable time.

    Raises:
        ExtractError: ``sheet_too_large``.
    """
    if cells > _MOST:
        raise ExtractError("sheet_too_large", f"The answer has {cells:,} cells; no more than {_MOST:,} are read.")


def _words(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        for row in sheet.rows:
            yield from (entry.text for entry in row if entry is not None and entry.kind is Kind.WORDS)
