"""`monitor add`: pages are looked at, and those that can be followed go into the configuration."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import click

from monitor import config, entering
from monitor.cli.arguments import IGNORE, RENDER, SELECT
from monitor.cli.home import config_of, home_of, note_contact
from monitor.config import Config, Listed
from monitor.entering import Candidate, Entry, Known, Unusable, after_look, page_of
from monitor.errors import ConfigError
from monitor.model.addresses import shown
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible


@dataclass(slots=True)
class Summary:
    """What became of all pages that were to be added."""

    added: int = 0
    followed: list[str] = field(default_factory=list)  #: a line for each that is followed already, or listed twice
    refused: list[tuple[int, str]] = field(default_factory=list)  #: its line, or 0, and what is said of it

    def count(self, line: int | None, page: str, fault: str | None) -> None:
        """Count a page as added, or with the *fault* why it was not."""
        if fault is None:
            self.added += 1
        else:
            self.refused.append((line or 0, visible(f"{page}: {fault}")))

    def told(self) -> str:
        """Return it in one sentence."""
        parts = [f"{self.added} added"]
        parts += [f"{len(self.followed)} followed already"] if self.followed else []
        parts += [f"{len(self.refused)} not added"] if self.refused else []
        return ", ".join(parts) + "."


@click.command(
    epilog="Examples:  monitor add https://www.gov.uk/some-statement --every 3h  |  monitor add --from pages.txt"
)
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--from", "listed", type=click.File("rb"), metavar="FILE|-",
    help="Read a list: `URL tag, tag` on each line, or OPML; - is stdin.",
)  # fmt: skip
@click.option("--id", "page_id", help="What the page is called (one address only); by default made from the address.")
@click.option("--every", metavar="TIME", help="How often it is checked: 30m, 6h, 1d.")
@click.option("--cron", multiple=True, help="When it is checked, instead of --every: '30 8 * * mon-fri', '@daily'.")
@click.option(
    "--hours", multiple=True, help="Hours in which it may be checked: 8-18, 22-6; may be given several times."
)
@click.option("--days", multiple=True, help="Days on which it may be checked: mon-fri; may be given several times.")
@click.option("--select", metavar="CSS", help=SELECT)
@click.option("--ignore", metavar="CSS", multiple=True, help=IGNORE)
@click.option("--follow", type=click.Choice(config.KINDS), help="It is a source: follow the pages that it names.")
@click.option("--links", metavar="REGEX", help="Only links of the source with this in their address or words.")
@click.option("--window", metavar="TIME", help="How long each page of the source is followed: 30d, or forever.")
@click.option(
    "--most",
    type=click.IntRange(1, 10_000),
    metavar="NUMBER",
    help="How many pages of the source are followed at once.",
)
@click.option("--full-text", is_flag=True, help="Read each post in the feed itself; its own page is not asked for.")
@click.option("--render", flag_value="browser", help=RENDER)
@click.option("--tag", "tags", multiple=True, help="A word to gather pages by; may be given several times.")
@click.option("--speaker", help="Who states the figures that nobody else is said to state.")
@click.option("--note", help="A note for people.")
@click.option("--allow-private", is_flag=True, help="The page's own host may be on this machine or network.")
@click.option(
    "--file",
    "file",
    metavar="NAME",
    help="Write into config/pages/NAME.yaml; by default pages.yaml, or a file with room.",
)
@click.option("--anyway", is_flag=True, help="Add a page even if it cannot be read now, or states no figure.")
@click.pass_context
def add(
    ctx: click.Context, /, urls: tuple[str, ...], listed: BinaryIO | None, page_id: str | None, **options: Any
) -> None:
    """Fetch each page, show what would be followed on it, and add it to config/pages.yaml, or the file that is named.

    Every other byte of the file stays as it was. A page that cannot be read is not added (exit status 1); the others
    are.

    In a list, an address is followed by its tags, with commas between them; what begins with # is a comment. In OPML,
    folders and categories are the tags.
    """
    anyway, file = options.pop("anyway"), options.pop("file")
    if options["full_text"]:
        options["follow"] = options["follow"] or "feed"
    home = home_of(ctx)
    current = config_of(home, warn=False)
    note_contact(current)
    wanted = [*(Listed(address=url) for url in urls), *_read(listed)]
    if not wanted:
        raise click.UsageError("Name the address of a page, or a list of addresses: monitor add --from FILE")
    if page_id and len(wanted) > 1:
        raise click.UsageError("--id names one page; give one address with it.")
    summary = Summary()
    candidates = list(_candidates(wanted, current, {"id": page_id, **options}, summary))
    _look(current, candidates, summary, _Wish(anyway=anyway, named=page_id is not None, file=file))
    if len(wanted) > 1:
        click.echo(summary.told())
        for _, line in sorted(summary.refused):
            click.echo(f"  {line}", err=True)
    sys.exit(1 if summary.refused else 0)


def _read(listed: BinaryIO | None) -> list[Listed]:
    """Return the pages of the list that the user names, if any."""
    if listed is None:
        return []
    raw = listed.read(config.LARGEST_LIST + 1)
    if len(raw) > config.LARGEST_LIST:
        raise click.UsageError(f"The list is larger than {config.LARGEST_LIST // 2**20} MiB, the most that is read.")
    try:
        return config.read_list(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise click.UsageError(f"Line {line} of the list is not UTF-8 text; save it as UTF-8.") from None


def _candidates(
    wanted: Iterable[Listed], current: Config, options: dict[str, Any], summary: Summary
) -> Iterator[Candidate]:
    """Yield the pages that can be looked at, each once; what the others are is said, and goes into *summary*."""
    for one in entering.candidates(wanted, current, options):
        match one:
            case Unusable():
                _refuse(summary, one.listed, one.why)
            case Known():
                line = f"{_where(one.listed)}{one.url} is {one.said}."
                summary.followed.append(line)
                click.echo(visible(line))
            case Candidate():
                yield one


def _where(one: Listed) -> str:
    return f"line {one.line}: " if one.line else ""


def _refuse(summary: Summary, one: Listed, why: str) -> None:
    """Say why a page is not added, and remember it."""
    address = f"{shown(one.address)}: " if one.address else ""
    line = visible(f"{_where(one)}{address}{why}")
    summary.refused.append((one.line or 0, line))
    click.echo(f"monitor: {line}", err=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the user has said of how pages are added."""

    anyway: bool  #: even if they cannot be followed now
    named: bool  #: under the id that was given
    file: str | None  #: of config/pages/; None: where there is room


def _look(current: Config, candidates: Sequence[Candidate], summary: Summary, wish: _Wish) -> None:
    """Fetch and show each page, and write those down that can be followed, or all if that is the *wish*."""
    from monitor.cli.discovering import other_commands
    from monitor.cli.preview import now, show
    from monitor.looking import look

    if len(candidates) > 1:
        click.echo(f"Looking at {counted(len(candidates), 'page')} ...", err=True)
    pages = [page_of(one.entry) for one in candidates]
    are_typed = all(one.listed.line is None for one in candidates)  # nobody reads what is said of each of a long list
    looks = look(pages, current.limits, current.user_agent, now=now, with_offers=are_typed)
    for one, found in zip(candidates, looks, strict=True):
        others = {str(other.entry["id"]) for other in candidates if other is not one}
        seen = after_look(one.entry, found, None if wish.named else {page.id for page in current.pages} | others)
        page_id = seen.page.id
        show(seen, seen.page)
        fault = None if wish.anyway else seen.fault(page_id)
        if fault is None:
            fault = _written(current, one.entry, wish.file)
        else:
            hint = "" if seen.is_refused_here else " --anyway adds it nevertheless."
            click.echo(f"  Not added.{hint}\n", err=True)
        added = () if fault else (seen.page,)
        for line in other_commands(seen.offers, seen.page, (*current.pages, *added)):
            click.echo(visible(line), err=True)
        summary.count(one.listed.line, f"{_where(one.listed)}{seen.page.url}", fault)


def _written(current: Config, entry: Entry, file: str | None) -> str | None:
    """Write *entry* into a file of pages; return why not, if it cannot be."""
    try:
        path = entering.write(current, entry, file=file)
    except ConfigError as error:
        click.echo(f"  Not added. {error}\n", err=True)
        return str(error)
    click.echo(f"  Added as {entry['id']} to {path}\n")
    return None
