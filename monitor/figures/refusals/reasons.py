"""Says why a number is not a figure: a date, a name, an article, a count of the text's own parts ...

Every rule states a fact of language or typography; the words it looks for are in ``languages/*.toml``. What a page
prescribes ("stay at home for 14 days") is a figure and is not refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals import (
    ages,
    calendar,
    clock_hours,
    glued_numbers,
    identifiers,
    numbered_names,
    page_counters,
    telephones,
    text_structure,
)
from monitor.language import Language, load
from monitor.model import BlockKind

#: Reasons, as `monitor explain` shows them.
REASONS = frozenset(
    {
        "address", "age", "article", "comment_count", "counter", "date", "file_size", "footnote", "id", "idiom",
        "list_marker", "list_number", "name", "ordinal", "page", "period", "phone", "postcode", "pronoun", "rate",
        "reading_time", "score", "script", "structure", "suspicious_chars", "time", "unclear", "url", "version", "year",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a number stands: its block's kind, whether its cell heads others, the headers over it."""

    language: Language
    kind: BlockKind = BlockKind.PARAGRAPH
    header: bool = False
    headers: tuple[str, ...] = ()

    @property
    def cell(self) -> bool:
        """Whether the number stands in a table's body."""
        return self.kind is BlockKind.TABLE_CELL and not self.header


def context(language: Language | str, *, kind: BlockKind = BlockKind.PARAGRAPH) -> Context:
    """Return the context of a block of this *kind*."""
    return Context(language=load(language) if isinstance(language, str) else language, kind=kind)


def why(token: Token, where: Context) -> str | None:
    """Return the reason why *token* is not a figure, or None when it is one."""
    line = token.line
    if line.is_suspicious(token.start, token.end):
        return "suspicious_chars"
    if token.base:
        return "rate"
    reason = _in_table(token, where) if where.cell or where.header else None
    if reason is not None:
        return reason
    if len(line) == token.last - token.first and token.form not in _NEVER_ALONE:
        return None if not calendar.is_year_like(token) or where.cell else "year"
    rules = _RULES.get(token.form, _PLAIN)
    for rule in rules:
        reason = rule(token, where.language)
        if reason is not None:
            return reason
    if not where.cell and calendar.is_year_like(token) and calendar.is_year(token, where.language):
        return "year"
    if not where.cell and text_structure.is_list_marker(token, where.language, heading=where.kind is BlockKind.HEADING):
        return "list_marker"
    return None


def _in_table(token: Token, where: Context) -> str | None:
    if where.header and token.form is Form.VAGUE:
        return "structure"  # "$ thousands"
    return calendar.in_table(token, where.language, where.headers, header=where.header)


_NEVER_ALONE = frozenset({Form.ORDINAL, Form.DOTTED, Form.SCRIPT, Form.UNSAID})

Rule = Callable[[Token, Language], str | None]

_PLAIN: tuple[Rule, ...] = (
    text_structure.idiom,
    identifiers.formed,
    text_structure.table_unit,
    glued_numbers.footnote,
    calendar.pointed_date,
    calendar.date_or_time,
    clock_hours.of_day,
    glued_numbers.compact,
    identifiers.standard,
    telephones.phone,
    numbered_names.numbered,
    ages.refused,
    calendar.period_or_age,
    numbered_names.place,
    page_counters.file_or_reading,
    page_counters.counter,
    text_structure.pronoun,
    text_structure.pointed,
    text_structure.adjective,
    text_structure.counted_part,
    numbered_names.score,
    numbered_names.titled,
    numbered_names.called,
    numbered_names.singular,
)
_RULES: dict[Form, tuple[Rule, ...]] = {
    Form.ORDINAL: (text_structure.ordinal,),
    Form.DOTTED: (identifiers.formed, calendar.dotted_date, glued_numbers.dotted),
    Form.ONCE: (text_structure.once,),
    Form.SCRIPT: (text_structure.script,),
    Form.UNSAID: (text_structure.unsaid,),
    Form.MULTIPLE: (text_structure.idiom, text_structure.multiple),
    Form.VAGUE: (text_structure.idiom, text_structure.table_unit),
    Form.FRACTION: (text_structure.idiom, glued_numbers.compact, text_structure.half),
    Form.COLLECTIVE: (text_structure.idiom, text_structure.counted_part),
}
