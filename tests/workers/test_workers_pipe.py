"""What crosses the pipe to a worker process and back is what went in, but for the text, which nobody records."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from derivations import derived

from monitor.examine import examine
from monitor.model import Alert, Capture, Fetched, Outcome, Page
from monitor.model.examining import Criteria, Examined, Task
from monitor.worker_tasks import Slim, answered, failed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = Page(id="uk", url="https://uk.example/")
CELLS = "<tr><th>Boats</th><td>{}</td></tr><tr><th>Rafts</th><td>{}</td></tr>"
FORM = f"<html lang=en><title>Camp</title><p>{{}} people live in the camp.</p><table>{CELLS}</table><p>{{}}</p></html>"
OLD = FORM.format("Some 7,000", "12", "40", "The ministry sent 300 tents.").encode()
NEW = FORM.format("7,500", "15", "41", "The ministry sent nothing.").encode()


def examined(body: bytes, before: Examined | None) -> Examined:
    capture = Capture(url=PAGE.url, final_url=PAGE.url, status=200, requested_at=NOW, captured_at=NOW)
    return examine(
        Task(
            page=PAGE, fetched=Fetched(capture=capture, body=body, digest=""), criteria=Criteria(alerts=(Alert(),)),
            baseline=derived(before).baseline if before else None, text_digest=before.text_digest if before else None,
        )
    )  # fmt: skip


def across(one: Examined) -> Examined:
    slim = answered(pickle.dumps(Slim.of(one)))
    assert isinstance(slim, Slim)
    return slim.whole()


def without_text(one: Examined) -> Examined:
    reading = derived(one).reading
    slim = replace(reading, text=replace(reading.text, content="", blocks=()), dropped=())
    return replace(one, derived=replace(derived(one), reading=slim))


def test_figures_and_changes_come_back_as_they_were() -> None:
    first = examined(OLD, None)
    changed = examined(NEW, first)
    assert {(one.old is None, one.new is None) for one in derived(changed).changes} == {(False, False), (False, True)}
    for one in (first, changed):
        assert across(one) == without_text(one)


def test_a_change_names_the_figure_of_the_reading_itself() -> None:
    came = derived(across(examined(NEW, examined(OLD, None))))
    read = {id(figure) for figure in came.reading.figures}
    assert {id(one.new) in read for one in came.changes if one.new is not None} == {True}


def test_where_nothing_was_read_there_is_nothing_to_carry() -> None:
    nothing = failed("hang", "It took too long.")
    assert nothing.outcome is Outcome.FAILED
    assert across(nothing) == nothing


NO_VALUES = {
    "a function": b"cposix\nsystem\n(S'true'\ntR.",
    "a class of Python's": b"cpathlib\nPath\n(S'/'\ntR.",
    "a class that a module of values imports": b"cmonitor.model.baseline_codec\nTypeAdapter\n.",
    "a function among values": b"cmonitor.model.baseline_codec\ndecode\n.",
    "what an enumeration is not made of": b"cbuiltins\ngetattr\n(cmonitor.model.fetched\nOutcome\nS'__class__'\ntR.",
    "a part of what is no enumeration": b"cbuiltins\ngetattr\n(cmonitor.model.texts\nFigure\nS'__init__'\ntR.",
    "what belongs to a value": b"\x80\x04\x8c\x0dmonitor.model\x8c\x0fFigure.__init__\x93.",
}


@pytest.mark.parametrize("answer", NO_VALUES.values(), ids=list(NO_VALUES))
def test_a_worker_that_is_taken_over_can_answer_with_nothing_but_values(answer: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no part of an answer"):
        answered(answer)


def test_members_of_enumerations_cross_as_every_python_writes_them() -> None:
    module = Outcome.__module__.encode()
    assert answered(b"cbuiltins\ngetattr\n(c" + module + b"\nOutcome\nS'FAILED'\ntR.") is Outcome.FAILED  # type: ignore[comparison-overlap]
    assert answered(pickle.dumps(Outcome.FIRST)) is Outcome.FIRST  # type: ignore[comparison-overlap]
