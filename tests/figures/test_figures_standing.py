"""What stands is carried over: reading on from an earlier version finds what reading afresh finds, always."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import figures
from monitor.engine import ENGINE
from monitor.model import Block, BlockKind, Cell, Reading, Region, Text

#: Blocks whose reading looks at others, and blocks that others look at. Each language's are mixed freely.
WORDS = {
    "en": (
        "There are 7,000 people in the camp.",
        "Of these, 1,200 are women.",
        "Of these:",
        "including 300 in the north",
        "1,234",
        "56%",
        "Patients in hospital:",
        "North: 120",
        "You must:",
        "wait 14 days",
        "The two governments issued a joint statement.",
        "They agreed to:",
        "provide 100 more officers",
        "The mayor of the port, Ann Lee, said that 40 tents had come.",
        "He added that 12 more would follow by the end of this year.",
        "“We have counted 900 people in the four sectors of the camp.”",
        "The prefect said:",
        "“They lost 12 tents.",
        "“Then 9 more were lost.",
        "On 3 March 2020 the town had 25 buses, and 14 the year before.",
        "It opened in 1998, on page 3 of the plan.",
        "This scheme has been reinforced by 30 officers since Monday.",
        "The kitchen stays open.",
        "Beds in use",
        "12 [1] dogs were found yesterday.",
        "A further 80 arrived last week.",
    ),
    "fr": (
        "Environ 7 000 personnes vivent dans le camp.",
        "Parmi elles, 1 200 femmes.",
        "Dont :",
        "1 234",
        "Le préfet a indiqué que 40 tentes ont été livrées.",
        "Il a ajouté que 12 autres suivraient cette année.",
        "« Nous avons compté 900 personnes dans le camp hier soir. »",
        "La mairie a déclaré :",
        "« Ils ont perdu 12 tentes.",
        "Le 3 mars 2020, la ville avait 25 bus.",
        "La cuisine reste ouverte.",
        "nord : 120",
        "Ils s'engagent à :",
        "fournir 100 agents",
    ),
}
HEADS = ("Deaths to 31 March", "Total (€ m)", "Women", "2019", "North")
DAYS = (None, "2020-03-05", "2020-03-19T10:00", "2021-01-04")


@dataclass(frozen=True)
class Piece:
    """A block to be, without its place."""

    words: str
    kind: BlockKind = BlockKind.PARAGRAPH
    region: Region = Region.MAIN
    cell: Cell | None = None
    quote: bool = False
    marked: bool = False  #: its first digit is a footnote mark


def cells() -> st.SearchStrategy[Piece]:
    heads = st.lists(st.sampled_from(HEADS), max_size=2).map(tuple)
    cell = st.builds(
        Cell, table=st.just(0), row=st.integers(0, 3), column=st.just(0), header=st.booleans(), row_headers=heads,
        column_headers=heads, caption=st.sampled_from(("", "Beds in use")),
    )  # fmt: skip
    return st.builds(
        Piece, words=st.sampled_from(("12", "1,234", "5.5%", "+3", "3 in 2019")), kind=st.just(BlockKind.TABLE_CELL),
        cell=cell,
    )  # fmt: skip


def pieces(language: str) -> st.SearchStrategy[Piece]:
    kinds = (BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.HEADING)
    running = st.builds(
        Piece, words=st.sampled_from(WORDS[language]), kind=st.sampled_from(kinds),
        region=st.sampled_from((Region.MAIN, Region.MAIN, Region.ASIDE)), quote=st.booleans(), marked=st.booleans(),
    )  # fmt: skip
    return st.one_of(running, running, running, cells())


def text(made: list[Piece], language: str, updated: str | None, gap: str = "\n") -> Text:
    """Return the text that *made* add up to; lists are led by the last paragraph, or by the item before."""
    blocks: list[Block] = []
    content = ""
    heading = lead = None
    for index, piece in enumerate(made):
        start = len(content)
        digit = next((at for at, char in enumerate(piece.words) if char.isdecimal()), 0)
        listed = piece.kind is BlockKind.LIST_ITEM
        blocks.append(
            Block(
                kind=piece.kind, start=start, end=start + len(piece.words), region=piece.region, cell=piece.cell,
                lead=lead if listed else None, heading=heading, quote=piece.quote,
                marks=((start + digit, start + digit + 1),) if piece.marked else (),
            )
        )  # fmt: skip
        content += piece.words + gap
        if piece.kind is BlockKind.HEADING:
            heading = index
        if piece.kind is BlockKind.PARAGRAPH or (listed and piece.words.endswith(":")):
            lead = index
    return Text(content=content, blocks=tuple(blocks), language=language, updated=updated)


def reading(of: Text, speaker: str | None = None) -> Reading:
    found, dropped = figures.find(of, speaker=speaker)
    return Reading(text=of, figures=found, dropped=dropped, engine=ENGINE)


@st.composite
def edited(draw: st.DrawFn, made: list[Piece], language: str) -> list[Piece]:
    """Return *made* after a few edits, as pages see them."""
    made = list(made)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(made)))
        edit = draw(st.sampled_from(("insert", "delete", "change", "move", "twice", "other")))
        if edit == "insert" or at == len(made):
            made.insert(at, draw(pieces(language)))
        elif edit == "delete":
            del made[at]
        elif edit == "change":
            made[at] = draw(pieces(language))
        elif edit == "move":
            made.insert(draw(st.integers(0, len(made) - 1)), made.pop(at))
        elif edit == "twice":
            made.insert(draw(st.integers(0, len(made))), made[at])
        else:
            other = draw(pieces(language))
            field = draw(st.sampled_from(("words", "kind", "region", "quote", "marked", "cell")))
            made[at] = replace(made[at], **{field: getattr(other, field)})
    return made


def item(words: str) -> Piece:
    return Piece(words, BlockKind.LIST_ITEM)


def in_table(words: str, caption: str, *, header: bool = False, column: str = "Total", row: str = "") -> Piece:
    cell = Cell(
        table=0, row=0, column=0, header=header, row_headers=(row,) if row else (), column_headers=(column,),
        caption=caption,
    )  # fmt: skip
    return Piece(words, BlockKind.TABLE_CELL, cell=cell)


CAMP, TENTS = Piece("There are 7,000 people in the camp."), Piece("There are 7,000 tents in the camp.")
QUIET = item("The kitchen stays open.")
#: The last block says the same in both versions; what it looks at does not, and so its figure is another.
DEPENDENCIES = {
    "what the block before counts": ([CAMP, Piece("Of these, 300.")], [TENTS, Piece("Of these, 300.")]),
    "what all of a run counts": (
        [CAMP, Piece("Of these, 1,200."), Piece("Of these, 300.")],
        [TENTS, Piece("Of these, 1,200."), Piece("Of these, 300.")],
    ),
    "a run whose end is new": (
        [CAMP, Piece("Of these, 1,200."), Piece("Of these, 300.")],
        [CAMP, Piece("Of these, 1,200."), Piece("Of these, 400.")],
    ),
    "that there is no block before": ([CAMP, Piece("Of these, 300.")], [Piece("Of these, 300.")]),
    "who speaks in the block before": (
        [Piece("The mayor said that tents had come."), Piece("She added that 12 more would follow.")],
        [Piece("The prefect said that tents had come."), Piece("She added that 12 more would follow.")],
    ),
    "what introduces a list": (
        [Piece("Patients in hospital:"), QUIET, item("North: 120")],
        [Piece("Beds in hospitals:"), QUIET, item("North: 120")],
    ),
    "what the introduction counts, where an item is new": (
        [Piece("They have 7,000 tents, including:"), QUIET, item("300 in the north")],
        [Piece("They have 7,000 tents, including:"), QUIET, item("400 in the north")],
    ),
    "what stands before the introduction": (
        [CAMP, Piece("Of these:"), QUIET, item("300 in the north")],
        [TENTS, Piece("Of these:"), QUIET, item("300 in the north")],
    ),
    "what counts before the introduction, where an item is new": (
        [CAMP, Piece("Of these:"), QUIET, item("300 in the north")],
        [CAMP, Piece("Of these:"), QUIET, item("400 in the north")],
    ),
    "who issued what the list reports": (
        [Piece("The two governments issued a joint statement."), Piece("They agreed to:"), QUIET, item("send 100 men")],
        [Piece("The two cities issued a joint statement."), Piece("They agreed to:"), QUIET, item("send 100 men")],
    ),
    "the heading of a number alone": (
        [Piece("Beds in use", BlockKind.HEADING), QUIET, item("1,234")],
        [Piece("Tents in use", BlockKind.HEADING), QUIET, item("1,234")],
    ),
    "the line above a number alone": ([Piece("Beds in use"), Piece("1,234")], [Piece("Tents"), Piece("1,234")]),
    "a quotation": (
        [Piece("The prefect said:"), replace(CAMP, quote=True)],
        [Piece("The prefect said:"), CAMP],
    ),
    "the region": ([replace(CAMP, region=Region.ASIDE)], [CAMP]),
    "the kind": ([replace(CAMP, kind=BlockKind.HEADING)], [CAMP]),
    "a footnote mark": ([Piece("12 dogs were found.", marked=True)], [Piece("12 dogs were found.")]),
    "a header of the column": ([in_table("3", "", column="Beds")], [in_table("3", "", column="Tents")]),
    "a header of the row": ([in_table("3", "", row="Beds")], [in_table("3", "", row="Tents")]),
    "a caption": ([in_table("3", "Beds in use")], [in_table("3", "Tents in use")]),
    "whether a cell heads others": ([in_table("412", "", header=True)], [in_table("412", "")]),
}


@pytest.mark.parametrize("name", DEPENDENCIES)
def test_a_block_is_read_again_when_what_it_looks_at_changes(name: str) -> None:
    before, after = (text(made, "en", None) for made in DEPENDENCIES[name])
    old, afresh = reading(before), figures.find(after)
    assert replace(old.figures[-1], start=0, end=0, sentence_start=0, block=0) != replace(
        afresh[0][-1], start=0, end=0, sentence_start=0, block=0
    )
    assert figures.find(after, earlier=old) == afresh


def test_the_days_of_times_follow_the_day_of_the_page() -> None:
    made = [Piece("He counted 12 beds last year.")]
    (figure,), _ = figures.find(text(made, "en", "2021-01-04"), earlier=reading(text(made, "en", "2020-03-05")))
    assert figure.since == date(2020, 1, 1)


def test_a_figure_that_keeps_its_place_may_be_in_another_block() -> None:
    old = text([Piece("ab cd"), QUIET, CAMP], "en", None)
    new = text([Piece("ab"), Piece("cd"), QUIET, CAMP], "en", None)
    (before,), (after,) = figures.find(old)[0], figures.find(new, earlier=reading(old))[0]
    assert (before.start, before.block, after.block) == (after.start, 2, 3)


def test_nothing_is_carried_over_from_another_language() -> None:
    old, new = text([Piece("1,234 dogs")], "en", None), text([Piece("1,234 dogs")], "fr", None)
    assert figures.find(new, earlier=reading(old)) == figures.find(new) != figures.find(old)


def test_what_stands_is_not_read_again() -> None:
    closed = Piece("It closed in 1998.")
    old = reading(text([QUIET, CAMP, closed], "en", None))
    new = text([closed, QUIET, CAMP, QUIET, Piece("The town has 12 buses.")], "en", None)
    marked = replace(
        old,
        figures=tuple(replace(figure, agent="seen before") for figure in old.figures),
        dropped=tuple(replace(number, why="seen before") for number in old.dropped),
    )
    kept, dropped = figures.find(new, earlier=marked)
    assert [(figure.surface, figure.agent) for figure in kept] == [("7,000", "seen before"), ("12", None)]
    assert [(number.surface, number.start, number.why) for number in dropped] == [("1998", 13, "seen before")]


@settings(max_examples=150)
@given(st.data(), st.sampled_from(sorted(WORDS)), st.sampled_from((None, "The ministry")))
def test_reading_on_finds_what_reading_afresh_finds(data: st.DataObject, language: str, speaker: str | None) -> None:
    made = data.draw(st.lists(pieces(language), min_size=1, max_size=12))
    old = text(made, language, data.draw(st.sampled_from(DAYS)))
    now = data.draw(st.sampled_from((language, language, language, "en", "und")))
    new = text(
        data.draw(edited(made, language)), now, data.draw(st.sampled_from(DAYS)), data.draw(st.sampled_from("\n\t"))
    )
    afresh = figures.find(new, speaker=speaker)
    on = figures.find(new, speaker=speaker, earlier=reading(old, speaker))
    assert repr(on) == repr(afresh)  # equal Decimals may be written otherwise
    assert on == afresh
