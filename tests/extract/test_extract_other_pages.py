"""Notices in place of a page are known by what they lack of it, in whatever words, within the site's frame or bare."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extract_fakes import fetched, markup

from monitor.extract import judge, read
from monitor.model import Suspicion, Text

PAGE = """<h1>Water in the northern reservoirs</h1><p>The four northern reservoirs hold 312 million litres, 14 less than
a week ago, the water company said on Monday.</p><p>Some 2,140 households on the moor are supplied by tanker, and
thirty-one farms have asked for help with their cattle.</p>"""
TITLE = "Northern reservoirs"
FRAME = "<nav><a href=/>Start</a> <a href=/news>News</a></nav>{}<footer>Moor Water, phone 01632 960 310</footer>"


def judged(body: str, title: str, *, before: str = PAGE, framed: bool = True) -> Suspicion | None:
    """Return what is thought of an answer after the page."""
    previous = _read(FRAME.format(before), TITLE)
    answer = FRAME.format(body) if framed else body
    return judge(fetched(markup(answer, head=f"<title>{title}</title>")), _read(answer, title), 2, previous)


def _read(body: str, title: str) -> Text:
    whole = fetched(markup(body, head=f"<title>{title}</title>")).body
    return read(whole, content_type="text/html; charset=utf-8")


NOTICES = [
    (
        "Gurvin",
        (
            "<h1>Gurvin oltrepas mendu</h1><p>Sarkat velin 24 ordano pirvessa, kolmen turvat ilmansa. "
            "Ostrega pulvin mardea sintole varuna.</p>"
        ),
    ),
    (
        "Hosting stopped",
        (
            "<h1>Your tariff has ended</h1><p>Pay invoice 20418 of 71.88 euros in your customer area, else "
            "all files will be erased within thirty days. Support answers on weekdays.</p>"
        ),
    ),
    (
        "Gästenetz",
        (
            "<h1>Guten Abend, lieber Gast</h1><p>Wählen Sie bitte einen Tarif: bis 50 Megabit für 14,95 "
            "Euro, oder kostenlos mit drei Geräten. Zimmernummer und Nachname genügen.</p>"
        ),
    ),
    (
        TITLE,
        (
            "<h1>Tu opinión nos importa</h1><p>Dedique dos minutos a nuestra encuesta y participe en el "
            "sorteo de 5 tabletas. Pregunta 1 de 12: ¿con qué frecuencia visita este portal?</p>"
        ),
    ),
    (
        TITLE,
        (
            "<h1>Réglages des traceurs</h1><p>Nos 214 partenaires déposent des traceurs afin de mesurer "
            "votre navigation. Acceptez-les, ou abonnez-vous pour deux euros chaque mois.</p>"
        ),
    ),
]


@pytest.mark.parametrize(("title", "body"), NOTICES)
@pytest.mark.parametrize("framed", [True, False])
def test_a_notice_that_has_nothing_of_the_page_is_not_compared(title: str, body: str, framed: bool) -> None:
    found = judged(body, title, framed=framed)
    assert found is not None
    assert found.hard is (title != TITLE)  # under the page's title it may be what is stated there now, if it lasts


STATEMENTS = [
    (
        "<h1>Warehouse fire in Harbour Street</h1><p>Firefighters brought a warehouse fire under control on Monday."
        " Some 42 residents were evacuated, and 3 people were treated for smoke inhalation.</p>"
    ),
    (
        "<h1>Flood warning for the lower valley lifted</h1><p>River levels dropped by 80 centimetres since yesterday"
        " morning; seven communities may return. Volunteers filled 12,000 sandbags.</p>"
    ),
    (
        "<h1>Measles campaign extended</h1><p>Doctors vaccinated 8,412 children in a fortnight. Clinics stay open until"
        " Saturday, and parents can book appointments online.</p>"
    ),
]


@pytest.mark.parametrize(("before", "now"), [*pairwise(STATEMENTS)])
def test_a_statement_that_is_replaced_by_another_is_believed_when_it_lasts(before: str, now: str) -> None:
    """Where a page states one thing a day, each has nothing of the one before: held back for good, none was told."""
    found = judged(now, TITLE, before=before)
    assert found is not None
    assert not found.hard


LONG = (
    "<p>Authorities nationwide introduced rationing schemes yesterday; hospitals remain exempt, whereas swimming pools,"
    " carwashes and gardens must abstain.</p>"
)
NEWS = [
    (
        "it withdraws what it said",
        TITLE,
        (
            "<h1>Water in the northern reservoirs</h1><p>Our measurements turned out wrong. Corrected "
            "results follow once engineers have examined every gauge again, probably within several "
            "weeks.</p>"
        ),
    ),
    (
        "it says the same otherwise, under another heading",
        "Drought",
        (
            "<h1>Drought</h1><p>Tankers bring drinking supplies to 2,140 homes, as lakes up there keep "
            "shrinking: merely 312 megalitres remain stored, spokesman Hale reported yesterday evening.</p>"
        ),
    ),
    (
        "it is of the same things",
        "Drought on the moor",
        (
            "<h1>Drought on the moor</h1><p>The northern reservoirs hold 290 million litres. Households are "
            "supplied by tanker, and farms have asked for help, the company said.</p>"
        ),
    ),
    ("it is a sentence", TITLE, "<h1>Drought</h1><p>Levels fell again: 290 megalitres.</p>"),
    ("it is long", "Drought", "<h1>Drought</h1>" + LONG * 6),
]


@pytest.mark.parametrize(("title", "body"), [one[1:] for one in NEWS])
def test_news_of_the_page_are_compared(title: str, body: str) -> None:
    assert judged(body, title) is None


def test_a_page_whose_first_version_was_a_notice_is_believed_when_it_lasts() -> None:
    notice = (
        "<h1>Back soon</h1><p>Engineers are upgrading this service, please return after 18 hours. Thank you very much"
        " indeed, and accept sincere apologies from everybody here.</p>"
    )
    found = judged(PAGE, "Upgrade", before=notice)
    assert found is not None
    assert not found.hard
