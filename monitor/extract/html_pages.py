"""HTML to text: the tree is walked, tables and regions are resolved, and what the page says of itself is gathered."""

from __future__ import annotations

from dataclasses import replace

from monitor.errors import ExtractError
from monitor.extract import finishing, inline, markup, regions, scanning, table_headers
from monitor.extract.documents import Document
from monitor.extract.facts import Facts
from monitor.extract.hiding import HIDDEN, numbers_in
from monitor.extract.seen import PASSWORD, REFRESH
from monitor.extract.walking import Walker
from monitor.model import Page, Text, charset, html_tree


def read(document: Document) -> Text:
    """Return the text of a page of HTML.

    Raises:
        ExtractError: ``nothing_selected``, ``bad_selector`` or ``parser_limit``.
    """
    decoded = charset.decode(document.body, document.content_type)
    return text_of(decoded.text, document, kind="html", notes=decoded.notes)


def text_of(source: str, document: Document, *, kind: str, notes: tuple[str, ...] = ()) -> Text:
    """Return the text of *source*: what *document*, of this *kind*, is as HTML.

    Args:
        source: the HTML.
        document: how it is to be read.
        kind: of the document.
        notes: what its bytes have shown already.

    Raises:
        ExtractError: ``nothing_selected``, ``bad_selector`` or ``parser_limit``.
    """
    page = document.page
    holds_nul = "\x00" in source
    whole = source.replace("\x00", "") if holds_nul else source
    walker, facts, found = _walked(inline.without_signs(whole), page)
    # What is ASCII alone was cleaned as it was gathered, and disguises nothing: most of a page is asked no further.
    beyond_ascii = [draft for draft in walker.drafts if not draft.text.isascii()]
    cleaned = finishing.clean(beyond_ascii) or walker.cleaned or holds_nul
    table_headers.resolve(walker.tables)
    regions.resolve(walker.drafts, walker.zones, selected=bool(page and page.select))
    text = finishing.finish(walker.drafts, facts, document.language, kind=kind, stamps=walker.stamps)
    notes_of_page = _told((PASSWORD, walker.password), (REFRESH, facts.refresh), (HIDDEN, walker.hidden > 0))
    looked_at = "\n".join([draft.text for draft in beyond_ascii])
    characters = finishing.character_notes(looked_at, cleaned=cleaned, disguised=walker.disguised)
    return replace(
        text,
        notes=(*notes, *found, *characters, *notes_of_page, *text.notes),
        hidden=walker.hidden,
        frames=tuple(dict.fromkeys(walker.frames)),
    )


def _walked(source: str, page: Page | None) -> tuple[Walker, Facts, tuple[str, ...]]:
    walker = Walker()
    try:
        root = html_tree.parse(source)
    except html_tree.PastLimit as error:
        if page is not None and (page.select or page.ignore):
            raise ExtractError(
                "parser_limit", "The document is nested too deeply for 'select' and 'ignore' to be applied."
            ) from error
        return walker, scanning.scan(source, walker), ("parser_fallback",)
    if root is None:
        return walker, Facts(), ()
    skipped = markup.ignored(root, page.ignore) if page is not None and page.ignore else frozenset()
    chosen = markup.select(root, page.select if page is not None else None)
    markup.walk(root, chosen, skipped, walker)
    walker.end()
    if not any(numbers_in(draft.text) for draft in walker.drafts):
        walker.hidden += markup.data_numbers(root)
    return walker, markup.facts(root), ()


def _told(*notes: tuple[str, bool]) -> tuple[str, ...]:
    """Return those of *notes* that hold."""
    return tuple(name for name, holds in notes if holds)
