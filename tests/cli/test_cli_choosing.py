"""Pages are named one by one, or by a tag that they have: every verb that takes pages takes both."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from monitor.cli import COMMANDS, Verbs
from monitor.cli.choosing import Choice
from monitor.cli.demo.site import Site
from monitor.config import Config
from monitor.model import Page

Run = Callable[..., tuple[int, str, str]]
PAGES = {
    "association": ("blog/we-counted", "other"),
    "ministry": ("statement", "state"),
    "office": ("communique", "state"),
}
TAKING_NONE = frozenset({
    "init", "add", "discover", "config", "run", "notify", "verify", "backup", "restore", "demo", "review", "series",
    "indicators", "explain", "compare", "languages", "diff", "evidence", "edit", "web", "doctor",
})  # fmt: skip
"""Verbs that take no pages, or one alone."""

CONFIG = Config(
    home=Path("home"),
    pages=tuple(Page(id=name, url=f"https://{name}.example/", tags=(tag,)) for name, (_, tag) in PAGES.items()),
)


def test_every_verb_that_takes_pages_takes_tags() -> None:
    context = click.Context(click.Command("monitor"))
    for verb in COMMANDS.keys() - TAKING_NONE:
        command = Verbs().get_command(context, verb)
        assert command is not None
        assert {"pages", "tags"} <= {one.name for one in command.params}, verb


CHOICES = [
    ((), (), ["association", "ministry", "office"]),
    (("office",), (), ["office"]),
    (("office", "association"), (), ["association", "office"]),
    ((), ("state",), ["ministry", "office"]),
    ((), ("state", "other"), ["association", "ministry", "office"]),
    (("association", "ministry"), ("state",), ["association", "ministry", "office"]),
]


@pytest.mark.parametrize(("names", "tags", "chosen"), CHOICES)
def test_pages_are_those_named_and_those_of_a_tag(
    names: tuple[str, ...], tags: tuple[str, ...], chosen: list[str]
) -> None:
    choice = Choice(names=names, tags=tags)
    assert [page.id for page in choice.pages(CONFIG)] == chosen
    assert choice.ids(CONFIG) == (tuple(chosen) if names or tags else ())


UNKNOWN = [
    (Choice(names=("minstry",)), "There is no page 'minstry'. Did you mean 'ministry'?"),
    (Choice(names=("x",)), "There is no page 'x'. `monitor list` shows the pages."),
    (Choice(tags=("stat",)), "There is no tag 'stat'. Did you mean 'state'?"),
    (Choice(tags=("x",)), "There is no tag 'x'. There are: other, state."),
]


@pytest.mark.parametrize(("choice", "said"), UNKNOWN)
def test_what_is_not_there_is_told_with_what_is_near(choice: Choice, said: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        choice.ids(CONFIG)
    assert caught.value.message == said


def test_without_any_tag_that_is_said() -> None:
    with pytest.raises(click.UsageError, match="No page has any"):
        Choice(tags=("x",)).ids(Config(home=Path("home")))


@pytest.fixture
def pages(run: Run, site: Site, home_of_cli: Path) -> Path:
    """Follow three pages, two of them with one tag."""
    file = home_of_cli / "config" / "pages.yaml"
    lines = [
        f"  - {{id: {name}, url: '{site.address}/{path}', allow_private: true, tags: {tag}}}"
        for name, (path, tag) in PAGES.items()
    ]
    file.write_text("pages:\n" + "\n".join(lines) + "\n")
    return file


def _pages(printed: str) -> set[str]:
    return {one.get("page") or one["id"] for one in map(json.loads, printed.splitlines())}


ASKED = [
    "check --json", "list --json", "status --json", "figures --json", "history --json", "export figures --format jsonl",
    "export history --format jsonl", "export snapshots --format jsonl",
]  # fmt: skip


def test_a_tag_is_heeded_by_what_asks_and_by_what_acts(run: Run, pages: Path) -> None:
    run("check")
    for words in ASKED:
        status, printed, _ = run(*words.split(), "--tag", "state")
        assert (status, _pages(printed)) == (0, {"ministry", "office"}), words
    report = json.loads(run("report", "--tag", "other", "--format", "json")[1])
    assert [one["id"] for one in report["pages"]] == ["association"]
    assert run("disable", "--tag", "state")[1] == "ministry is disabled.\noffice is disabled.\n"
    assert run("history", "--tag", "stat")[0] == 2


def test_a_tag_undoes_neither_a_pause_nor_a_switch(run: Run, pages: Path) -> None:
    run("disable", "ministry")
    run("check")
    run("pause", "office")
    assert (
        run("check", "--tag", "state")[1].strip() == "No page is enabled and not paused. Add one with: monitor add URL"
    )
    assert _pages(run("check", "office", "--tag", "other", "--json")[1]) == {"office", "association"}


def test_of_a_tag_only_what_is_doubted_is_vouched_for(run: Run, site: Site, pages: Path) -> None:
    run("check")
    assert run("accept", "--tag", "state") == (0, "", "No page with this tag is doubted.\n")
    site.visit = 2  # the ministry is down for maintenance
    run("check")
    status, said, _ = run("accept", "--tag", "state")
    assert (status, said.count("is believed"), "of ministry" in said) == (0, 1, True)
