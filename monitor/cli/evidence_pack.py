"""`monitor evidence`: a finding and all that proves it, in a folder or a zip to hand over."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.cli.arguments import Change
from monitor.cli.home import home_of, readable_config_of
from monitor.cli.modes import as_the_user_has_it
from monitor.evidence import SUMS, Pack, collect, write
from monitor.home_ledger import open_store
from monitor.model.sanitize import visible
from monitor.report import json_forms


@click.command(epilog="Examples:  monitor evidence c12  |  monitor evidence c12 --output for-the-desk.zip")
@click.argument("finding", type=Change())
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR|FILE.zip",
    help="Where to write it; by default a zip in this folder, named after the page and the finding.",
)  # fmt: skip
@click.option("--without-seal", is_flag=True, help="Leave out seal.json, which names every page of your ledger.")
@click.option("--json", "printed", is_flag=True, help="One JSON object.")
@click.pass_context
def evidence(ctx: click.Context, finding: int, output: Path | None, *, without_seal: bool, printed: bool) -> None:
    """Write a finding (c12, as reports name it) and all that proves it, to be handed to an editor or a lawyer.

    Both versions as they were received, the records of their captures, timestamps if there are any, and an account that
    says what happened, how to check it with standard tools, what it proves and what it does not. What is printed is to
    be handed over by another way than the pack. Exits with 1 when the pack is incomplete: it then says so itself.
    """
    home = home_of(ctx)
    config = readable_config_of(home, warn=False)
    with open_store(home) as store:
        pack = collect(store, finding, time_zone=config.time_zone.key, sealed=not without_seal)
    target = (output or Path(f"{pack.name}.zip")).absolute()
    with as_the_user_has_it():
        digest = write(pack, target)
    for flaw in pack.flaws:
        click.echo(visible(f"The pack is incomplete. {flaw}"), err=True)
    click.echo(json_forms.line(_as_json(pack, target, digest)) if printed else "\n".join(_told(pack, target, digest)))
    sys.exit(1 if pack.flaws else 0)


def _told(pack: Pack, target: Path, digest: str) -> list[str]:
    zipped = [f"sha256 {digest}  {target.name}"] if digest else []
    named = f" seal.json names the {pack.pages} pages of your ledger; --without-seal leaves it out."
    lines = [
        f"Written: {target} ({len(pack.files)} files). Open ACCOUNT.html in it.{named if pack.pages > 1 else ''}",
        "Send these along by another way than the pack:",
        *zipped,
        f"sha256 {pack.sums}  {SUMS}",
        f"seal   {pack.seal}",
    ]
    return [visible(line) for line in lines]


def _as_json(pack: Pack, target: Path, digest: str) -> json_forms.Object:
    return {
        "output": str(target),
        "sha256": digest or None,
        "sha256sums": pack.sums,
        "seal": pack.seal,
        "files": [name for name, _ in pack.files],
        "flaws": list(pack.flaws),
    }
