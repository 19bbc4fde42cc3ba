"""A speaker's next statement, on whatever page, is told once; what was there already when the user came is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from check_fakes import CALM, Memory, World, camp, fetched, html, page

from monitor.model import Alert, Change, ChangeKind, CheckResult, Indicator, Page
from monitor.model.examining import Criteria

POPULATION = Indicator(id="camp-population", words=("people",), near=("camp",))


def blog(number: int) -> Page:
    return page(f"post-{number}", speaker="Shelter Aid")


def world(answers: dict[str, list[str]], *, alerts: tuple[Alert, ...] = ()) -> World:
    pages = [page(name, speaker="Shelter Aid") for name in answers]
    made = World({name: [fetched(body) for body in given] for name, given in answers.items()}, pages)
    made.setup = replace(made.setup, criteria=Criteria(indicators=(POPULATION,), alerts=alerts))
    return made


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [
        (change.kind.value, change.old.surface if change.old else "", change.new.surface if change.new else "")
        for change in changes
        if change.told
    ]


def add(made: World, name: str, body: str) -> None:
    """Have the user add a page now."""
    made.pages = [page(name, speaker="Shelter Aid")]
    made.script.answers[name] = [fetched(body)]
    made.ledger.added[name] = made.at


def test_the_blog_s_third_post_yields_one_finding() -> None:
    made = world({"post-1": [camp("9,100")], "post-2": [camp("9,100")]})
    assert [told(result.changes) for result in made.round().values()] == [[], []]
    add(made, "post-3", camp("9,900"))
    result = made.round()["post-3"]
    assert told(result.changes) == [("RESTATED", "9,100", "9,900")]


def test_what_was_there_when_the_user_came_is_recorded_and_not_told() -> None:
    made = world({"post-1": [camp("9,100")]})
    made.round()
    made.pages, made.script.answers["post-2"] = [blog(2)], [fetched(camp("9,900"))]  # known since the first round
    (change,) = made.round()["post-2"].changes
    assert (change.kind, change.told, change.rule) == (ChangeKind.RESTATED, False, "first")


def test_a_new_sentence_on_a_page_that_is_followed_is_told_as_the_restatement_that_it_is() -> None:
    quiet = html(CALM, "Some 40 officers guard it.")
    made = world({"post-1": [camp("9,100"), camp("9,100")], "post-2": [quiet, camp("9,900")]})
    made.round()
    result = made.round()["post-2"]
    assert told(result.changes) == [("RESTATED", "9,100", "9,900")]
    appeared = [change for change in result.changes if change.kind is ChangeKind.APPEARED and change.new]
    assert [(change.told, change.rule) for change in appeared] == [(False, "restated")]


class Beside(Memory):
    """A ledger to which another worker writes what it found just before we may."""

    def __init__(self, before: Memory, theirs: Callable[[], CheckResult]) -> None:
        super().__init__()
        self.results, self.added, self._theirs = before.results, before.added, theirs

    def record(self, *args: Any) -> Sequence[CheckResult]:
        self.results.append(self._theirs())
        return super().record(*args)


def test_of_two_workers_that_find_one_new_value_at_once_one_tells_it() -> None:
    made = world({"post-1": [camp("9,100")]})
    made.round()
    add(made, "post-3", camp("9,900"))
    theirs = made.round()["post-3"]
    assert told(theirs.changes) == [("RESTATED", "9,100", "9,900")]
    made.ledger.results.pop()
    add(made, "post-2", camp("9,900"))
    made.setup = replace(made.setup, store=Beside(made.ledger, lambda: theirs))
    assert told(made.round()["post-2"].changes) == []


def test_the_same_value_restates_nothing() -> None:
    made = world({"post-1": [camp("9,100")]})
    made.round()
    add(made, "post-2", camp("9,100"))
    assert made.round()["post-2"].changes == ()


def test_the_user_s_rules_decide_whether_a_restatement_is_told() -> None:
    made = world({"post-1": [camp("9,100")]}, alerts=(Alert(name="changes only", kinds=("CHANGED",)),))
    made.round()
    add(made, "post-2", camp("9,900"))
    (change,) = made.round()["post-2"].changes
    assert (change.kind, change.told) == (ChangeKind.RESTATED, False)


def test_an_older_post_that_is_found_later_restates_nothing() -> None:
    def dated(people: str, day: str) -> str:
        return camp(people).replace("<main>", f'<meta property="article:published_time" content="{day}"><main>')

    made = world({"post-1": [dated("9,100", "2026-02-20")]})
    made.round()
    add(made, "post-0", dated("6,000", "2025-11-02"))
    assert made.round()["post-0"].changes == ()
    add(made, "post-2", dated("9,900", "2026-02-27"))
    assert told(made.round()["post-2"].changes) == [("RESTATED", "9,100", "9,900")]


def test_a_value_that_two_pages_give_at_once_is_told_once() -> None:
    quiet = html(CALM, "Some 40 officers guard it.")
    made = world({"post-1": [camp("7,000")] * 2, "index": [quiet, camp("8,000")], "post-2": [quiet, camp("8,000")]})
    made.round()
    results = made.round()
    found = [one for name in ("index", "post-2") for one in told(results[name].changes)]
    assert found == [("RESTATED", "7,000", "8,000")]


def test_a_value_that_the_speaker_has_given_elsewhere_is_not_told_again() -> None:
    quiet = html(CALM, "Some 40 officers guard it.")
    made = world({"post-1": [camp("7,000")] * 2, "index": [quiet, camp("7,000")]})
    made.round()
    assert told(made.round()["index"].changes) == []


def test_the_result_of_a_page_that_was_renamed_meanwhile_is_dropped() -> None:
    made = world({"post-1": [camp("9,100")], "post-2": [camp("9,100")]})
    made.ledger.gone.add("post-1")
    assert set(made.round()) == {"post-2"}
