"""What commands say of pages that are gone, of many pages together, and of one that is due at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def test_status_ends_with_how_the_pages_are_doing_together(run: Run, site: Site, home_of_cli: Path) -> None:
    for name, path in (("ministry", "statement"), ("harbour", "communique")):
        run("add", f"{site.address}/{path}", "--allow-private", "--id", name)
    assert run("status")[1].splitlines()[-2:] == ["", "2 pages: 2 not checked yet."]  # by the configuration
    run("check")
    assert run("status")[1].splitlines()[-2:] == ["", "2 pages: 2 well."]  # by the ledger
    assert len(run("status", "ministry")[1].splitlines()) == 1
    assert len(run("status", "--json")[1].splitlines()) == 2


def test_a_page_that_is_followed_no_longer_has_its_history(run: Run, site: Site, home_of_cli: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("add", f"{site.address}/communique", "--allow-private", "--id", "harbour")
    run("check")
    run("remove", "harbour")
    run("check")
    for words in ("status", "figures", "report", "list", "check", "pause"):
        status, _, said = run(words, "harbour")
        assert (status, "'harbour' is followed no longer. What it stated: monitor history harbour" in said) == (2, True)
    assert run("history", "harbour")[1] != ""


def test_the_next_checks_are_told_apart_and_one_that_is_due_is_at_once(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config" / "pages.yaml").write_text("""pages:
  - {id: quick, url: 'https://a.example/', every: 20s}
  - {id: slow, url: 'https://b.example/', every: 6h, days: mon}
""")
    quick, slow = (run("config", "explain", page)[1].splitlines()[-5:] for page in ("quick", "slow"))
    assert len(set(quick)) == 5
    assert [line.endswith(", at once") for line in (*quick, *slow)] == [True, *[False] * 4] * 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--every", "1h", "--cron", "*/5 * * * *"), "`cron` and `every` both say how often; keep one of them"),
        (("--cron", "0 3 * * *", "--hours", "8-18"), "`cron`: none of its times lies in the `hours` and `days`"),
    ],
)
def test_a_schedule_that_contradicts_itself_is_not_added(
    run: Run, site: Site, home_of_cli: Path, options: tuple[str, ...], said: str
) -> None:
    pages = home_of_cli / "config" / "pages.yaml"
    before = pages.read_bytes()
    status, _, err = run("add", f"{site.address}/statement", "--allow-private", *options)
    assert (status, said in err, pages.read_bytes()) == (1, True, before)


def test_a_page_that_was_never_checked_is_not_paused_and_what_to_do_is_said(
    run: Run, site: Site, home_of_cli: Path
) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    status, _, said = run("pause", "ministry")
    assert (status, "Check it first: monitor check ministry" in said, "monitor disable ministry" in said) == (
        1, True, True
    )  # fmt: skip
