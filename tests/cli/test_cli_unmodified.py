"""A server that says "not modified" whatever is true: the weekly whole fetch finds what it hid."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]


class Lying:
    """A page that counts people, and answers every condition with 304."""

    people = 7_000

    def __call__(self, asked: Asked) -> list[Step]:
        if "if-none-match" in asked.headers:
            return page(b"", "304 Not Modified", 'ETag: "1"')
        body = f"<html lang=en><title>Camp</title><p>There are {self.people:,} people in the camp.</p></html>"
        return page(body.encode(), "200 OK", f'ETag: "{self.people}"')


def test_a_change_that_304_hid_is_found_and_the_validators_are_sent_no_more(run: Run, home_of_cli: Path) -> None:
    lying = Lying()
    with Site(lying) as site:
        (home_of_cli / "config" / "pages.yaml").write_text(
            f"pages: [{{id: uk, url: '{site.url}', allow_private: true}}]\n"
        )
        assert run("check")[0] == 0
        lying.people = 7_500
        for _ in range(3):
            assert "uk: unchanged" in run("check")[1]
        ledger = sqlite3.connect(home_of_cli / "snapshots" / "monitor.db", isolation_level=None)
        ledger.execute("UPDATE pages SET full_fetch_at = '2020-01-01T00:00:00.000000Z'")
        ledger.close()
        status, said, _ = run("check")
        assert (status, "rose from 7,000 to 7,500" in said) == (0, True)
        assert "uk: 1 change. The server had said that nothing had changed; from now on the page is fetched" in said
        lying.people = 8_000
        assert "rose from 7,500 to 8,000" in run("check")[1]
        assert json.loads(run("status", "--json")[1])["state"] == "ok"
