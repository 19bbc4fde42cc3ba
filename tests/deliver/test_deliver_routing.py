"""Who is told: each channel gets what it wants of what is told, and each person hears of a finding once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from deliver_world import ANY
from empty_ledger import make_ledger
from store_world import HOUR, NOW, TELL_ALL, camp, examined, page

from monitor.model import EVERYTHING, ChangeKind, Channel, CheckResult, Indicator, Owed
from monitor.routing import routed
from monitor.store import Store

UK = page("uk", tags=("camps",))
CAMP = Indicator(id="camp", words=("people",), near=("camp",))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    """Return a check that tells of two changes: 6,000 people are 6,600 (series 1), and 40 officers 41 (series 2)."""
    home = tmp_path_factory.mktemp("result")
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync([UK], NOW)
        store.record([examined(store, UK, camp("6,000"), NOW)])
        return examined(store, UK, camp("6,600", "41"), NOW + HOUR, indicators=(CAMP,))


def _channel(name: str = "desk", *, person: str | None = None, troubles: bool = True, **wants: object) -> Channel:
    chosen = replace(EVERYTHING, **wants)  # type: ignore[arg-type]
    return Channel(name=name, kind="file", target="", wants=chosen, person=person, troubles=troubles, pace=ANY)


def _people_only(name: str, person: str | None = None) -> Channel:
    return _channel(name, person=person, min_absolute=Decimal(100))


WANTS: list[tuple[dict[str, object], set[int]]] = [
    ({}, {1, 2}),
    ({"pages": ("uk",)}, {1, 2}),
    ({"pages": ("fr",)}, set()),
    ({"tags": ("camps", "other")}, {1, 2}),
    ({"tags": ("other",)}, set()),
    ({"indicators": ("camp",)}, {1}),
    ({"indicators": ("other",)}, set()),
    ({"kinds": ("CHANGED",)}, {1, 2}),
    ({"kinds": ("APPEARED",)}, set()),
    ({"min_absolute": Decimal(100)}, {1}),
    ({"min_relative": Decimal("0.05")}, {1}),
    ({"min_relative": Decimal("0.5")}, set()),
    ({"silent": True}, set()),  # the page shows no date: nobody knows
]


@pytest.mark.parametrize(("wants", "series"), WANTS)
def test_a_channel_gets_what_it_wants(result: CheckResult, wants: dict[str, object], series: set[int]) -> None:
    owed = routed(result, [_channel(**wants)]).owed  # type: ignore[arg-type]
    told = None if len(series) == 2 else tuple(series)
    assert owed == ((Owed(channel="desk", series=told, findings=len(series)),) if series else ())


def test_a_channel_that_wants_what_a_finding_says_elsewhere_too_gets_the_finding(result: CheckResult) -> None:
    first = result.changes[0]
    echo = replace(first, series=9, echo=first.series, told=False, rule="echo", indicators=("deaths",))
    both = result.with_changes((*result.changes, echo))
    (owed,) = routed(both, [_channel(indicators=("deaths",))]).owed
    assert (owed.series, owed.findings) == ((first.series,), 1)
    untold = replace(echo, rule="")  # it would not have been told if it stood alone
    assert routed(both.with_changes((*result.changes, untold)), [_channel(indicators=("deaths",))]).owed == ()


def test_silent_changes_alone(result: CheckResult) -> None:
    changes = tuple(replace(change, silent=change.series == 2) for change in result.changes)
    (owed,) = routed(result.with_changes(changes), [_channel(silent=True)]).owed
    assert owed.series == (2,)


def test_what_is_not_told_is_routed_nowhere(result: CheckResult) -> None:
    changes = tuple(replace(change, told=False) for change in result.changes)
    assert routed(result.with_changes(changes), [_channel()]).owed == ()


def test_a_person_hears_of_a_finding_by_the_first_channel_that_wants_it(result: CheckResult) -> None:
    channels = [
        _people_only("anna-now", "anna"), _channel("log"), _channel("anna-weekly", person="anna"),
        _channel("anna-late", person="anna"), _channel("ben", person="ben"),
    ]  # fmt: skip
    got = {one.channel: one.series for one in routed(result, channels).owed}
    assert got == {"anna-now": (1,), "log": None, "anna-weekly": (2,), "ben": None}


def test_troubles_are_told_to_each_person_once(result: CheckResult) -> None:
    channels = [
        _channel("quiet", troubles=False), _channel("fr", pages=("fr",), person="anna"), _channel("one", person="anna"),
        _channel("two", person="anna"), _people_only("log"), _channel("other", tags=("other",)),
    ]  # fmt: skip
    assert routed(result, channels).alarms == ("one", "log")


def test_a_channel_may_want_every_kind_that_is_told() -> None:
    assert set(EVERYTHING.kinds) == {kind.value for kind in ChangeKind}
    assert EVERYTHING.roles == TELL_ALL[0].roles
