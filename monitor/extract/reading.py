"""Bytes to text: what kind they are, which characters, which blocks, and what the page says of itself."""

from __future__ import annotations

from dataclasses import replace

from monitor.errors import ExtractError
from monitor.extract import (
    assembling,
    characters,
    charset,
    inline,
    markup,
    page_dates,
    plain,
    regions,
    scanning,
    sniffing,
    table_headers,
    wrong_answers,
)
from monitor.extract.facts import Facts
from monitor.extract.seen import PASSWORD, REFRESH
from monitor.extract.walking import Walker
from monitor.language import detection, load
from monitor.language.dates import order_of
from monitor.model import BlockKind, Page, Text

_LARGEST = 60_000_000  # characters; a body is capped below this before it comes here


def read(
    body: bytes, *, content_type: str | None = None, page: Page | None = None, language: str | None = None
) -> Text:
    """Return the text of *body*: HTML or plain text, whatever *content_type* calls it.

    *language* and then ``page.language`` override what the page says of itself.

    Raises:
        ExtractError: no text can be read from the bytes (``pdf_unsupported``, ``not_text``, ``unsupported_type``,
            ``nothing_selected``, ``bad_selector``, ``parser_limit``).
    """
    if len(body) > _LARGEST:
        raise ExtractError("parser_limit", "The document is too large to be read.")
    override = detection.declared(language) or detection.declared(page.language if page else None)
    if sniffing.kind_of(body, content_type) == "text":
        text = _plain(charset.decode(body, content_type, declared=False), override)
    else:
        text = _html(charset.decode(body, content_type), page, override)
    if page is not None and page.must_contain and not _holds(text, page.must_contain):
        return replace(text, notes=(*text.notes, wrong_answers.MISSING))
    return text


def _holds(text: Text, phrase: str) -> bool:
    return " ".join(phrase.split()).casefold() in " ".join(text.content.split()).casefold()


def _plain(decoded: charset.Decoded, override: detection.Declared | None) -> Text:
    content, cleaned = characters.clean(decoded.text)
    language = override or detection.settled(None, content)[0]
    return Text(
        content=content,
        blocks=plain.blocks(content),
        language=language.language,
        locale=language.locale,
        date_order=order_of(content, load(language.tag).calendar.order),
        kind="text",
        notes=_notes(decoded.notes, content, cleaned=cleaned),
    )


def _html(decoded: charset.Decoded, page: Page | None, override: detection.Declared | None) -> Text:
    walker, facts, notes = _walked(inline.without_signs(decoded.text.replace("\x00", "")), page)
    cleaned = _clean(walker) or walker.cleaned
    table_headers.resolve(walker.tables)
    regions.resolve(walker.drafts, walker.zones, selected=bool(page and page.select))
    content, blocks = assembling.assemble(walker.drafts)
    language, lies = (override, False) if override else detection.settled(detection.declared(facts.language), content)
    order = order_of(content, load(language.tag).calendar.order)
    own = page_dates.PageDates(language.language, order)
    published, updated = own.shown(walker.drafts)
    stamped_published, stamped_updated = own.stamped(walker.stamps, walker.drafts)
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    title = facts.title or facts.shared_title or (content[heading.start : heading.end] if heading else "")
    return Text(
        content=content,
        blocks=blocks,
        title=characters.clean(title)[0],
        language=language.language,
        locale=language.locale,
        date_order=order,
        published=page_dates.combined(published, facts.published or stamped_published),
        updated=page_dates.combined(updated, facts.updated or stamped_updated),
        notes=_notes(
            decoded.notes + notes, content, cleaned=cleaned or "\x00" in decoded.text, disguised=walker.disguised
        )
        + _told(
            (PASSWORD, walker.password),
            (REFRESH, facts.refresh),
            ("hidden_text", walker.hides),
            ("language_contradicted", lies),
        ),
    )


def _walked(source: str, page: Page | None) -> tuple[Walker, Facts, tuple[str, ...]]:
    walker = Walker()
    try:
        root = markup.parse(source)
    except markup.PastLimit as error:
        if page is not None and (page.select or page.ignore):
            raise ExtractError(
                "parser_limit", "The document is nested too deeply for 'select' and 'ignore' to be applied."
            ) from error
        return walker, scanning.scan(source, walker), ("parser_fallback",)
    if root is None:
        return walker, Facts(), ()
    skipped = markup.ignored(root, page.ignore) if page is not None and page.ignore else frozenset()
    chosen = markup.select(root, page.select if page is not None else None)
    for element in chosen:
        markup.walk(element, skipped, walker, selected=element is not root)
    walker.end()
    return walker, markup.facts(root), ()


def _clean(walker: Walker) -> bool:
    """Take characters that are no text out of the drafts; return whether there were any."""
    whole = "".join([draft.text for draft in walker.drafts])
    if not characters.clean(whole)[1]:
        return False
    for draft in walker.drafts:
        draft.text = characters.clean(draft.text)[0]
    return True


def _told(*notes: tuple[str, bool]) -> tuple[str, ...]:
    """Return those of *notes* that hold."""
    return tuple(name for name, holds in notes if holds)


def _notes(notes: tuple[str, ...], content: str, *, cleaned: bool, disguised: bool = False) -> tuple[str, ...]:
    if cleaned:
        notes += ("control_characters",)
    if disguised or characters.is_suspicious(content):
        notes += ("suspicious_chars",)
    return notes
