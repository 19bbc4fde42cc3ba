"""A check that finds nothing new imports nothing that only news need: most of its time would go there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]

OF_READING = {
    "monitor.examine", "monitor.extract", "monitor.figures", "monitor.compare", "monitor.sources", "monitor.language",
    "monitor.worker_reading", "lxml", "feedparser", "rapidfuzz", "diff_match_patch", "pypdfium2", "cssselect",
}  # fmt: skip
OF_NEWS = OF_READING | {
    "monitor.worker_pool", "monitor.worker_process", "multiprocessing", "asyncio",  # processes that read
    "monitor.report.wording", "monitor.report.views", "jinja2", "rich",  # reports
    "monitor.deliver", "monitor.messages", "monitor.notify", "monitor.couriers", "monitor.stamping",  # channels
    "monitor.cli.running", "monitor.service", "apscheduler", "structlog",  # the service
    "deflate",  # snapshots
}  # fmt: skip
OF_TELLING = {
    "monitor.compare", "monitor.sources", "monitor.worker_pool", "monitor.worker_process", "monitor.messages",
    "monitor.report.atom", "monitor.stamping", "deflate",
}  # fmt: skip
OF_A_CLUSTER = {"monitor.cluster", "distributed", "dask"}
OF_CONFIGURING = {"cssselect", "lxml.etree", "rapidfuzz.process", "rapidfuzz.distance.OSA", "apscheduler.triggers.cron"}
CHECK = """if True:
    import json, sys
    from contextlib import suppress
    from monitor.cli import main
    with suppress(SystemExit):
        main(["--home", sys.argv[1], "check"])
    after_check = sorted(sys.modules)
    import monitor.worker_pool
    with_workers = sorted(sys.modules)
    from monitor.cli.running import have_at_hand
    have_at_hand()
    print(json.dumps([after_check, with_workers, sorted(sys.modules)]))
"""


def standing(asked: Asked) -> list[Step]:
    if "if-none-match" in asked.headers:
        return page(b"", "304 Not Modified", 'ETag: "1"')
    return page(
        b"<html lang=en><title>Camp</title><p>There are 7,000 people in the camp.</p></html>", "200 OK", 'ETag: "1"'
    )


def test_a_check_without_news_imports_no_reader_and_nobody_who_tells(run: Run, home_of_cli: Path) -> None:
    with Site(standing) as site:
        (home_of_cli / "config" / "pages.yaml").write_text(
            f"pages: [{{id: uk, url: '{site.url}', allow_private: true}}]\n"
        )
        with (home_of_cli / "config" / "monitor.yaml").open("a") as file:
            file.write("channels: [{name: desk, feed: desk.xml}]\n")
        assert run("check")[0] == 0
        done = subprocess.run(
            [sys.executable, "-c", CHECK, str(home_of_cli)], check=True, capture_output=True, text=True
        )  # fmt: skip
    *said, modules = done.stdout.splitlines()
    assert "uk: unchanged" in said
    after_check, with_workers, of_service = json.loads(modules)
    assert OF_NEWS.intersection(after_check) == set()
    assert OF_READING.intersection(with_workers) == set(), (
        "the process that fetches hands documents over, and reads none"
    )
    assert OF_A_CLUSTER.intersection(of_service) == set(), "no home needs it but those that name one"
    assert OF_TELLING.issubset(of_service), "a service does not wait for news to import what tells of them"
    assert OF_CONFIGURING.issubset(of_service), "nor for another configuration to import what reads it"


def test_changes_are_told_without_a_language() -> None:
    script = "import sys, monitor.cli.checking, monitor.report.entries, monitor.report.values\n"
    script += "print([name for name in sys.modules if name.startswith('monitor.language')])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n", "the words of reports are English, and loading all that is known of it takes 60 ms"
