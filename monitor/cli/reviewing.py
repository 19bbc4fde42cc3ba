"""`monitor review`: judge findings at the command line, as the review page does in a browser."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

import click

from monitor.cli.arguments import Change
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.home import home_of, readable_config_of
from monitor.cli.login_names import login_name
from monitor.home_ledger import open_store
from monitor.model import Finding
from monitor.model.changes import change_name, change_number
from monitor.model.phrasing import counted
from monitor.model.reviews import Act, Action, Review, Standing, Verb, Wanted
from monitor.model.sanitize import visible
from monitor.report import json_forms, review_values, wording
from monitor.store import Ledger

F = TypeVar("F", bound=Callable[..., Any])
STRETCH = 200  # findings that are put together at once
DONE = {
    Verb.CONFIRM: "confirmed", Verb.DISMISS: "dismissed", Verb.REOPEN: "to be reviewed again", Verb.NOTE: "noted",
    Verb.LABEL: "labelled", Verb.UNLABEL: "labelled no longer",
    Verb.NOT_A_FIGURE: "dismissed, and the series is told no more",
}  # fmt: skip


@click.group("review", epilog='Example:  monitor review dismiss c12 c13 --reason "a typing error"')
def review_group() -> None:
    """Judge findings: confirm or dismiss them, note and label them, and take back what was said.

    Findings are named as reports name them (c12). All that is said is kept with who said it, and stands when
    everything is read again; the review page shows it, too.
    """


def _speaking(function: F) -> F:
    """Give a command ``--as`` and ``--json``; its function gets what is to be said besides by whom."""

    @click.option("--as", "person", metavar="NAME", help="Who says it. Default: the name you have logged in by.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object: what was recorded.")
    @click.pass_context
    @functools.wraps(function)
    def speaking(ctx: click.Context, /, person: str | None, as_json: bool, **options: Any) -> None:
        said: dict[str, Any] = function(**options)
        act = Act(person=login_name() if person is None else person, key=uuid4().hex, **said)
        with open_store(home_of(ctx)) as store:
            action = store.act(act, datetime.now(UTC))
        click.echo(json_forms.line(review_values.action(action)) if as_json else visible(_told(action)))
        for one in action.overtook(0):
            click.echo(visible(f"Before that, {change_name(one.finding)} was {_stands(one)}."), err=True)

    return speaking  # type: ignore[return-value]


def _told(action: Action) -> str:
    named = ", ".join(change_name(number) for number in action.act.findings)
    what = f"undone: action {action.act.undoes}" if action.act.verb is Verb.UNDO else DONE[action.act.verb]
    back = f"Undo it: monitor review undo {action.id}"
    return f"{named + ': ' if named else ''}{what}. {back}"


findings = click.argument("findings", nargs=-1, required=True, type=Change(), metavar="FINDING...")


@review_group.command(epilog="Example:  monitor review confirm c12 c13")
@findings
@_speaking
def confirm(findings: tuple[int, ...]) -> dict[str, Any]:
    """Say that FINDINGs are right."""
    return {"verb": Verb.CONFIRM, "findings": findings}


@review_group.command(epilog='Example:  monitor review dismiss c12 --reason "a typing error"')
@findings
@click.option("--reason", default="", help="Why; `monitor export corrections` has it.")
@_speaking
def dismiss(findings: tuple[int, ...], reason: str) -> dict[str, Any]:
    """Say that FINDINGs are not worth telling."""
    return {"verb": Verb.DISMISS, "findings": findings, "text": reason}


@review_group.command(epilog="Example:  monitor review reopen c12")
@findings
@_speaking
def reopen(findings: tuple[int, ...]) -> dict[str, Any]:
    """Have FINDINGs reviewed again."""
    return {"verb": Verb.REOPEN, "findings": findings}


@review_group.command(epilog='Example:  monitor review note c12 --text "Asked the press office."')
@findings
@click.option("--text", required=True, help="What is to be read beside them.")
@_speaking
def note(findings: tuple[int, ...], text: str) -> dict[str, Any]:
    """Write a note beside FINDINGs."""
    return {"verb": Verb.NOTE, "findings": findings, "text": text}


@review_group.command(epilog="Example:  monitor review label c12 --label urgent")
@findings
@click.option("--label", required=True, help="The label.")
@click.option("--remove", is_flag=True, help="Take the label away.")
@_speaking
def label(findings: tuple[int, ...], label: str, *, remove: bool) -> dict[str, Any]:
    """Label FINDINGs, so that `review list --label` finds them."""
    return {"verb": Verb.UNLABEL if remove else Verb.LABEL, "findings": findings, "text": label}


@review_group.command(
    "not-a-figure", short_help="Say that a number counts nothing.", epilog="Example:  monitor review not-a-figure c12"
)
@click.argument("finding", type=Change())
@_speaking
def not_a_figure(finding: int) -> dict[str, Any]:
    """Say that the number of FINDING counts nothing: its series is told no more, its open findings are dismissed."""
    return {"verb": Verb.NOT_A_FIGURE, "findings": (finding,)}


@review_group.command(short_help="Take back what was said.", epilog="Example:  monitor review undo 7")
@click.argument("action", type=int)
@_speaking
def undo(action: int) -> dict[str, Any]:
    """Take back what was said, by the number of the ACTION; `monitor review log` shows them. An undo is one, too."""
    return {"verb": Verb.UNDO, "undoes": action}


@review_group.command("log", short_help="Tell who said what.", epilog="Example:  monitor review log c12 --json")
@click.argument("findings", nargs=-1, type=Change(), metavar="[FINDING...]")
@click.option("--last", default=50, show_default=True, type=click.IntRange(min=1), help="So many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an action, one a line.")
@click.pass_context
def log(ctx: click.Context, findings: tuple[int, ...], last: int, *, as_json: bool) -> None:
    """Tell who said what, of FINDINGs or of everything, the newest first."""
    with open_store(home_of(ctx)) as store:
        found = store.actions(findings or None, most=last)
    for one in found:
        click.echo(json_forms.line(review_values.action(one)) if as_json else visible(_logged(one)))
    if not found and not as_json:
        click.echo("Nobody has said anything yet.", err=True)


def _logged(action: Action) -> str:
    said = action.act
    of = ", ".join(change_name(number) for number in said.findings)
    if said.series is not None:
        of = f"series {said.series} of {said.page_id}" + (f" is series {said.into}" if said.into is not None else "")
    if said.undoes is not None:
        of = f"action {said.undoes}"
    text = f": {' '.join(said.text.split())}" if said.text else ""
    undone = f"  (undone by {action.undone_by})" if action.undone_by is not None else ""
    return f"{action.id:>5}  {action.at:%Y-%m-%d %H:%M}  {said.person}  {said.verb}  {of}{text}{undone}"


@review_group.command("list", epilog="Examples:  monitor review list  |  monitor review list uk --standing dismissed")
@pages_chosen()
@click.option(
    "--standing", type=click.Choice([*map(str, Standing), "any"]), default="open", show_default=True,
    help="Only those that stand so.",
)  # fmt: skip
@click.option("--label", default="", help="Only those with this label.")
@click.option("--words", default="", help="Only those whose sentences or pages have these words.")
@click.option("--last", default=50, show_default=True, type=click.IntRange(min=1), help="About so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding, one a line.")
@click.pass_context
def list_findings(
    ctx: click.Context, choice: Choice, standing: str, label: str, words: str, last: int, *, as_json: bool
) -> None:
    """List what is to be reviewed, the newest first."""
    home = home_of(ctx)
    wanted = Wanted(
        pages=None if choice.is_all else choice.ids(readable_config_of(home, warn=False)),
        standing=None if standing == "any" else Standing(standing),
        label=label,
        words=words,
    )
    with open_store(home) as store:
        found = _findings(store, wanted, last)
        left = store.count(wanted, "") - len(found)
    for finding, one in found:
        line = review_values.reviewed(finding, one)
        click.echo(json_forms.line(line) if as_json else visible(_listed(finding, one)))
    if not found and not as_json:
        click.echo("Nothing to review; monitor review list --standing any shows all findings.", err=True)
    elif left > 0:
        click.echo(f"{counted(left, 'finding')} more; --last {len(found) + left} shows all.", err=True)


def _findings(store: Ledger, wanted: Wanted, most: int) -> list[tuple[Finding, Review]]:
    """Return the newest *most* findings that are wanted, each with what stands of it."""
    found: list[Finding] = []
    before: int | None = None
    while len(found) < most:
        queue = store.queue(wanted, "", before, min(most - len(found), STRETCH))
        found += [one for one in queue.findings if change_number(one.id) in queue.matching]
        before = queue.before
        if before is None:
            break
    reviews = store.reviews([change_number(one.id) for one in found])
    return [(one, reviews[change_number(one.id)]) for one in found]


def _listed(finding: Finding, one: Review) -> str:
    labels = "".join(f"  [{label}]" for label in one.labels)
    notes = f"  ({counted(one.notes, 'note')})" if one.notes else ""
    at, statement = f"{finding.after_at:%Y-%m-%d %H:%M}", wording.statement(finding.change)
    return f"{finding.id}  {at}  {finding.page_id}  {_stands(one)}  {statement}{labels}{notes}"


def _stands(one: Review) -> str:
    by = f" by {one.person}" if one.person else ""
    return f"{one.standing}{by}" + (f" ({one.reason})" if one.reason else "")
