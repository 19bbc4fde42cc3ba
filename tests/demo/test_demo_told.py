"""What the demo's sources come to: its own configuration and site, checked by the command."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.cli.demo.run import write_home
from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def test_a_restated_figure_and_a_new_bulletin_are_told_with_their_proof(run: Run, home_of_cli: Path) -> None:
    with Site(datetime.now(UTC).date()) as site:  # the window of a feed is counted from today
        write_home(home_of_cli, site.address)
        for site.visit in (0, 3):
            assert run("check", "coast-guard", "bulletin")[0] == 0
    exported = csv.DictReader(io.StringIO(run("export", "figures")[1]))
    assert {(one["page"].partition(".")[0], one["on_page"]) for one in exported} == {
        ("coast-guard", ""), ("bulletin", "1"),
    }  # fmt: skip
    told: list[dict[str, Any]] = json.loads(run("report", "--format", "json")[1])["findings"]
    shown = {(one["page"], one["kind"], one["old"]["surface"], one["new"]["surface"]) for one in told}
    assert shown == {
        ("coast-guard.what-the-winter-came-to", "RESTATED", "1,340", "1,475"),
        ("bulletin.latest", "CHANGED", "214", "231"),
        ("bulletin.latest", "CHANGED", "1,960", "2,310"),
        ("bulletin.latest", "CHANGED", "61", "52"),
    }
    (restated,) = (one for one in told if one["kind"] == "RESTATED")
    assert [restated[side].rpartition("/")[2] for side in ("before_url", "url")] == [
        "a-hard-winter", "what-the-winter-came-to",
    ]  # fmt: skip
    assert [restated[side]["file"].partition("/")[0] for side in ("before", "after")] == [
        "coast-guard.a-hard-winter", "coast-guard.what-the-winter-came-to",
    ]  # fmt: skip
