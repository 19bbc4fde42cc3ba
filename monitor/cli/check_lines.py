"""What checks came to, said: a line or some for each, as `monitor check` prints them and the service logs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from monitor.model import Change, CheckResult, Outcome, Trace
from monitor.model.addresses import parse
from monitor.model.log_events import Level, Say
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import json_forms
from monitor.report.json_forms import Object

TROUBLE = frozenset({Outcome.SUSPECT, Outcome.FAILED, Outcome.BLOCKED})


class Telling:
    """Prints what each check came to, as it comes, and counts."""

    def __init__(self, *, as_json: bool, is_quiet: bool = False) -> None:
        """Prepare.

        Args:
            as_json: print a JSON object for each check, and on stderr how far it is.
            is_quiet: print no lines but those of pages in trouble, and not how far it is.
        """
        self._as_json, self._is_quiet = as_json, is_quiet
        self._seen: Counter[str] = Counter()
        self._told = 0

    def tell(self, trace: Trace, pages: int) -> int:
        """Print what one check of *pages* came to; return how many changes it tells."""
        told = _told(trace.changes)
        self._seen["failed" if trace.outcome in TROUBLE else "good"] += 1
        self._told += len(told)
        if self._as_json:
            click.echo(json_forms.line(as_object(trace)))
            if not self._is_quiet:
                click.echo(f"{sum(self._seen.values())} of {pages}  {trace.page_id}: {trace.outcome.value}", err=True)
        elif not self._is_quiet or trace.outcome in TROUBLE:
            click.echo("\n".join(_lines(trace, told)))
        return len(told)

    def end(self, pages: int, *, exit_code: bool) -> int:
        """Print what the checks of *pages* came to together, and return the exit status.

        Args:
            pages: how many were to be checked.
            exit_code: whether a change is to be told by the status, too.
        """
        if not self._as_json and not self._is_quiet:
            click.echo(self._summed(pages))
        if left := pages - self._seen.total():
            said = f"{counted(left, 'page was', 'pages were')} not checked: other machines are asking their hosts."
            click.echo(f"{said} Run the command again.", err=True)
        return 1 if self._seen["failed"] or left else 4 if self._told and exit_code else 0

    def _summed(self, pages: int) -> str:
        if not pages:
            return "No page is enabled and not paused. Add one with: monitor add URL"
        parts = [
            f"{counted(self._seen.total(), 'page')} checked",
            counted(self._told, "change to tell", "changes to tell"),
        ]
        parts += [f"{self._seen['failed']} could not be checked"] if self._seen["failed"] else []
        hint = "; monitor report shows the sentences and the proof" if self._told else ""
        return f"\n{', '.join(parts)}{hint}."


def _lines(trace: Trace, told: Sequence[Sequence[Change]]) -> list[str]:
    """Return what a check came to, in lines for people: the page and its outcome, then each change *told*."""
    match trace.outcome:
        case Outcome.FIRST | Outcome.CHANGED if trace.figures is None:  # a source
            said = trace.detail or "its list changed, but no page comes or goes"
        case Outcome.FIRST:
            followed = counted(trace.figures or 0, "figure is followed", "figures are followed")
            said = f"read for the first time: {followed} from now on"
            said += f". {trace.detail}" if trace.detail else ""
        case Outcome.CHANGED:
            said = counted(len(told), "change") if told else "the text changed, but no figure to tell of"
            said += ", though the page gives itself a new date" if trace.restamped and not told else ""
            said += f". {trace.detail}" if trace.detail else ""
        case Outcome.UNCHANGED | Outcome.NOT_MODIFIED:
            said = f"unchanged. {trace.detail}" if trace.detail else "unchanged"
        case _:
            reason = f" ({trace.reason})" if trace.reason else ""
            said = f"{trace.outcome.value}{reason}: {trace.detail} {trace.advice}".strip()
    return [visible(f"{trace.page_id}: {said}"), *_sentences(told)]


def _told(changes: Sequence[Change]) -> list[Sequence[Change]]:
    """Return what *changes* have to tell: those that one sentence tells are together."""
    if not changes:
        return []
    from monitor.report.entries import sayings

    return sayings(changes)


def _sentences(told: Sequence[Sequence[Change]]) -> list[str]:
    if not told:
        return []
    from monitor.report.entries import said

    return [f"    {visible(said(together))}" for together in told]


def as_object(trace: Trace) -> Object:
    """Return what one check came to, as JSON."""
    return {
        "page": trace.page_id,
        "url": trace.url,
        "outcome": trace.outcome.value,
        "reason": trace.reason or None,
        "detail": trace.detail or None,
        "advice": trace.advice or None,
        "checked_at": json_forms.moment(trace.checked_at),
        "next_check_at": json_forms.moment(trace.next_check_at),
        "figures": trace.figures,
        "changes": _changes(trace.changes),
    }


def _changes(changes: Sequence[Change]) -> list[Object]:
    if not changes:
        return []
    from monitor.report import values

    return [values.change(change) for change in changes]


def fields(result: CheckResult, told: int) -> dict[str, object]:
    """Return what machines look for in the log of a check that *told* so many changes; None where it is not known."""
    capture = result.capture
    return {
        "page": result.page.id,
        "check": result.check,
        "host": parse(result.page.url).host,
        "outcome": result.outcome.value,
        "reason": result.reason or None,
        "status": capture.status if capture else None,
        "bytes": capture.wire_bytes if capture else None,
        "seconds": round((result.finished_at - result.started_at).total_seconds(), 3),
        "figures": result.figures,
        "told": told,
    }


class News:
    """What is logged of checks: a trouble once when it comes and once when it goes, and every change.

    The rest is told to those who want to know more.
    """

    def __init__(self, say: Say) -> None:
        """Tell it by *say*."""
        self._say = say
        self._trouble: dict[str, tuple[Outcome, str]] = {}

    def __call__(self, results: list[CheckResult]) -> None:
        """Tell what *results* are, and what is new in them."""
        for result in results:
            level = self._level(result)
            first, *sentences = _lines(result.trace, _told(result.changes))
            self._say(first, level=level, **fields(result, len(sentences)))
            for sentence in sentences:
                self._say(sentence, level=level, page=result.page.id, check=result.check)

    def _level(self, result: CheckResult) -> Level:
        """Return how much *result* matters; say so, if a trouble is over with it."""
        trouble = (result.outcome, result.reason) if result.outcome in TROUBLE else None
        before = self._trouble.pop(result.page.id, None)
        if trouble is not None:
            self._trouble[result.page.id] = trouble
            return "debug" if trouble == before else "warning"
        if before is not None:
            self._say(f"{result.page.id}: answers well again", page=result.page.id, check=result.check)
        return "debug" if result.outcome in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED) else "info"
