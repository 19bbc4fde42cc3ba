"""`monitor web`: the review page served alone, and who may use it, there and where the service serves it."""

from __future__ import annotations

import getpass
import os
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from monitor.cli.arguments import Reader, TimeType, When
from monitor.cli.home import home_of, readable_config_of
from monitor.cli.log import Log
from monitor.cli.signals import heeded
from monitor.cli.verbosity import log_format, log_of, verbosity
from monitor.config import Parts
from monitor.errors import MonitorError
from monitor.home_ledger import open_store
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import json_forms
from monitor.report.json_forms import Object
from monitor.store import FOLDER
from monitor.web.admitted import Known, People
from monitor.web.config_cache import readable
from monitor.web.listening import Listening
from monitor.web.requested import Site

ONCE, READING = timedelta(minutes=15), timedelta(days=30)  # how long links last
LONGEST_ONCE, LONGEST_READING = timedelta(days=7), timedelta(days=366)
ANSWERS_WITHIN = 0.5  # seconds, of a server on this machine


def site_of(home: Path, parts: Parts | None = None) -> Site:
    """Return the review page of *home*, in the usual place; *parts* is what was parsed of its configuration."""
    kept = parts or Parts(home)
    return Site(home=home, load=lambda: readable(home, os.environ, kept), now=_now)


def _now() -> datetime:
    return datetime.now(UTC)


@click.group(
    "web",
    invoke_without_command=True,
    epilog="Examples:  monitor web  |  monitor web --listen 127.0.0.1:9000  |  monitor web link Anna",
)
@click.option("--listen", metavar="HOST:PORT", help="Default: `web: listen`, or 127.0.0.1:8417.")
@log_format
@verbosity
@click.pass_context
def web_group(ctx: click.Context, listen: str | None, form: str) -> None:
    """Serve the review page until Ctrl-C, and print a link that signs you in; or say who may use it.

    `monitor run` serves it as well, once it is told where: monitor set web.listen=127.0.0.1:8417
    """
    home = home_of(ctx)
    with open_store(home):  # says what is wrong with it before anything is served
        listening = _listening(home, listen)
    ctx.obj = home, listening
    if ctx.invoked_subcommand is None:
        _serve(home, listening, log_of(ctx, form))


def _own_name() -> str:
    """Return what the one who runs us is called here; in a container they may have no name."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "owner"


def _listening(home: Path, listen: str | None) -> Listening:
    from monitor.config.web_fields import as_listen

    web = readable_config_of(home, warn=False).web
    try:
        return Listening.by(web, as_listen(listen) if listen else None)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--listen'") from None


def _serve(home: Path, listening: Listening, log: Log) -> None:
    from monitor.web.serving import listened, serve, warn

    site, stop = replace(site_of(home), listening=listening), threading.Event()
    with listened(site) as listener, log, heeded(stop, threading.Event()):
        site = replace(site, said=log.say)
        warn(site)
        click.echo(_address(listening, site.people.invite(_own_name(), _now(), _now() + ONCE)))
        log.say("The link above signs you in, once, within 15 minutes. Ctrl-C ends this.")
        serve(site, listener, stop)
        log.say("Stopped.")


def invited(home: Path) -> str:
    """Return a link that signs in, once, whoever runs this, at the review page that `monitor run` serves of *home*."""
    secret = People(home / FOLDER).invite(_own_name(), _now(), _now() + ONCE)
    return _address(_listening(home, None), secret)


def _address(listening: Listening, secret: str) -> str:
    return f"{listening.origin}/sign-in/link/{secret}"


@web_group.command(
    epilog="Examples:  monitor web link  |  monitor web link Anna --for 1d  |  monitor web link --read-only"
)
@click.argument("name", type=Reader(), required=False)
@click.option("--read-only", is_flag=True, help="It lets whoever has it read, until it ends or you take it back.")
@click.option("--for", "until", type=TimeType(ahead=True), metavar="30d", help="Default: 15m; 30d with --read-only.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def link(
    served: tuple[Path, Listening], name: str | None, until: When | None, *, read_only: bool, as_json: bool
) -> None:
    """Make a link that signs NAME in, you by default: once, or to read as often as they like until it ends.

    It is a secret. Whoever presses its button first is signed in for 30 days: monitor web remove NAME ends that.
    """
    home, listening = served
    people, now = People(home / FOLDER), _now()
    ends_at = _until(until, now, read_only=read_only)
    who = name or (people.free_name("reader") if read_only else _own_name())
    address = _address(listening, people.invite(who, now, ends_at, may_act=not read_only))
    if as_json:
        said: Object = {"name": who, "address": address, "may_act": not read_only}
        click.echo(json_forms.line(said | {"once": not read_only, "ends_at": json_forms.moment(ends_at)}))
    else:
        click.echo(address)
        how = "to read" if read_only else "once"
        click.echo(visible(f"It signs {who} in, {how}, until {ends_at:%Y-%m-%d %H:%M} UTC."), err=True)
    if not _answers(listening):
        click.echo(f"Nothing answers at {listening.at.authority} yet: monitor web", err=True)


def _until(given: When | None, now: datetime, *, read_only: bool) -> datetime:
    """Return when a link ends.

    Raises:
        click.BadParameter: it would end at once, or be open for too long.
    """
    usual, longest = (READING, LONGEST_READING) if read_only else (ONCE, LONGEST_ONCE)
    ends_at = given.read(now, UTC) if given else now + usual
    if not now < ends_at <= now + longest:
        raise click.BadParameter(f"should be from now on, and {longest.days} days at most.", param_hint="'--for'")
    return ends_at


def _answers(listening: Listening) -> bool:
    """Return whether something answers where the review page should be."""
    try:
        with socket.create_connection((listening.at.host, listening.at.port), ANSWERS_WITHIN):
            return True
    except OSError:
        return False


@web_group.command(epilog="Example:  monitor web password Anna")
@click.argument("name", type=Reader())
@click.pass_obj
def password(served: tuple[Path, Listening], name: str) -> None:
    """Let NAME sign in by a password, which is asked for twice, or read from stdin. Their sessions end."""
    if sys.stdin.isatty():
        given = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    People(served[0] / FOLDER).set_password(name, given)
    click.echo(visible(f"{name} can sign in by this password."))


@web_group.command("people", epilog="Example:  monitor web people --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object each.")
@click.pass_obj
def people_command(served: tuple[Path, Listening], *, as_json: bool) -> None:
    """List who may use the review page."""
    now = _now()
    known = People(served[0] / FOLDER).book().people
    for one in known:
        click.echo(json_forms.line(_as_json(one, now)) if as_json else visible(_line(one, now)))
    if not known:
        click.echo("Nobody yet: monitor web link", err=True)


def _open(known: Known, now: datetime) -> int:
    return sum(now < one.ends_at for one in known.links)


def _as_json(known: Known, now: datetime) -> Object:
    return {
        "name": known.name, "may_act": known.may_act, "password": bool(known.password),
        "open_links": _open(known, now), "ends_at": json_forms.moment(known.ends_at),
    }  # fmt: skip


def _line(known: Known, now: datetime) -> str:
    if known.ends_at is not None:
        return f"{known.name}: reads, {'until' if now < known.ends_at else 'ended'} {known.ends_at:%Y-%m-%d %H:%M} UTC"
    links = counted(_open(known, now), "open link")
    return f"{known.name}: reviews; {'a password' if known.password else 'no password'}, {links}"


@web_group.command(epilog="Example:  monitor web remove Anna")
@click.argument("name", type=Reader())
@click.pass_obj
def remove(served: tuple[Path, Listening], name: str) -> None:
    """Take back what NAME has: password, links, sessions. What they said of findings stays."""
    if not People(served[0] / FOLDER).remove(name):
        raise MonitorError(f"Nobody is called {name}; monitor web people lists who is known.")
    click.echo(visible(f"{name} can sign in no longer; their sessions have ended."))
