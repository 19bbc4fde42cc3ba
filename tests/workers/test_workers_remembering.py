"""A version is read on from the one before: what comes of it is what reading it afresh gives."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from derivations import derived
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.examine import decided, examine, read
from monitor.model import (
    Baseline,
    Block,
    BlockKind,
    Capture,
    Cell,
    Decision,
    Dropped,
    Fetched,
    Figure,
    Page,
    Quantifier,
    Region,
    Role,
    Text,
    Tracked,
    Where,
)
from monitor.model.baseline_codec import decode, encode
from monitor.model.examining import Examined, Task

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = Page(id="uk", url="https://uk.example/")
LINES = (
    "<p>There are 7,000 people in the camp.</p>",
    "<p>Of these, 1,200 are women.</p>",
    "<h2>Beds in use</h2>",
    "<p>1,234</p>",
    "<p>On 3 March 2020 the town had 25 buses, and 14 the year before.</p>",
    "<p>The mayor said that 40 tents had come since Monday.</p>",
    "<p>She added that 12 more would follow.</p>",
    "<p>They agreed to:</p><ul><li>send 100 officers<li>open 3 kitchens</ul>",
    "<table><caption>Deaths</caption><tr><th>Region<th>To 31 March<tr><th>North<td>12<tr><th>South<td>1,500</table>",
    "<p>The kitchen of the camp stays open.</p>",
    "<p>Updated 5 March 2021</p>",
    "<p>The town closed 5 of its 25 schools in 1998.</p>",
)


def checked(lines: list[str], baseline: bytes | None = None, page: Page = PAGE) -> Examined:
    body = f"<html lang=en><title>Camp</title><main>{''.join(lines)}</main></html>".encode()
    capture = Capture(url=page.url, final_url=page.url, status=200, requested_at=NOW, captured_at=NOW)
    fetched = Fetched(capture=capture, body=body, digest="")
    return examine(Task(page=page, fetched=fetched, baseline=baseline, accepted=True))


def forgotten(baseline: bytes) -> bytes:
    return encode(replace(decode(baseline), reader=""))


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=10), min_size=2, max_size=4))
def test_versions_read_on_are_versions_read_afresh(versions: list[list[str]]) -> None:
    baseline = derived(checked(versions[0])).baseline
    for lines in versions[1:]:
        on, afresh = derived(checked(lines, baseline)), derived(checked(lines, forgotten(baseline)))
        assert repr((on.reading, on.changes, decode(on.baseline))) == repr(
            (afresh.reading, afresh.changes, decode(afresh.baseline))
        )
        baseline = on.baseline


def test_the_defaults_of_what_is_encoded_are_part_of_its_format() -> None:
    least = (
        b'{"text": {"content": "7", "blocks": [{"kind": "table", "start": 0, "end": 1, "cell": {"table": 0, "row": 0,'
        b'"column": 0}}]}, "tracked": [{"series": 1, "figure": {"value": "7", "surface": "7", "start": 0, "end": 1,'
        b'"sentence": "7", "sentence_start": 0}}], "dropped": [{"value": null, "surface": "7", "start": 0, "end": 1,'
        b'"why": "year"}], "next_series": 2, "engine": "1"}'
    )
    cell = Cell(table=0, row=0, column=0, header=False, row_headers=(), column_headers=(), caption="")
    block = Block(
        kind=BlockKind.TABLE_CELL, start=0, end=1, region=Region.MAIN, level=0, lead=None, heading=None, cell=cell,
        marks=(), quote=False,
    )  # fmt: skip
    text = Text(
        content="7", blocks=(block,), title="", language="en", published=None, updated=None, kind="html", notes=()
    )
    figure = Figure(
        value=Decimal(7), low=None, high=None, surface="7", start=0, end=1, sentence="7", sentence_start=0, counts="",
        head="", unit=None, unit_name=None, quantifier=Quantifier.EXACT, role=Role.TOTAL, direction=None, time=None,
        since=None, until=None, agent=None, attribution=None, where=Where.PROSE, headers=(), main=True, block=0,
    )  # fmt: skip
    tracked = Tracked(
        series=1, figure=figure, absent=0, withdrawn=False, earlier=(), last_told_value=None, template="", place=""
    )
    refused = Dropped(value=None, surface="7", start=0, end=1, why="year")
    whole = Baseline(text=text, tracked=(tracked,), next_series=2, engine="1", reader="", dropped=(refused,))
    assert decode(zlib.compress(least)) == whole == decode(encode(whole))


def test_what_stands_is_taken_from_the_baseline() -> None:
    before = decode(derived(checked([*LINES])).baseline)
    told = tuple(replace(one, figure=replace(one.figure, agent="seen before")) for one in before.tracked)
    reading = derived(checked([*LINES, LINES[9]], encode(replace(before, tracked=told)))).reading
    assert {figure.agent for figure in reading.figures} == {"seen before"}


def test_nothing_is_taken_from_a_baseline_that_other_options_read() -> None:
    before = derived(checked([*LINES])).baseline
    reading = derived(checked([*LINES], before, replace(PAGE, speaker="The ministry"))).reading
    assert "The ministry" in {figure.attribution for figure in reading.figures}


def test_a_figure_whose_series_was_merged_is_read_all_the_same() -> None:
    before = decode(derived(checked([*LINES])).baseline)
    merged = decided(before, [Decision(verb="merge", series=2, into=1)])
    assert len(merged.tracked) == len(before.tracked) - 1
    examined = checked([*LINES, LINES[9]], encode(merged))
    body = f"<html lang=en><title>Camp</title><main>{''.join(LINES)}{LINES[9]}</main></html>".encode()
    assert derived(examined).reading == read(body, page=PAGE)
