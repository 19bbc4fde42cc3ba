"""A home in which everything has happened that is printed: changes, troubles, statements; things owed, and said."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from empty_ledger import make_ledger
from report_fakes import everything
from store_world import CONSENT, DAY, NOW, camp, examined, page, word

from monitor.model import Channel, Indicator
from monitor.model.reviews import Act, Verb
from monitor.report import Report
from monitor.restatements import define
from monitor.routing import routed
from monitor.store import Store

PAGES = (page("uk"), page("fr", speaker="the ministry"))
INDICATORS = (Indicator(id="camp", name="People in the camp", words=("people",), near=("camp",)),)
CONFIG = {
    "pages": """pages:
  - {id: uk, url: "https://uk.example/"}
  - {id: fr, url: "https://fr.example/", speaker: the ministry, keep: 1d}
""",
    "indicators": "indicators: [{id: camp, name: People in the camp, words: [people], near: [camp]}]\n",
    "monitor": "contact: me@example.org\nchannels: [{name: log, file: nowhere/told.jsonl}]\n",
}
FOUND, LABELLED = 1, 4  # a finding, and the action that labels it
LOG = Channel(name="log", kind="file", target="told.jsonl")
SAYINGS = (("6,000", "7,000"), ("7,500", "7,000"), ("around 8,000", "9,000"))  # of the two pages, day by day


def everything_reported() -> Report:
    """Return a report with one finding of every sort."""
    return everything()


def lived_in(home: Path) -> Path:
    """Make *home* one in which everything has happened; return it."""
    (home / "config").mkdir()
    for name, text in CONFIG.items():
        (home / "config" / f"{name}.yaml").write_text(text)
    (home / "old.txt").write_text("In March 2020, 4,812 people reached Norhaven.")
    (home / "new.txt").write_text("In March 2020, around 5,107 people reached Norhaven.")
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync(PAGES, NOW)
        define(store, PAGES, INDICATORS)
        for days, said in enumerate(SAYINGS):
            for one, people in zip(PAGES, said, strict=True):
                result = examined(store, one, camp(people), NOW + days * DAY, indicators=INDICATORS)
                store.record([routed(result, [LOG])])
        for days in (3, 4, 5):
            store.record([examined(store, PAGES[0], CONSENT.encode(), NOW + days * DAY)])
        word(store, "uk", Verb.RENAME, 1, "those in the camp")
        word(store, "uk", Verb.SAME, 2, into=1)
        word(store, "fr", Verb.NOT_A_FIGURE, 2)
        for verb, text in ((Verb.LABEL, "urgent"), (Verb.DISMISS, "a typing error")):
            store.act(Act(verb=verb, person="Anna", key=text, findings=(FOUND,), text=text), NOW)
    return home
