"""How `monitor explain` prints a reading for people: every number in its line, legible without colour."""

from __future__ import annotations

from collections.abc import Iterator

import click

from monitor.extract import unread
from monitor.model import Block, Dropped, Figure, Reading
from monitor.model.phrasing import counted
from monitor.model.sanitize import shortened, visible
from monitor.report import wording
from monitor.report.json_forms import decimal

NOTES = {
    "unknown_language": "a language that is not known: numbers are read, what they count only in part",
    "suspicious_chars": "some characters hide or reorder others",
    "parser_fallback": "nested too deeply for the usual parser",
}


def show(document: str, reading: Reading, *, color: bool | None = None) -> None:
    """Print *reading*: a line of the page, then what was made of each number in it."""
    text = reading.text
    click.secho(visible(document), bold=True, color=color)
    facts = "; ".join(_facts(reading))
    click.echo(f"{visible(text.title)}\n{facts}\n" if text.title else f"{facts}\n")
    for block in text.blocks:
        kept = [figure for figure in reading.figures if block.start <= figure.start < block.end]
        refused = [number for number in reading.dropped if block.start <= number.start < block.end]
        if kept or refused:
            _show_block(reading, block, kept, refused, color=color)


def _facts(reading: Reading) -> Iterator[str]:
    """Yield what is known of the document: its language, its dates, what was found in it."""
    text = reading.text
    yield f"language {text.language}"
    yield from (f"{name} {when}" for name, when in (("published", text.published), ("updated", text.updated)) if when)
    yield from (NOTES[note] for note in text.notes if note in NOTES)
    yield from map(visible, unread(text))
    main = sum(figure.main for figure in reading.figures)
    refused = f"{counted(len(reading.dropped), 'number')} refused"
    yield f"{counted(len(reading.figures), 'figure')} ({main} in the main text), {refused}"


def _show_block(
    reading: Reading, block: Block, kept: list[Figure], refused: list[Dropped], *, color: bool | None
) -> None:
    marks = sorted(
        [(figure.start, figure.end, "[", "]") for figure in kept] + [(no.start, no.end, "", "") for no in refused]
    )
    line, at = "", block.start
    for start, end, before, after in marks:
        if start < at:
            continue
        line += reading.text.content[at:start] + before + reading.text.content[start:end] + after
        at = end
    line += reading.text.content[at : block.end]
    click.echo(f"  {_shortened(line)}{_where(block)}")
    for figure in kept:
        click.secho(f"      + {_kept(figure)}", fg="green", color=color)
    for number in refused:
        click.secho(f"      - {visible(number.surface)}: {number.why}", dim=True, color=color)
    click.echo()


def _where(block: Block) -> str:
    said = ["" if block.region == "main" else block.region, "shows on a click" if block.folded else ""]
    return f"  ({', '.join(filter(None, said))})" if any(said) else ""


def _shortened(line: str) -> str:
    return shortened(" ".join(line.split()), 600)


def _kept(figure: Figure) -> str:
    if figure.value is not None:
        value = decimal(figure.value) or ""
    else:
        value = f"{decimal(figure.low) or '?'} to {decimal(figure.high) or '?'}"
    unit = f" {figure.unit}" if figure.unit else ""
    parts = [f"{wording.hedge(figure.quantifier)} {value}{unit}".lstrip(), f"counts: {figure.counts or '?'}"]
    parts.append(figure.role.value.lower() + (f" {figure.direction.value.lower()}" if figure.direction else ""))
    parts += [f"page {figure.page}"] if figure.page else []
    said = {"time": figure.time, "agent": figure.agent, "said by": figure.attribution}
    parts += [f"{name}: {words}" for name, words in said.items() if words]
    return visible(" | ".join(parts))
