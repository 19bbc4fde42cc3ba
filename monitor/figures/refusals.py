"""Says why a number is not a figure: a date, a name, an article, a count of the text's own parts ...

Every rule states a fact of language or typography; the words it looks for are in ``languages/*.toml``. What a page
prescribes ("stay at home for 14 days") is a figure and is not refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.figures import ages, counters, dates, glued, hours, identifiers, names, structure, telephones
from monitor.figures.cardinals import Form
from monitor.figures.quantities import Token
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
        return None if not dates.is_year_like(token) or where.cell else "year"
    rules = _RULES.get(token.form, _PLAIN)
    for rule in rules:
        reason = rule(token, where.language)
        if reason is not None:
            return reason
    if not where.cell and dates.is_year_like(token) and dates.is_year(token, where.language):
        return "year"
    if not where.cell and structure.is_list_marker(token, where.language, heading=where.kind is BlockKind.HEADING):
        return "list_marker"
    return None


def _in_table(token: Token, where: Context) -> str | None:
    if where.header and token.form is Form.VAGUE:
        return "structure"  # "$ thousands"
    return dates.in_table(token, where.language, where.headers, header=where.header)


_NEVER_ALONE = frozenset({Form.ORDINAL, Form.DOTTED, Form.SCRIPT, Form.UNSAID})

Rule = Callable[[Token, Language], str | None]

_PLAIN: tuple[Rule, ...] = (
    structure.idiom,
    identifiers.formed,
    structure.table_unit,
    glued.footnote,
    dates.pointed_date,
    dates.date_or_time,
    hours.of_day,
    glued.compact,
    identifiers.standard,
    telephones.phone,
    names.numbered,
    ages.refused,
    dates.period_or_age,
    names.place,
    counters.file_or_reading,
    counters.counter,
    structure.pronoun,
    structure.pointed,
    structure.adjective,
    structure.counted_part,
    names.score,
    names.titled,
    names.called,
    names.singular,
)
_RULES: dict[Form, tuple[Rule, ...]] = {
    Form.ORDINAL: (structure.ordinal,),
    Form.DOTTED: (identifiers.formed, dates.dotted_date, glued.dotted),
    Form.ONCE: (structure.once,),
    Form.SCRIPT: (structure.script,),
    Form.UNSAID: (structure.unsaid,),
    Form.MULTIPLE: (structure.idiom, structure.multiple),
    Form.VAGUE: (structure.idiom, structure.table_unit),
    Form.FRACTION: (structure.idiom, glued.compact, structure.half),
    Form.COLLECTIVE: (structure.idiom, structure.counted_part),
}
