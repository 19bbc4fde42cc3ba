"""From the drafts of a document to its text: blocks, language, title and dates are found alike for every kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter

from monitor.extract import assembling, characters, page_dates
from monitor.extract.block_drafts import HEADING, MAIN, BlockDraft
from monitor.extract.facts import Facts
from monitor.extract.walking import Stamp
from monitor.language import detection, load
from monitor.language.dates import order_of
from monitor.model import Block, Text

_LANGUAGE, _PAGE = attrgetter("language"), attrgetter("page")


def finish(
    drafts: Sequence[BlockDraft],
    facts: Facts,
    override: detection.Declared | None,
    *,
    kind: str,
    stamps: Sequence[Stamp] = (),
) -> Text:
    """Return the text that *drafts* make, of a document of this *kind* that declares *facts* of itself.

    *override* is the language that the user says it is in.
    """
    content, blocks = assembling.assemble(drafts)
    language, lies = (override, False) if override else detection.settled(detection.declared(facts.language), content)
    foreign = [] if override else _foreign(drafts, language)
    if any(foreign):
        blocks = tuple(
            replace(block, language=own) if own else block for block, own in zip(blocks, foreign, strict=True)
        )
    order = order_of(content, load(language.tag).calendar.order)
    own = page_dates.PageDates(language.language, order)
    published, updated = own.shown(drafts)
    stamped_published, stamped_updated = own.stamped(stamps, drafts)
    heading = next((block for block in blocks if block.kind is HEADING and block.level == 1), None)
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
        kind=kind,
        pages=_pages(drafts, blocks),
        notes=("language_contradicted",) if lies else (),
    )


def _foreign(drafts: Sequence[BlockDraft], whole: detection.Declared) -> list[str]:
    """Return for each of *drafts* the language it is in where that is not the *whole*'s: declared, or plain to see."""
    own = [*map(_LANGUAGE, drafts)]
    declared = detection.foreign(_declared(drafts, own), whole) if any(own) else {}
    found = [declared.get(language, "") for language in own] if declared else [""] * len(own)
    silent = [at for at, draft in enumerate(drafts) if draft.region is MAIN and not draft.language]
    told = detection.foreign_passages([drafts[at].text for at in silent], whole)
    for at, language in zip(silent, told, strict=True):
        found[at] = language
    return found


def _declared(drafts: Sequence[BlockDraft], own: Sequence[str]) -> dict[str, str]:
    """Return what stands in the parts that are declared in a language of their *own*, by that language."""
    parts: dict[str, list[str]] = {}
    for draft, language in zip(drafts, own, strict=True):
        if language:
            parts.setdefault(language, []).append(draft.text)
    return {said: "\n".join(texts) for said, texts in parts.items()}


def _pages(drafts: Sequence[BlockDraft], blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Return where the pages of a paged document begin, and their numbers; nothing for one that has none."""
    starts: dict[int, int] = {}
    for draft, block in compress(zip(drafts, blocks, strict=True), map(_PAGE, drafts)):
        starts.setdefault(draft.page, block.start)
        if draft.turn:
            starts.setdefault(draft.page + 1, block.start + draft.turn)
    return tuple((start, page) for page, start in starts.items())


def clean(drafts: Sequence[BlockDraft]) -> bool:
    """Take characters that are no text out of *drafts*; return whether there were any."""
    whole = "".join([draft.text for draft in drafts])
    if not characters.clean(whole)[1]:
        return False
    for draft in drafts:
        draft.text = characters.clean(draft.text)[0]
    return True


def character_notes(content: str, *, cleaned: bool, disguised: bool = False) -> tuple[str, ...]:
    """Return what a reader should know of the characters of *content*.

    Args:
        content: the text.
        cleaned: whether control characters were taken out of it.
        disguised: whether invisible characters were taken out of its numbers.
    """
    notes = ("control_characters",) if cleaned else ()
    return (*notes, "suspicious_chars") if disguised or characters.is_suspicious(content) else notes
