"""`monitor languages`: which languages are read in full, and what each still lacks."""

from __future__ import annotations

from collections.abc import Collection

import click

from monitor import language
from monitor.language import cldr
from monitor.report import json_forms


@click.command(epilog="Example:  monitor languages de")
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a language, one a line.")
def languages(tags: tuple[str, ...], as_json: bool) -> None:
    """Tell which languages are read in full, and which sections of its file each still lacks.

    All other languages of CLDR are read with their number marks, months and days alone: numbers are right, what they
    count is mostly not known.
    """
    unknown = [tag for tag in tags if tag not in language.languages()]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} has no file; these have: {', '.join(language.languages())}.")
    for tag in tags or language.languages():
        try:
            language.load(tag)
        except language.LanguageError as error:
            raise click.ClickException(str(error)) from error
        lacks = language.gaps(tag)
        if as_json:
            click.echo(json_forms.line({"language": tag, "lacks": list(lacks)}))
        else:
            _show(tag, lacks)
    if not tags and not as_json:
        others = {tag.partition("-")[0] for tag in cldr.tags()} - set(language.languages())
        click.echo(f"{len(others)} more by their number marks, months and days (CLDR).")


def _show(tag: str, lacks: Collection[str]) -> None:
    """Print how far a language is read, and the lists that its file lacks."""
    more = f"; {len(lacks)} lists are not there:" if lacks else ""
    click.secho(f"{tag}: read in full{more}", bold=True)
    for name in lacks:
        click.echo(f"  {name}")
