"""A report with one finding of every sort, all sentences our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from monitor.model import (
    Became,
    BlockKind,
    Change,
    ChangeKind,
    Direction,
    Disagreement,
    Figure,
    Finding,
    LineDiff,
    Notice,
    PageStatus,
    Quantifier,
    Role,
    Statement,
    TextDiff,
    Where,
    Words,
)
from monitor.report import History, Report
from monitor.report.textdiff.diff_model import PageDiff, Side

NOW = datetime(2031, 3, 18, 23, 30, 7, tzinfo=UTC)
EARLIER = NOW - timedelta(days=1, hours=14)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
OLD_SHA = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"


def figure(sentence: str, surface: str, value: str | None, counts: str = "", **more: object) -> Figure:
    at = sentence.index(surface)
    known: dict[str, object] = {
        "value": None if value is None else Decimal(value),
        "surface": surface,
        "start": 400 + at,
        "end": 400 + at + len(surface),
        "sentence": sentence,
        "sentence_start": 400,
        "counts": counts,
    }
    return Figure(**(known | more))  # type: ignore[arg-type]


def change(old: Figure | None, new: Figure | None, kind: ChangeKind = ChangeKind.CHANGED, **more: object) -> Change:
    gap = new.value - old.value if old and new and old.value is not None and new.value is not None else None
    share = gap / old.value if gap is not None and old and old.value else None
    known: dict[str, object] = {
        "kind": kind, "series": 1, "old": old, "new": new, "difference": gap, "relative": share, "told": True,
        "rule": "default",
    }  # fmt: skip
    return Change(**(known | more))  # type: ignore[arg-type]


def finding(told: Change, **more: object) -> Finding:
    known: dict[str, object] = {
        "change": told,
        "page_id": "harbour",
        "page_title": "Reception at the harbour",
        "url": "https://ministry.example/harbour?day=1&lang=en",
        "check": 12,
        "before_at": EARLIER,
        "after_at": NOW,
        "before_digest": OLD_SHA,
        "after_digest": SHA,
        "before_file": "harbour/000011_2031-03-17T0930Z.html.gz",
        "after_file": "harbour/000012_2031-03-18T2330Z.html.gz",
        "page_updated": None,
        "language": "en",
    }
    return Finding(**(known | more))  # type: ignore[arg-type]


def everything() -> Report:
    """Return a report that shows every kind of finding, two pages in trouble, and a text diff."""
    officers_old = figure("The port has 1,000 officers and guards.", "1,000", "1000", "officers and guards")
    officers_new = figure(
        "The port has 1,160 officers and guards, said the prefect.", "1,160", "1160", "officers and guards",
        attribution="the prefect", agent="the two governments", time="since the beginning of the year",
    )  # fmt: skip
    camp = figure("7,000 people live in the shelters.", "7,000", "7000", "people")
    around = replace(camp, sentence="Around 7,000 people live in the shelters.", start=407, end=412,
                     quantifier=Quantifier.APPROXIMATELY)  # fmt: skip
    money = figure("The ministry spent 3.2 million euros on tents.", "3.2 million euros", "3200000", "euros spent",
                   unit="EUR", unit_name="euro")  # fmt: skip
    share_old = figure("Occupancy stands at 71 %.", "71 %", "71", "occupancy", unit="%", role=Role.SHARE)
    share_new = figure("Occupancy stands at 68 %.", "68 %", "68", "occupancy", unit="%", role=Role.SHARE)
    grew = figure("Arrivals rose by 12 % in a week.", "12 %", "12", "arrivals", unit="%", role=Role.CHANGE,
                  direction=Direction.UP)  # fmt: skip
    dozens = figure("Dozens of tents were added.", "Dozens", None, "tents", low=Decimal(12), high=Decimal(100))
    findings = (
        finding(change(camp, around, ChangeKind.REQUALIFIED, series=2, difference=Decimal(0), silent=False)),
        finding(change(officers_old, officers_new, silent=True), page_updated="2031-03-16"),
        finding(change(None, dozens, ChangeKind.APPEARED, series=3)),
        finding(change(money, None, ChangeKind.DISAPPEARED, series=4)),
        *_staff(),
        *_section(),
        finding(change(share_old, share_new, series=5, within_rounding=True, redefined=True)),
        finding(change(None, grew, ChangeKind.APPEARED, series=6)),
        finding(change(officers_old, officers_new, series=7, echo=1)),
        finding(change(_count("1,000"), _count("1,160"), series=9, echo=1, table=1)),
        *(_cell(index, row, old, new) for index, (row, old, new) in enumerate(ROWS)),
        finding(
            change(officers_new, officers_old, ChangeKind.RETURNED, series=1),
            page_id="blog", page_title="What the association counts", url="https://association.example/blog/", check=9,
        ),
        finding(
            change(camp, around, ChangeKind.RESTATED, series=8), page_id="blog",
            page_title="What the association counts", url="https://association.example/blog/", check=9,
            before_title="We counted in June", before_url="https://association.example/june/",
            before_digest=SHA[::-1], before_file="june/000001_2031-03-17T0930Z.html.gz",
        ),
    )  # fmt: skip
    return Report(
        title="Figures that changed",
        made_at=NOW + timedelta(minutes=5),
        since=EARLIER,
        until=NOW,
        time_zone="Europe/Paris",
        findings=findings,
        statuses=STATUSES,
        disagreements=(_disagreement(),),
        diffs=(text_diff(),),
        notices=NOTICES,
        histories=(_history(),),
        seal=SHA,
    )


NOTICES = (
    Notice(page_id="harbour", what="trouble", since=EARLIER, until=NOW, reason="consent",
           detail="The answer is a page that asks for consent.", checks=9),
    Notice(page_id="statistics", what="trouble", since=EARLIER, reason="http_503", detail="The server answered 503."),
    Notice(page_id="blog", what="restamped", since=NOW, detail="2031-03-18"),
)  # fmt: skip


def _disagreement() -> Disagreement:
    ours = figure("Our volunteers counted 9,850 people.", "9,850", "9850", "people")
    theirs = figure("Nearly 7,000 people live there.", "7,000", "7000", "people", quantifier=Quantifier.NEARLY)
    one = Statement(
        indicator="settlement", page_id="blog", day=NOW.date(), series=1, figure=ours, speaker="Shelter Watch",
        speaker_key="shelter watch", captured_at=NOW, page_title="We counted",
    )  # fmt: skip
    other = replace(
        one, page_id="harbour", figure=theirs, speaker="the ministry", speaker_key="ministry", captured_at=EARLIER
    )
    return Disagreement(
        indicator="settlement", name="People in the settlement", one=one, other=other, gap=Decimal(2850),
        relative=Decimal("0.407"), since=EARLIER, history=((EARLIER, Decimal(2400)), (NOW, Decimal(2850))),
    )  # fmt: skip


STAFF = ("On 17 March the hospital had 310 nurses, of whom 12 were ill.",
         "On 18 March the hospital had 325 nurses, of whom 9 were ill.")  # fmt: skip


def _staff() -> list[Finding]:
    """Return two findings of one pair of sentences."""
    numbers = ((("310", "325"), "nurses", Role.TOTAL), (("12", "9"), "nurses who are ill", Role.SUBSET))

    def one(side: int, place: int) -> Figure:
        pair, what, role = numbers[place]
        return figure(STAFF[side], pair[side], pair[side], what, role=role)

    return [finding(change(one(0, place), one(1, place), series=30 + place, silent=False)) for place in (0, 1)]


SECTION = 40  # the first series of a section that came


def _section() -> list[Finding]:
    sentences = (("The mill employs 41 millers.", "41", "millers"), ("Its yard covers 7 fields.", "7", "fields"),
                 ("It grinds 30 tonnes a day.", "30 tonnes", "grain"))  # fmt: skip
    return [
        finding(change(None, figure(sentence, surface, surface.split()[0], what), ChangeKind.APPEARED,
                       series=SECTION + place, group="section 3 came: The mill"))
        for place, (sentence, surface, what) in enumerate(sentences)
    ]  # fmt: skip


def _history() -> History:
    days = [NOW - timedelta(days=back) for back in (9, 6, 3, 1, 0)]
    said = ("820", "790", "1,000", "1,000", "1,160")
    points = [(day, figure(f"It is {one}.", one, one.replace(",", ""))) for day, one in zip(days, said, strict=True)]
    return History(page_id="harbour", series=1, points=tuple(points))


ROWS = (("North", "1200", "1300"), ("South", "300", "280"), ("West", "40", "41"))


def _count(value: str) -> Figure:
    plain = value.replace(",", "")
    return figure(value, value, plain, "officers", where=Where.TABLE, headers=("Total", "Officers"))


def _cell(index: int, row: str, old: str, new: str) -> Finding:
    def one(value: str) -> Figure:
        return figure(value, value, value, "places", where=Where.TABLE, headers=(row, "Places"))

    return finding(change(one(old), one(new), series=20 + index, table=0))


def line(became: Became, *words: tuple[int, str], places: tuple[int | None, int | None], **more: object) -> LineDiff:
    """Return a line of one cell, a paragraph under "Reception"."""
    known: dict[str, object] = {"kind": BlockKind.PARAGRAPH, "cells": (words,), "old_under": "Reception",
                                "new_under": "Reception"}  # fmt: skip
    return LineDiff(became=became, old=places[0], new=places[1], **(known | more))  # type: ignore[arg-type]


def row(became: Became, *cells: Words, places: tuple[int | None, int | None]) -> LineDiff:
    return line(became, places=places, kind=BlockKind.TABLE_CELL, cells=cells)


def text_diff() -> TextDiff:
    """Return a text in which something became everything that can become of a line."""
    officers = (0, " officers and guards")
    lines = (
        line(Became.KEPT, (0, "Reception at the harbour"), places=(1, 1), kind=BlockKind.HEADING, level=1),
        line(Became.CHANGED, (0, "The port has "), (-1, "1,000"), (1, "1,160"), officers, (1, ", said the prefect"),
             (0, "."), places=(2, 2)),
        line(Became.KEPT, (0, "A paragraph that stays."), places=(3, 3)),
        line(Became.KEPT, (0, "Beds"), places=(4, 4), kind=BlockKind.HEADING, level=2, new_under="Beds"),
        line(Became.KEPT, (0, "Another that stays."), places=(5, 5)),
        row(Became.CHANGED, ((0, "Place"),), ((0, "Beds"),), ((1, "Free"),), places=(6, 6)),
        row(Became.CHANGED, ((0, "North"),), ((-1, "1,200"), (1, "1,300")), ((1, "7"),), places=(7, 7)),
        row(Became.NEW, ((1, "West"),), ((1, "41"),), ((1, "0"),), places=(None, 8)),
        row(Became.GONE, ((-1, "South"),), ((-1, "300"),), places=(8, None)),
        *(line(Became.MOVED, (0, f"Item {n} moved with the others."), places=(12 + n, 8 + n), old_under="Rules",
               kind=BlockKind.LIST_ITEM, level=1) for n in range(1, 6)),
        line(Became.MOVED, (0, "Whoever arrives waits "), (-1, "7 days"), (1, "14 days"), (0, " there."),
             places=(11, 14)),
        line(Became.GONE, (-1, "The ministry spent 3.2 million euros on tents."), places=(9, None)),
        line(Became.NEW, (1, "The ministry does not say what it spent."), places=(None, 15)),
    )  # fmt: skip
    return TextDiff(
        page_id="harbour", page_title="Reception", before_at=EARLIER, after_at=NOW, lines=lines, outside=3
    )  # fmt: skip


def page_diff() -> PageDiff:
    """Return what `monitor diff` shows of that text and of some figures."""
    return PageDiff(
        text=text_diff(),
        url="https://ministry.example/harbour?day=1&lang=en",
        before=Side(number=11, captured_at=EARLIER, file="harbour/000011_2031-03-17T0930Z.html.gz", digest=OLD_SHA),
        after=Side(number=12, captured_at=NOW, file="harbour/000012_2031-03-18T2330Z.html.gz", digest=SHA),
        changes=tuple(one.change for one in everything().findings if one.page_id == "harbour"),
        made_at=NOW + timedelta(minutes=5),
        time_zone="Europe/Paris",
    )


STATUSES = (
    PageStatus(id="harbour", url="https://ministry.example/harbour", state="ok", since=EARLIER, last_ok_at=NOW,
               next_check_at=NOW + timedelta(hours=6), figures=14),
    PageStatus(id="blog", url="https://association.example/blog/", state="ok", since=EARLIER, last_ok_at=NOW,
               figures=3),
    PageStatus(id="prefecture", url="https://prefecture.example/", state="suspect", since=EARLIER, last_ok_at=EARLIER,
               reason="maintenance: the page says that it is down for maintenance",
               advice="Open the page; if it is right as it is, run: monitor accept prefecture", figures=5),
    PageStatus(id="statistics", url="https://statistics.example/", state="failing", since=EARLIER,
               reason="http_503: the server answered 503"),
    PageStatus(id="archive", url="https://archive.example/", state="disabled", since=None),
)  # fmt: skip
