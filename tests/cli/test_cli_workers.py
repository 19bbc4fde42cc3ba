"""What `monitor status` says of the instances that check pages, where there are several."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.cli import worker_lines
from monitor.model import Worker

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _worker(place: str, *, seen: timedelta = timedelta(), digest: str = "ours", **more: Any) -> Worker:
    return Worker(
        holder=f"{place} 7 mark", place=place, process=7, started_at=NOW - HOUR, seen_at=NOW - seen, digest=digest,
        **more,
    )  # fmt: skip


WORKERS = [_worker("alpha", hosts=12), _worker("be\x1bta", seen=timedelta(minutes=9)), _worker("gamma", digest="old")]


def test_each_worker_has_a_line_with_what_is_wrong_with_it() -> None:
    _, alpha, beta, gamma = worker_lines.lines(WORKERS, "ours", NOW)
    assert " ".join(alpha.split()) == "alpha 7 asks 12 hosts, since 2026-03-01 11:00 UTC, seen just now"
    assert "\x1b" not in beta
    assert beta.endswith(f"seen 9 min ago; {worker_lines.LOST}")
    assert gamma.endswith(worker_lines.ELSE)


def test_one_whose_network_is_down_is_told_of() -> None:
    offline = _worker("delta", offline_since=NOW - HOUR)
    (_, line), told = worker_lines.lines([offline], "ours", NOW), worker_lines.values([offline], "ours", NOW)
    assert "it has reached no host since 2026-03-01 11:00 UTC" in line
    assert told["workers"][0]["offline_since"] == "2026-03-01T11:00:00Z"


def test_programs_are_told_the_same() -> None:
    told = worker_lines.values(WORKERS, "ours", NOW)["workers"]
    assert [(one["place"], one["hosts"], one["lost"], one["in_step"]) for one in told] == [
        ("alpha", 12, False, True), ("be\x1bta", 0, True, True), ("gamma", 0, False, False),
    ]  # fmt: skip
