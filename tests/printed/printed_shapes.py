"""What is printed as JSON, shape by shape: docs/schema/printed-1.json is made of these, and every line is held to them.

Within a version a key is added here, with a line that says what it is, and never taken away. Then:
``pytest tests/printed --rewrite-golden`` writes the schema anew, and docs/reports.md names the key.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import models_json_schema

from monitor.deliver import Reason
from monitor.doctor.observation import Level
from monitor.model import (
    Became,
    BlockKind,
    ChangeKind,
    DeliveryState,
    Direction,
    Outcome,
    Quantifier,
    Role,
    Topic,
    Where,
)  # fmt: skip
from monitor.model.reviews import Standing, Verb

VERSION = 1
Number = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="A decimal number in plain digits.")]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", description="ISO 8601 in UTC.")]
Local = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$", description="ISO 8601.")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", description="An ISO 8601 date.")]
Series = Annotated[str, Field(pattern=r"^s\d+$", description="A series of a page.")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 in hexadecimal.")]


class Shape(BaseModel):
    """An object with exactly these keys."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Alone(Shape):
    """An object that stands by itself, and so has a version."""

    version: Literal[1]


# -- figures ----------------------------------------------------------------------------------------------------------


class Marked(Shape):
    """A sentence in three parts."""

    before: str
    number: str
    after: str


class FigureKeys(Shape):
    """What is said of a figure."""

    value: Number | None = Field(description="Null for a range and for what has no number, such as dozens.")
    low: Number | None = Field(description="The lower end of a range.")
    high: Number | None = Field(description="The upper end of a range.")
    surface: str = Field(description="As the page writes it.")
    start: int = Field(description="Where it begins, in characters of the document's text.")
    end: int
    sentence: str
    counts: str = Field(description="What it counts, in the page's words.")
    head: str = Field(description="The noun of what it counts.")
    unit: str | None = Field(description="%, a currency code or the symbol of a unit.")
    unit_name: str | None
    quantifier: Quantifier = Field(description="How it is hedged.")
    role: Role
    direction: Direction | None = Field(description="Of a change.")
    time: str | None = Field(description="The time it speaks of, as written.")
    since: Day | None
    until: Day | None
    agent: str | None = Field(description="Who does what is counted.")
    attribution: str | None = Field(description="Who is said to state it.")
    where: Where
    headers: list[str] = Field(description="Of a table's cell, or the lead-in of a list's item.")
    main: bool = Field(description="False in navigation, footers and the like.")
    written: str = Field(description="As the page writes it, with its hedge.")
    marked: Marked
    folded: bool = Field(default=False, description="It shows on a click: in a closed part of the page. Else left out.")


class Figure(FigureKeys):
    """One numeric claim."""

    page: int = Field(default=0, description="Of a PDF alone: the page of the file on which it stands, from 1.")


class Dropped(Shape):
    """A number that is no figure."""

    value: Number | None
    surface: str
    start: int
    end: int
    why: str


class Explained(Alone):
    """A document and its numbers: `monitor explain --json`."""

    document: str
    language: str
    title: str | None
    published: str | None
    updated: str | None
    notes: list[str]
    engine: str
    figures: list[Figure]
    dropped: list[Dropped]


class Stated(FigureKeys, Alone):
    """A figure as a page stated it: `monitor figures --json`, `history --json`, and their exports."""

    page: str
    on_page: int = Field(default=0, description="Of a PDF alone: the page of the file on which it stands, from 1.")
    series: Series
    label: str = Field(description="What you call the series, else what it counts.")
    until: Moment | None = Field(description="When a version was captured that states it no longer.")
    captured_at: Moment
    file: str
    sha256: Digest


class Offered(Shape):
    """What a page offers to be followed."""

    kind: Literal["feed", "listing", "sitemap", "latest", "documents", "attachment", "changes"]
    url: str | None
    title: str
    entries: int | None = Field(description="How many it names now, where that is known.")
    links: str = Field(description="What `links` of the source would say.")
    followed_by: str | None = Field(description="The page that is followed at this address already.")
    command: str | None = Field(description="The command line that follows it; null where that is done.")


class Discovered(Alone):
    """A page and what it offers: `monitor discover --json`."""

    url: str
    final_url: str = Field(description="Where redirects led.")
    offers: list[Offered]


class Said(Alone):
    """What you have said of a series: `monitor series list --json`."""

    page: str
    series: Series
    label: str
    counts: str
    name: str | None
    ignored: bool
    merged_into: Series | None


# -- changes ----------------------------------------------------------------------------------------------------------


class ChangeKeys(Shape):
    """What became of a series."""

    kind: ChangeKind
    series: Series
    counts: str = Field(description="What it counts, in the page's words.")
    label: str = Field(description="What you call the series, else what it counts.")
    difference: Number | None
    relative: Number | None = Field(description="The difference as a fraction of the old value.")
    within_rounding: bool
    silent: bool | None = Field(description="The page's own date of update did not move; null: it shows none.")
    redefined: bool
    told: bool
    rule: str = Field(description="The rule of telling that decided it.")
    table: int | None
    group: str | None = Field(description="One key for the findings that are told as one.")
    echo: Series | None = Field(description="The series of the change that this one repeats.")


class Change(ChangeKeys):
    """What became of a series between two versions."""

    old: Figure | None
    new: Figure | None


class Capture(Shape):
    """What proves one side of a finding."""

    captured_at: Moment
    local: Local
    sha256: Digest | None
    file: str | None
    removed_at: Moment | None = Field(description="When retention removed the bytes.")


class Finding(Change):
    """A change as reports tell it."""

    id: str | None = Field(description="What the ledger calls it: c123.")
    permalink: str | None = Field(
        default=None, description="Where it is reviewed, where `web: base_url` is set. Else left out."
    )
    page: str
    page_title: str
    url: str | None
    check: int
    happened: str
    statement: str
    page_updated: str | None
    doubts: list[str]
    echo_of: Series | None
    before_url: str | None
    before: Capture | None
    after: Capture | None
    quote: str
    lost: list[str]


class Compared(Alone):
    """Two documents as versions of one page: `monitor compare --json`."""

    old: str
    new: str
    changes: list[Change]


class Checked(Alone):
    """What a check came to: `monitor check --json`."""

    page: str
    url: str
    outcome: Outcome
    reason: str | None
    detail: str | None
    advice: str | None
    checked_at: Moment
    next_check_at: Moment
    figures: int | None
    changes: list[Change]


class Recorded(ChangeKeys, Alone):
    """A change as a row: `monitor export changes --format jsonl`."""

    page: str
    found_at: Moment
    old_value: Number | None
    new_value: Number | None
    unit: str | None
    old_sentence: str | None
    new_sentence: str | None


# -- indicators -------------------------------------------------------------------------------------------------------


class Statement(FigureKeys):
    """What a speaker stated of an indicator."""

    indicator: str
    page: str
    on_page: int = Field(default=0, description="Of a PDF alone: the page of the file on which it stands, from 1.")
    page_title: str
    series: Series
    speaker: str
    said_on: Day | None
    captured_at: Moment
    stands: bool


class Side(Statement):
    """One side of a disagreement."""

    figure: Figure


class Disagreement(Shape):
    """Two speakers who state one indicator differently."""

    indicator: str
    name: str
    one: Side
    other: Side
    gap: Number
    relative: Number | None
    since: Moment
    history: list[tuple[Moment, Number]]


class Indicator(Alone):
    """What all pages say of one indicator: `monitor indicators --json`."""

    indicator: str
    latest: list[Statement]
    disagreements: list[Disagreement]
    stale: list[str]
    history: list[Statement]


class Suggested(Alone):
    """An indicator worth naming: `monitor indicators suggest --json`."""

    id: str
    words: list[str]
    near: list[str]
    unit: str | None


class ExportedStatement(Statement, Alone):
    """A statement as a row: `monitor export indicators --format jsonl`."""

    latest: bool


# -- reviews ----------------------------------------------------------------------------------------------------------


FindingName = Annotated[str, Field(pattern=r"^c\d+$", description="A finding, as the ledger calls it.")]


class Reviewed(Alone):
    """A finding and what stands of it: `monitor review list --json`."""

    finding: FindingName
    page: str
    series: Series
    found_at: Moment
    statement: str
    standing: Standing
    person: str | None = Field(description="Who said so last; null when nobody did.")
    said_at: Moment | None
    reason: str | None = Field(description="Why it was dismissed.")
    labels: list[str]
    notes: int
    last_action: int | None = Field(description="The newest action on it, undone or not.")


class Action(Alone):
    """What somebody said: `monitor review confirm --json` and the like, and `monitor review log --json`."""

    action: int
    said_at: Moment
    person: str
    verb: Verb
    findings: list[FindingName]
    page: str | None = Field(description="Null when the findings are of several pages.")
    series: Series | None
    into: Series | None = Field(description="The series that it is.")
    text: str | None = Field(description="The reason, the note, the label or the name.")
    undoes: int | None
    undone_by: int | None


class Correction(Shape):
    """What was read of a number."""

    surface: str
    nth: int = Field(description="Which occurrence of that string it is in the visible text of `html`, from 1.")
    read: str = Field(description="What it was read to count.")
    sentence: str


class Relabelled(Correction):
    """A figure with the label that a person gives it; the rest is as it was read."""

    value: Number | None
    low: Number | None
    high: Number | None
    labels: list[str]
    head: list[str]
    unit: str | None
    quantifier: Quantifier
    role: Role
    direction: Direction | None
    speaker: str | None
    inherited: bool


class Refused(Correction):
    """A number that is no figure."""

    why: str


class OtherFigure(Shape):
    """The figure that another is."""

    surface: str
    sentence: str
    counts: str


class SameFigure(Correction):
    """A figure that is another one."""

    is_: OtherFigure | None = Field(alias="is")


class Dismissed(Correction):
    """A finding that is not worth telling."""

    why: str
    kind: ChangeKind
    before: str | None = Field(description="What stood there before.")


class Corrected(Alone):
    """What people corrected in a version of a page: `monitor export corrections --format jsonl`."""

    id: str
    page: str
    captured_at: Moment
    sha256: Digest
    language: str
    html: str = Field(description="The blocks of the page in which corrected figures stand.")
    figures: list[Relabelled]
    refused: list[Refused]
    same: list[SameFigure]
    dismissed: list[Dismissed]


# -- pages ------------------------------------------------------------------------------------------------------------


class PageKeys(Shape):
    """How a page is doing."""

    id: str
    url: str | None
    state: str
    since: Moment | None
    reason: str
    advice: str
    last_ok_at: Moment | None
    next_check_at: Moment | None
    figures: int
    found_by: str | None
    config_stale_since: Moment | None


class Page(PageKeys):
    """How a page is doing, in a report."""


class Status(PageKeys, Alone):
    """How a page is doing: `monitor status --json`."""


class Listed(Alone):
    """A page as it is configured: `monitor list --json`."""

    id: str
    url: str
    found_by: str | None
    follow: str | None
    every: str
    schedule: str
    cron: list[str]
    hours: list[str]
    days: list[str]
    time_zone: str
    tags: list[str]
    enabled: bool
    select: str | None
    ignore: list[str]
    must_contain: str | None
    only: list[str]
    language: str | None
    speaker: str | None
    allow_private: bool
    ignore_robots: bool
    conditional: bool
    render: str | None
    note: str | None


class ConfiguredKey(Shape):
    """A key of a page, and where its value comes from."""

    key: str
    value: str
    by: str
    file: str | None
    line: int | None


class ExplainedPage(Alone):
    """What holds for a page, where it comes from, and when it is checked: `monitor config explain PAGE --json`."""

    id: str
    found_by: str | None
    keys: list[ConfiguredKey]
    schedule: str
    longest_wait_seconds: float
    next: list[str]


class Snapshot(Alone):
    """A capture that was kept: `monitor export snapshots --format jsonl`."""

    page: str
    number: int
    kind: Literal["version", "evidence"]
    captured_at: Moment
    url: str
    final_url: str
    status: int
    title: str
    size: int
    file: str
    sha256: Digest
    removed_at: Moment | None


# -- reports ----------------------------------------------------------------------------------------------------------


class Notice(Shape):
    """What happened to a page besides its figures."""

    page: str
    what: Literal["trouble", "restamped"]
    since: Moment
    until: Moment | None
    reason: str | None
    detail: str | None
    checks: int
    statement: str


Words = list[tuple[Literal[-1, 0, 1], str]]


class LineDiff(Shape):
    """What became of a line of a text."""

    became: Became
    kind: BlockKind
    old: int | None = Field(description="Which line of the old text it was, from 1; null when it is new.")
    new: int | None = Field(description="Which line of the new text it is; null when it is gone.")
    old_under: str = Field(description="The heading above it in the old text.")
    new_under: str
    cells: list[Words] | None = Field(description="Of a table's row.")


class TextDiff(Shape):
    """What changed in the main part of a page's text."""

    page: str
    before_at: Moment
    after_at: Moment
    lines: list[Words] = Field(description="Each line in pieces: -1 gone, 0 kept, 1 new.")
    blocks: list[LineDiff] = Field(description="One for each of the lines.")
    outside: int = Field(description="How many lines changed elsewhere on the page.")
    is_cut: bool = Field(description="Only what the texts begin with was compared.")


class Version(Shape):
    """One of two snapshots that are compared."""

    number: int
    captured_at: Moment
    file: str
    sha256: Digest
    is_evidence: bool = Field(description="An answer that was not believed.")


class Counts(Shape):
    """How many lines became what."""

    kept: int
    changed: int
    moved: int
    gone: int
    new: int


class PageDiff(Alone):
    """What differs between two snapshots of a page: `monitor diff --format json`."""

    page: str
    page_title: str
    url: str | None
    made_at: Moment
    from_: Version = Field(alias="from")
    to: Version
    figures: str = Field(description="How many figures changed, in a sentence.")
    statements: list[str] = Field(description="What is told of them, a sentence each.")
    changes: list[Change]
    text: str = Field(description="What became of the text, in a sentence.")
    counts: Counts
    diff: TextDiff


class Piece(Shape):
    """A run of a sentence."""

    sign: Literal[-1, 0, 1] = Field(description="-1 gone, 0 kept, 1 new.")
    text: str
    figure: bool = Field(description="Whether it is the number of a figure that is told.")


class Sentences(Shape):
    """A sentence before and now; a list is empty where there was none."""

    before: list[Piece]
    now: list[Piece]
    merged: list[Piece] = Field(description="Both in one, where they are much alike.")


class Entry(Shape):
    """What a report shows as one: a pair of sentences, a table, or a section that came or went."""

    entry: str = Field(pattern="^[0-9a-f]{16}$", description="Its name in every report and feed that holds it.")
    number: int
    shape: Literal["sentence", "table", "section"]
    page: str
    language: str | None
    findings: list[int] = Field(description="Places in the report's findings.")
    echoes: list[int] = Field(description="Places of the findings that say the same elsewhere on the page.")
    title: str
    statements: list[str]
    sentences: list[Sentences]
    facts: list[str]
    doubts: list[str]
    silent: bool
    last_values: dict[str, list[tuple[Moment, Number]]] = Field(description="By series, oldest first.")


class Report(Alone):
    """A report: `monitor report --format json`."""

    title: str
    made_at: Moment
    since: Moment | None
    until: Moment | None
    time_zone: str
    health: str
    findings: list[Finding]
    entries: list[Entry]
    disagreements: list[Disagreement]
    notices: list[Notice]
    config_stale_since: Moment | None
    pages: list[Page]
    text_diffs: list[TextDiff]
    seal: Digest | None
    notes: list[str]


# -- the installation -------------------------------------------------------------------------------------------------


class Owed(Alone):
    """A report that has not been sent: `monitor notify list --json`."""

    channel: str
    key: str
    topic: Topic
    page: str | None
    check: int | None
    findings: int
    message: str | None
    state: DeliveryState
    owed_at: Moment
    give_up_at: Moment | None
    attempts: int
    next_attempt_at: Moment | None
    waits_for: Reason | None
    reason: str


class Flaw(Shape):
    """One thing that is not as it should be; keys without a value are left out."""

    kind: str
    what: str
    detail: str
    advice: str
    page_id: str = ""
    digest: str = ""


class Covered(Shape):
    """What the ledger held when a seal was made."""

    snapshots: int
    pages: int
    until: Moment | None = Field(description="When the last of them was captured; null when nothing had been.")


class Verified(Alone):
    """What verifying came to: `monitor verify --json`."""

    pages: int
    snapshots: int
    changes: int
    timestamps: int = Field(description="Of authorities for trusted time, on snapshots.")
    removed: int
    seal: Digest | None
    adopted: list[str]
    repaired: list[str]
    flaws: list[Flaw]
    covered: Covered | None = Field(
        None, description="With --seal alone; null: of no state that the ledger has been in."
    )


class Looked(Alone):
    """A thing that was looked at: `monitor doctor --json`."""

    about: str = Field(description="The subject, a word: python, clock, disk, ledger ...")
    level: Level = Field(description="note: it works, and should be seen to.")
    found: str
    advice: str | None = Field(description="What to do, one sentence.")
    command: str | None = Field(description="That cures it, or tells more, to be pasted into a shell.")


class Evidence(Alone):
    """A pack of evidence that was written: `monitor evidence --json`."""

    output: str = Field(description="The zip, or the folder.")
    sha256: Digest | None = Field(description="Of the zip.")
    sha256sums: Digest = Field(description="Of its SHA256SUMS: to be handed over by another way.")
    seal: Digest
    files: list[str]
    flaws: list[str] = Field(description="What it lacks, one sentence each.")


class Pruned(Alone):
    """What retention removed of a page: `monitor prune --json`."""

    page: str
    files: list[str]
    bytes: int
    dry_run: bool


class Language(Alone):
    """A language that is read in full: `monitor languages --json`."""

    language: str
    lacks: list[str]


class Problem(Shape):
    """A mistake in the configuration, or what works and should still be seen to."""

    file: str
    line: int | None
    message: str


class Configuration(Alone):
    """Whether the configuration can be used: `monitor config check --json`; counts are null when it cannot."""

    valid: bool
    problems: list[Problem]
    warnings: list[Problem]
    pages: int | None
    enabled: int | None
    indicators: int | None


class SignInLink(Alone):
    """A link that signs somebody in to the review page: `monitor web link --json`."""

    name: str = Field(description="Whom it signs in.")
    address: str = Field(description="A secret.")
    may_act: bool = Field(description="False: it lets them read.")
    once: bool = Field(description="It is used up by signing in.")
    ends_at: Moment


class Person(Alone):
    """Who may use the review page: `monitor web people --json`."""

    name: str
    may_act: bool = Field(description="False: they may only read.")
    password: bool = Field(description="They have one.")
    open_links: int
    ends_at: Moment | None = Field(description="When a reader's link ends.")


PRINTED: dict[str, type[Alone]] = {
    "discover": Discovered,
    "check": Checked,
    "status": Status,
    "list": Listed,
    "report": Report,
    "diff": PageDiff,
    "figures": Stated,
    "history": Stated,
    "review list": Reviewed,
    "review log": Action,
    "review confirm": Action,
    "review dismiss": Action,
    "review reopen": Action,
    "review note": Action,
    "review label": Action,
    "review not-a-figure": Action,
    "review undo": Action,
    "series list": Said,
    "indicators": Indicator,
    "indicators suggest": Suggested,
    "explain": Explained,
    "compare": Compared,
    "export figures": Stated,
    "export history": Stated,
    "export changes": Recorded,
    "export indicators": ExportedStatement,
    "export snapshots": Snapshot,
    "export corrections": Corrected,
    "notify list": Owed,
    "verify": Verified,
    "web link": SignInLink,
    "web people": Person,
    "doctor": Looked,
    "evidence": Evidence,
    "prune": Pruned,
    "languages": Language,
    "config explain": ExplainedPage,
    "config check": Configuration,
}
"""Every command that prints JSON, and the shape of an object that it prints."""


def read(command: str, printed: str) -> Alone:
    """Return what *command* printed, one JSON object, if it has the shape that it should.

    Raises:
        pydantic.ValidationError: it has not.
    """
    return TypeAdapter(PRINTED[command]).validate_json(printed)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of everything that is printed; readers must bear with keys that are added."""
    shapes = list(dict.fromkeys(PRINTED.values()))
    definitions = models_of([*shapes], "#/$defs/{model}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What monitor prints as JSON, version {VERSION}",
        "description": "Keys are added within a version, never renamed, removed or given another meaning.",
        "anyOf": [{"$ref": f"#/$defs/{shape.__name__}"} for shape in shapes],
        "x-commands": {command: f"#/$defs/{shape.__name__}" for command, shape in PRINTED.items()},
        "$defs": {name: opened(one) for name, one in definitions.items()},
    }


def models_of(shapes: list[type[BaseModel]], template: str = "#/components/schemas/{model}") -> dict[str, Any]:
    """Return the JSON Schemas of *shapes* and of all that they are made of, by name; *template* refers to each."""
    wanted = [(shape, "validation") for shape in dict.fromkeys(shapes)]
    _, definitions = models_json_schema(wanted, ref_template=template)  # type: ignore[arg-type]
    return dict(definitions["$defs"])


def opened(value: Any) -> Any:
    """Return a part of a schema without the titles that only repeat its keys, open to keys that are added."""
    if isinstance(value, dict):
        told = {key: one for key, one in value.items() if key != "additionalProperties"}
        return {key: opened(one) for key, one in told.items() if key != "title" or not isinstance(one, str)}
    return [opened(one) for one in value] if isinstance(value, list) else value
