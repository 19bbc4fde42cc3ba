"""`monitor explain` and `monitor compare`: two commands that work on files alone, with no ledger and no network."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from monitor import examine
from monitor.cli.arguments import IGNORE, RENDER, SELECT
from monitor.cli.completing import complete_files
from monitor.cli.file_reading import Part, Readings
from monitor.extract import WHOLE, whole
from monitor.model import Baseline, Change, ChangeKind
from monitor.model.sanitize import visible
from monitor.report import json_forms, told_together, values


@click.command(
    epilog="Example:  monitor explain statement.html  |  monitor explain https://www.gov.uk/some-page --json"
)
@click.argument("documents", nargs=-1, required=True, metavar="FILE|URL...", shell_complete=complete_files)
@click.option("--language", metavar="TAG", help="Read the document in this language (en, fr, ...), whatever it says.")
@click.option("--select", metavar="CSS", help=SELECT)
@click.option("--ignore", metavar="CSS", multiple=True, help=IGNORE)
@click.option("--render", flag_value="browser", help=f"{RENDER} Of an address only.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, one a line.")
@click.option("--text", "as_text", is_flag=True, help="Print the document's text, in which start and end count.")
def explain(
    documents: tuple[str, ...],
    language: str | None,
    select: str | None,
    ignore: tuple[str, ...],
    render: str | None,
    as_json: bool,
    as_text: bool,
) -> None:
    """Print every number of a document, and what was made of it.

    Figures are shown with what they count; refused numbers with the reason.
    """
    readings = Readings(documents, language, Part(select, ignore, render))
    for document, reading in readings:
        if (as_text or as_json) and WHOLE in reading.text.notes:
            click.echo(visible(f"note: {document}: {whole(reading.text)}"), err=True)
        if as_text:
            click.echo(reading.text.content)
        elif as_json:
            click.echo(json_forms.line({"document": document, **values.reading(reading)}))
        else:
            from monitor.cli.explaining import show

            show(document, reading, color=sys.stdout.isatty())
    sys.exit(1 if readings.failed else 0)


@click.command(epilog="Example:  monitor compare monday.html tuesday.html wednesday.html")
@click.argument("documents", nargs=-1, required=True, metavar="FILE FILE...", shell_complete=complete_files)
@click.option("--language", metavar="TAG", help="Read the documents in this language.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a pair, one a line.")
@click.option("--exit-code", is_flag=True, help="Exit with 4 when a figure changed.")
def compare(documents: tuple[str, ...], language: str | None, as_json: bool, exit_code: bool) -> None:
    """Compare saved copies of one page, each with the next, oldest first."""
    if len(documents) < 2:
        raise click.UsageError("compare needs two files or more: the older first.")
    changed = False
    baseline: Baseline | None = None
    old = ""
    readings = Readings(documents, language)
    for document, reading in readings:
        comparison = examine.compare_readings(baseline, reading)
        if baseline is not None:
            changed = changed or any(change.told for change in comparison.changes)
            _show_pair(old, document, comparison.changes, as_json=as_json)
        baseline, old = comparison.baseline, document
    sys.exit(1 if readings.failed else 4 if changed and exit_code else 0)


def _show_pair(old: str, new: str, changes: Sequence[Change], *, as_json: bool) -> None:
    if as_json:
        found = [values.change(change) for change in changes]
        click.echo(json_forms.line({"old": old, "new": new, "changes": found}))
        return
    click.echo(visible(f"{old} -> {new}"))
    findings = [change for change in changes if change.told]
    for line in _lines(findings):
        click.echo("  " + visible(line))
    rest = len(changes) - len(findings)
    if not findings:
        click.echo("  no figure changed")
    if rest:
        click.echo(f"  ({rest} more not told by the default rules: see --json)")


def _lines(findings: Sequence[Change]) -> Iterator[str]:
    """Yield a line for every finding, and one for all the cells of a table of which the unit alone changed."""
    tables: dict[str | None, list[Change]] = {}
    for change in findings:
        if change.is_of_unit:
            tables.setdefault(change.group, []).append(change)
        else:
            yield _line(change)
    for cells in tables.values():
        yield f"{ChangeKind.CHANGED.value:<12} {told_together.statement(cells)}"


def _line(change: Change) -> str:
    before, after = (one.surface if one else "-" for one in (change.old, change.new))
    difference = f"  ({json_forms.decimal(change.difference)})" if change.difference else ""
    what = change.counts or "(no words for what it counts)"
    sentence = change.newest.sentence if change.newest else ""
    return f"{change.kind.value:<12} {before} -> {after}{difference}  {what}  |  {sentence}"
