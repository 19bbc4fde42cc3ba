"""The verbs that keep the archive safe: verify it, and repair what can be repaired."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

import click

from monitor import store as archive
from monitor.cli.arguments import Address, Bucket, Seal
from monitor.cli.home import home_of
from monitor.home_ledger import address_of, archive_of
from monitor.model.archive_address import ArchiveAddress
from monitor.model.ledger_address import LedgerAddress
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import json_forms
from monitor.store import Ledger, Notes, Verified

DAMAGED = 5  # exit status, docs/operations.md


class Progress(Protocol):
    """What is called while a long task goes on."""

    def __call__(self, done: int, total: int, what: str = ..., /) -> None:
        """Say how much is done of all there is, and what is at hand."""


@contextmanager
def bar(task: str) -> Iterator[Progress]:
    """Show on stderr how far *task* is, if that is a terminal.

    Yields what is to be called with what is done, with all there is, and perhaps with what is at hand.
    """
    from rich import progress
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with progress.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        begun = shown.add_task(task, total=None)

        def at(done: int, total: int, what: str = task) -> None:
            shown.update(begun, completed=done, total=total, description=what)

        yield at


def opened(store: Ledger) -> list[str]:
    """Return what the writer that opened *store* found, in lines for people."""
    lines = [f"{file}: a kill had left it without a row; it is known now, as evidence." for file in store.adopted]
    lost = store.found.missing
    if lost:
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        lines.append(f"Snapshots are missing: {lost[0]}{more}. monitor verify tells what to do.")
    return [visible(line) for line in lines]


def told(found: Verified) -> None:
    """Print what verifying came to: each flaw on stderr, the counts on stdout."""
    for file in found.adopted:
        click.echo(visible(f"{file}: a kill had left it without a row; it is known now, as evidence."), err=True)
    for flaw in found.flaws:
        click.echo(visible(str(flaw)), err=True)
    removed = f" ({found.removed} of them removed by retention)" if found.removed else ""
    parts = [counted(found.pages, "page"), counted(found.snapshots, "snapshot") + removed]
    parts += [counted(found.changes, "change")]
    parts += [counted(found.timestamps, "timestamp")] if found.timestamps else []
    many = ", ".join(parts)
    state = counted(len(found.flaws), "flaw") if found.flaws else "all there and as recorded"
    click.echo(f"{many}: {state}." if found.seal else f"The ledger is damaged: {state}.")
    if found.seal:
        click.echo(f"seal {found.seal}")


def as_json(found: Verified, repaired: list[str]) -> dict[str, object]:
    """Return what verifying came to, as JSON."""
    flaws = [{name: value for name, value in asdict(flaw).items() if value is not None} for flaw in found.flaws]
    return {
        "pages": found.pages, "snapshots": found.snapshots, "changes": found.changes,
        "timestamps": found.timestamps, "removed": found.removed, "seal": found.seal or None,
        "adopted": list(found.adopted), "repaired": repaired, "flaws": flaws,
    }  # fmt: skip


@click.command(epilog="Examples:  monitor verify --seal 3f7a...  |  monitor verify --repair --from /mnt/backup/monitor")
@click.option("--repair", is_flag=True, help="Put right what can be put right; nothing is ever deleted.")
@click.option(
    "--from", "backup", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="BACKUP",
    help="With --repair: a backup that may have what is lost.",
)  # fmt: skip
@click.option(
    "--seal", type=Seal(), help="Say whether the ledger still holds what this seal, of a report say, covered."
)
@click.option("--json", "printed", is_flag=True, help="One JSON object.")
@click.pass_context
def verify(ctx: click.Context, backup: Path | None, seal: str | None, *, repair: bool, printed: bool) -> None:
    """Look whether everything is there and as it was recorded: the ledger, every snapshot, the chain that joins them.

    It works while `monitor run` is running. The seal it prints is one digest over everything captured so far, as
    reports bear it; kept elsewhere, it shows later that nothing of that was altered: --seal. Exits with 5 when
    something is not as it should be, or the ledger does not hold what the seal covered.
    """
    if backup is not None and not repair:
        raise click.UsageError("--from goes with --repair.")
    home = home_of(ctx)
    found = verified(home)
    repaired = _repaired(home, found, backup) if repair else []
    if repaired:
        found = verified(home)
    noted(home, found)
    held = _held(home, seal) if seal and found.seal else None
    if printed:
        click.echo(json_forms.line(as_json(found, repaired) | ({"covered": _covered_as_json(held)} if seal else {})))
    else:
        told(found)
        if seal and found.seal:
            click.echo(_covered(held, is_whole=not found.flaws))
    is_broken = bool(seal) and held is None
    sys.exit(DAMAGED if found.flaws or is_broken else 0)


def _repaired(home: Path, found: Verified, backup: Path | None) -> list[str]:
    """Cure what can be cured of what was *found*; return a line for each cure, as it was said."""
    lines = []
    copy = archive.FolderArchive(backup / archive.FOLDER) if backup else None
    for line in archive.repair(home, found.flaws, copy, address_of(home), archive_of(home)) if found.flaws else ():
        lines.append(line)
        click.echo(visible(line), err=True)
    return lines


def _held(home: Path, seal: str) -> archive.Covered | None:
    with bar("looking for the seal") as progress:
        return archive.covered(home, seal, progress, address_of(home), archive_of(home))


def _covered(held: archive.Covered | None, *, is_whole: bool) -> str:
    """Return what a seal proves, in a sentence."""
    if held is None:
        return (
            "This seal is of no state that the ledger has been in: something that it covered was altered or taken out,"
            " or it is the seal of another ledger."
        )
    until = f", captured until {held.until:%Y-%m-%d %H:%M:%S} UTC" if held.until else ""
    what = f"{counted(held.snapshots, 'snapshot')} of {counted(held.pages, 'page')}{until}"
    stands = "they are as they were" if is_whole else "their records are as they were, but for the flaws that are told"
    return f"This seal covers {what}: {stands}."


def _covered_as_json(held: archive.Covered | None) -> dict[str, object] | None:
    until = json_forms.moment(held.until) if held else None
    return {"snapshots": held.snapshots, "pages": held.pages, "until": until} if held else None


def noted(home: Path, found: Verified) -> None:
    """Have `monitor status` know what a whole verification *found*."""
    folder = home / archive.FOLDER
    replace(Notes.of(folder), flaws=tuple(map(str, found.flaws))).write(folder)


def verified(home: Path) -> Verified:
    """Verify *home* with a bar on stderr."""
    with bar("verifying") as progress:
        return archive.verify(home, progress, address_of(home), archive_of(home))


_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(epilog="Example:  monitor backup /mnt/backup/monitor")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@click.pass_context
def backup(ctx: click.Context, folder: Path) -> None:
    """Copy the whole home to DIR: the configuration, every snapshot, the ledger at one moment; then verify the copy.

    It works while `monitor run` is running. Made again in the same DIR, it copies only what is new. The copy is a home
    like any other: monitor --home DIR report. Exits with 5 when something is lost in the copy.
    """
    home = home_of(ctx)
    with bar("copying") as progress:
        made = archive.backup(home, folder.absolute(), progress, address_of(home), archive_of(home))
    click.echo(f"Backed up to {folder}; {counted(made.fresh, 'snapshot is new', 'snapshots are new')} there.")
    told(made.verified)
    sys.exit(DAMAGED if made.verified.flaws else 0)


@click.command(epilog="Example:  monitor --home /var/lib/monitor restore /mnt/backup/monitor")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@click.option(
    "--ledger", type=Address(), help="Have the ledger of the home lie there: postgresql://USER@HOST/DATABASE."
)
@click.option(
    "--snapshots", type=Bucket(), help="Have the snapshots lie there: s3://BUCKET/PREFIX?endpoint=https://HOST."
)
@click.pass_context
def restore(ctx: click.Context, folder: Path, ledger: LedgerAddress | None, snapshots: ArchiveAddress | None) -> None:
    """Make the home from the backup in DIR, then verify it. Nothing is overwritten: the home must be new, or empty.

    With --ledger the ledger goes into that database, for several machines to share, and monitor.yaml names it; without,
    it becomes a file again, wherever it lay when the backup was made. So it is with snapshots: with --snapshots they go
    into that object store, without into files. Interrupted, it may be run again: what was put there stays.
    """
    home = home_of(ctx)
    with bar("copying") as progress:
        at = archive.BucketArchive(snapshots) if snapshots else None
        made = archive.restore(folder.absolute(), home, progress, ledger, at)
    click.echo(f"Restored to {home}.")
    told(made.verified)
    sys.exit(DAMAGED if made.verified.flaws else 0)
