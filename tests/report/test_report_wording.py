"""What a change is called, how numbers are written, and what is folded together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from report_fakes import NOW, change, everything, figure, finding

from monitor.language import load
from monitor.model import Change, ChangeKind, Figure, Quantifier, Where
from monitor.report import RENDERERS, Report, caveats, wording
from monitor.report.clock import Clock, dated
from monitor.report.entries import Shape
from monitor.report.highlight import marked, written
from monitor.report.row_labels import beside
from monitor.report.views import arrange


def plain(value: str, quantifier: Quantifier = Quantifier.EXACT, unit: str | None = None) -> Figure:
    return figure(f"It is {value} now.", value, value.replace(",", ""), "people", quantifier=quantifier, unit=unit)


OLD = plain("1,000")
AROUND = plain("1,000", Quantifier.APPROXIMATELY)


@pytest.mark.parametrize(
    ("told", "words", "statement"),
    [
        (change(OLD, plain("1,160")), "rose", "people: rose from 1,000 to 1,160 (+160, +16 %)"),
        (change(OLD, plain("960")), "fell", "people: fell from 1,000 to 960 (−40, −4 %)"),
        (change(OLD, plain("999")), "fell", "people: fell from 1,000 to 999 (−1, −0.1 %)"),
        (change(plain("100,000"), plain("100,001")), "rose",
         "people: rose from 100,000 to 100,001 (+1, less than 0.1 %)"),
        (change(plain("0"), plain("5")), "rose", "people: rose from 0 to 5 (+5)"),
        (change(OLD, AROUND, ChangeKind.REQUALIFIED), "now hedged",
         "people: now hedged, from “1,000” to “around 1,000”"),
        (change(AROUND, OLD, ChangeKind.REQUALIFIED), "no longer hedged",
         "people: no longer hedged, from “around 1,000” to “1,000”"),
        (change(AROUND, plain("1,000", Quantifier.MORE_THAN), ChangeKind.REQUALIFIED), "hedged differently",
         "people: hedged differently, from “around 1,000” to “more than 1,000”"),
        (change(None, OLD, ChangeKind.APPEARED), "new", "people: 1,000, not stated before"),
        (change(OLD, None, ChangeKind.DISAPPEARED), "withdrawn", "people: 1,000, no longer stated"),
        (change(plain("1,160"), OLD, ChangeKind.RETURNED), "back to 1,000",
         "people: back to 1,000, from 1,160 (−160, −14 %)"),
        (change(OLD, OLD, ChangeKind.REWORDED), "reworded", "people: reworded"),
        (change(OLD, OLD, ChangeKind.REDATED), "given for a later time", "people: given for a later time"),
        (change(OLD, plain("900"), ChangeKind.RESTATED), "restated, lower",
         "people: restated from 1,000 to 900 (−100, −10 %)"),
        (change(plain("71", unit="%"), plain("72", unit="%")), "rose",
         "people: rose from 71 to 72 (+1 percentage point)"),
    ],
)  # fmt: skip
def test_a_change_in_words(told: Change, words: str, statement: str) -> None:
    assert wording.happened(told) == words
    assert wording.statement(told).replace("\u00a0", " ") == statement


@pytest.mark.parametrize(
    ("surface", "value", "gloss"),
    [
        ("1,160", "1160", None), ("1 160", "1160", None), ("1.160", "1160", None), ("12 %", "12", None),
        ("3.2 million", "3200000", "3,200,000"), ("half", "0.5", "0.5"), ("a dozen", "12", "12"), ("1,50", "1.5", None),
        ("0.5", "0.5", None), ("5k", "5000", "5,000"), ("−3", "-3", None), ("007", "7", None), ("1,000", "1E+3", None),
    ],
)  # fmt: skip
def test_a_number_written_otherwise_is_glossed(surface: str, value: str, gloss: str | None) -> None:
    assert wording.gloss(figure(f"It is {surface}.", surface, value)) == gloss


@pytest.mark.parametrize(
    ("surface", "value", "unit", "written"),
    [
        ("2.3", "2300", None, "2,300"), ("1,9", "1900", None, "1,900"), ("1,160", "1160000", None, "1,160,000"),
        ("2.300", "2300.000", None, "2,300"), ("2,300", "2300.000", None, "2,300"), ("2.300", "2300", None, "2.300"),
        ("2.0", "2000", None, "2,000"), ("0.005", "5", None, "5"), ("1.1234", "1123.4", None, "1,123.4"),
        ("1.9", "1900000", "EUR", "1,900,000 EUR"), ("€1.9", "1900000", "EUR", "1,900,000 EUR"),
        ("1.9 EUR", "1900000", "EUR", "1,900,000 EUR"), ("(2.3)", "-2300", None, "−2,300"),
        # the scale is in the surface, or there is none
        ("3.2 million", "3200000", None, "3.2 million"), ("€1.9m", "1900000", "EUR", "€1.9m"),
        ("5k", "5000", None, "5k"), ("half", "0.5", None, "half"),
        ("1,160", "1160", None, "1,160"), ("1.160", "1160", None, "1.160"), ("1.160,5", "1160.5", None, "1.160,5"),
        ("0.50", "0.5", None, "0.50"), (".5", "0.5", None, ".5"), ("007", "7", None, "007"),
        ("1½", "1.5", None, "1½"), ("3/10", "0.3", None, "3/10"), ("12 %", "12", "%", "12 %"), ("−3", "-3", None, "−3"),
    ],
)  # fmt: skip
def test_a_scale_that_only_the_table_tells_is_in_the_number(
    surface: str, value: str, unit: str | None, written: str
) -> None:
    told = figure(f"It is {surface}.", surface, value, unit=unit)
    assert wording.written(told).replace("\u00a0", " ") == written


def test_a_bound_below_a_scale_has_it() -> None:
    told = figure("It is 0.5.", "0.5", "500", quantifier=Quantifier.LESS_THAN)
    assert wording.written(told) == "less than 500"


def test_ranges_show_both_ends() -> None:
    between = figure("between 7,000 and 8,000 people", "7,000 and 8,000", None, low=Decimal(7000), high=Decimal(8000))
    assert wording.value(between) == "7,000 to 8,000"
    assert wording.gloss(between) is None
    assert wording.value(replace(between, high=None)) == "from 7,000"
    assert wording.value(replace(between, low=None)) == "up to 8,000"


def test_silence_is_told_only_when_it_is_known() -> None:
    told = change(OLD, plain("1,160"))
    silent = caveats.doubts(finding(replace(told, silent=True), page_updated="2031-03-01"))
    assert silent == ("Changed silently: the page’s own date did not move (1 March 2031).",)
    assert caveats.doubts(finding(replace(told, silent=False))) == ()
    edition = arrange(_report(told)).sections[0].editions[0]
    assert edition.undated
    assert not arrange(_report(replace(told, silent=False))).sections[0].editions[0].undated


def test_a_hedge_that_came_with_the_new_value_is_told() -> None:
    told = finding(change(OLD, plain("1,200", Quantifier.NEARLY), silent=False))
    assert caveats.doubts(told) == ("The wording went from no hedge to “nearly”.",)


@pytest.mark.parametrize(
    ("sentence", "surface", "offset", "expected"),
    [
        ("We saw 12 of 12 boats.", "12", 13, ("We saw 12 of ", "12", " boats.")),
        ("We saw 12 of 12 boats.", "12", 9, ("We saw ", "12", " of 12 boats.")),
        ("In 112 camps, 12 left.", "12", 0, ("In 112 camps, ", "12", " left.")),
        ("Nothing here.", "12", 0, ("Nothing here.", "", "")),
    ],
)
def test_the_number_is_marked_where_it_stands(
    sentence: str, surface: str, offset: int, expected: tuple[str, str, str]
) -> None:
    one = replace(figure(f"{surface} x", surface, "12"), sentence=sentence, start=400 + offset)
    assert marked(one) == expected


def test_times_are_utc_first_then_the_reader_s() -> None:
    when = datetime(2031, 7, 1, 22, 30, tzinfo=UTC)
    assert Clock("UTC").minute(when) == "1 July 2031, 22:30 UTC"
    assert Clock("Europe/Paris").minute(when) == "1 July 2031, 22:30 UTC (2 July, 00:30 Europe/Paris)"
    assert Clock("../etc").minute(when) == Clock("Nowhere/Town").minute(when) == "1 July 2031, 22:30 UTC"


def test_cells_of_a_table_are_one_entry_and_echoes_belong_to_their_headline() -> None:
    harbour = next(section for section in arrange(everything()).sections if section.page_id == "harbour")
    told = [one.entry for one in harbour.editions[0].entries]
    assert told[0].echoes
    assert [len(one.findings) for one in told if one.shape is Shape.TABLE] == [3]
    assert not any(one.first.change.series == 7 for one in told)


def test_the_figures_of_one_sentence_are_one_entry() -> None:
    told = next(one.entry for _, _, one in arrange(everything()).entries if len(one.entry.lines) == 2)
    (pair,) = told.pairs
    assert ["".join(text for text, _ in written(pieces)) for _, pieces in pair.lines] == [
        "On [17 → 18] March the hospital had [310 → 325] nurses, of whom [12 → 9] were ill."
    ]


def test_one_cell_is_told_as_a_figure_in_brief_and_a_sentence_in_a_cell_as_a_sentence() -> None:
    bare = change(figure("12", "12", "12", "beds"), figure("14", "14", "14", "beds"), table=0, silent=False)
    wordy = "Opened in the spring with 12 beds"
    sentence = replace(bare, series=2, old=figure(wordy, "12", "12"), new=figure(wordy, "12", "14"))
    view = arrange(Report(title="", made_at=NOW, findings=(finding(bare), finding(sentence))))
    told = [one.entry for one in view.sections[0].editions[0].entries]
    assert [(one.shape, one.is_group) for one in told] == [(Shape.TABLE, False), (Shape.SENTENCE, False)]
    assert view.lines[0].text == "beds: rose from 12 to 14 (+2, +17\u00a0%)"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2031-03-01", "1 March 2031"), ("2031-03-01T08:00:00Z", "1 March 2031"), ("spring", "spring"),
        ("2031-02-30", "2031-02-30"), ("\x1b", "⟨U+001B⟩"),
    ],
)  # fmt: skip
def test_a_page_s_own_date_is_shown_as_people_write_it(given: str, shown: str) -> None:
    assert dated(given) == shown


def test_a_series_that_moved_several_times_is_one_line_in_brief() -> None:
    steps = ("1,000", "1,160", "1,220")
    findings = tuple(
        finding(change(plain(old), plain(new)), check=index, after_at=NOW + timedelta(hours=index))
        for index, (old, new) in enumerate(pairwise(steps))
    )
    (line,) = arrange(Report(title="", made_at=NOW, findings=findings)).brief
    assert line.text == "people: rose from 1,000 to 1,220 (+220, +22\u00a0%)"
    assert line.steps == 2


def test_a_quotation_carries_its_source_and_proof() -> None:
    told = finding(change(OLD, plain("1,160")))
    said = wording.quotation(told, Clock("UTC"))
    for part in ("rose from 1,000 to 1,160", told.page_title, told.url, "18 March 2031, 23:30 UTC", told.after_digest):
        assert part in said


def _report(told: Change) -> Report:
    return Report(title="", made_at=NOW, findings=(finding(told),))


def test_a_page_may_state_a_number_of_any_length() -> None:
    told = change(plain("7"), plain("9" * 45))
    assert wording.relative(told).startswith("+14,285,714,285")
    assert wording.statement(told)
    assert wording.relative(replace(told, relative=Decimal("1E-40"))) == "less than 0.1\u00a0%"


def test_a_claim_that_comes_back_with_its_value_is_stated_again() -> None:
    again = change(OLD, OLD, ChangeKind.RETURNED)
    assert (wording.happened(again), wording.statement(again)) == ("stated again", "people: 1,000, stated again")


@pytest.mark.parametrize(
    ("surface", "shown"),
    [("7,000 and 8,000", "7,000 to 8,000"), ("7 000 et 8 000", "7,000 to 8,000"), ("Dozens", "Dozens")],
)
def test_a_range_is_written_whole(surface: str, shown: str) -> None:
    ends = {"low": Decimal(7000), "high": Decimal(8000)}
    assert wording.written(figure(f"There are {surface} people.", surface, None, "people", **ends)) == shown


@pytest.mark.parametrize("quantifier", Quantifier)
def test_every_quantifier_has_its_words_and_no_two_the_same(quantifier: Quantifier) -> None:
    assert bool(wording.hedge(quantifier)) is (quantifier is not Quantifier.EXACT)
    assert [wording.hedge(one) for one in Quantifier].count(wording.hedge(quantifier)) == 1
    if quantifier is not Quantifier.EXACT:  # who reads a report as a page reads the same
        assert wording.hedge(quantifier) == load("en").quantifiers.before[quantifier][0]


def test_a_section_that_came_is_shown_with_its_sentences() -> None:
    group = "section 3 came: The mill"
    told = [
        finding(change(None, figure(sentence, number, number, what), ChangeKind.APPEARED, series=n, group=group))
        for n, (sentence, number, what) in enumerate(
            [("The mill employs 41 millers.", "41", "millers"), ("Its yard covers 7 fields.", "7", "fields")], 1
        )
    ]
    report = Report(title="", made_at=NOW, findings=tuple(told))
    (one,) = (told.entry for _, _, told in arrange(report).entries)
    assert (one.shape, one.is_group, len(one.findings)) == (Shape.SECTION, True, 2)
    assert arrange(report).lines[0].text.startswith("Section “The mill”: 2 figures came with it: fields 7 (new), mil")
    for name in ("terminal", "html", "markdown"):
        shown = RENDERERS[name](report)
        assert "The mill" in shown
        assert all(word in shown for word in ("employs", "covers"))


def test_a_period_names_each_time_once() -> None:
    clock, first, last = Clock("UTC"), datetime(2031, 3, 17, 9, tzinfo=UTC), datetime(2031, 3, 18, 9, tzinfo=UTC)
    a, b = "17 March 2031, 09:00 UTC", "18 March 2031, 09:00 UTC"
    for since, until, made_at, said in (
        (first, first, last, f"{a}; made on {b}"),
        (first, last, last, f"{a} to {b}"),
        (last, last, last, b),
        (None, None, last, f"made on {b}"),
    ):
        assert clock.period(since, until, made_at) == said


def test_cells_of_one_name_are_told_apart_by_their_time() -> None:
    old = replace(figure("1,100", "1,100", "1100", "North: Women"), where=Where.TABLE, time="2024")
    new = replace(old, surface="1,150", value=Decimal(1150))
    rose = "rose from 1,100 to 1,150 (+50, +4.5\u00a0%)"
    assert wording.statement(change(old, new)) == f"North: Women · 2024: {rose}"
    assert beside(old, old.counts) == "North: Women · 2024"
    # controls: another time, prose, a name of the user's own
    assert wording.statement(change(old, replace(new, time="2025"))) == f"North: Women: {rose}"
    prose = replace(old, where=Where.PROSE), replace(new, where=Where.PROSE)
    assert wording.statement(change(*prose)) == f"North: Women: {rose}"
    assert wording.statement(replace(change(old, new), name="Mine")) == f"Mine: {rose}"
    assert beside(old, "Mine") == "Mine"
