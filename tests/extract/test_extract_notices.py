"""Notices with status 200 that stand before a page or instead of it: told by what they say, or by what is gone."""

from __future__ import annotations

import random
import re
import string

import pytest
from extract_fakes import fetched, markup

from monitor.extract import judge, read
from monitor.model import Suspicion, Text

PAGES = {
    "en": (
        "<h1>Lighthouse relief fund</h1><p>The fund has paid 1,240 fishermen since the storm of January, and 86 "
        "boats were raised from the harbour with the help of 19 divers.</p><p>Another 310 families have asked for"
        " help with their roofs; the council expects to spend 2.4 million pounds on them before the summer "
        "ends.</p>"
    ),
    "fr": (
        "<h1>Fonds de secours du phare</h1><p>Le fonds a versé une aide à 1 240 pêcheurs depuis la tempête de "
        "janvier, et 86 bateaux ont été sortis du port par 19 plongeurs.</p><p>Quelque 310 familles ont demandé "
        "une aide pour leur toit ; la commune compte y consacrer 2,4 millions d’euros avant la fin de l’été.</p>"
    ),
    "de": (
        "<h1>Hilfsfonds am Leuchtturm</h1><p>Der Fonds hat seit dem Sturm im Januar 1.240 Fischern geholfen, und "
        "86 Boote wurden von 19 Tauchern aus dem Hafen gehoben.</p><p>Weitere 310 Familien haben Hilfe für ihre "
        "Dächer beantragt; die Gemeinde rechnet bis zum Ende des Sommers mit Ausgaben von 2,4 Millionen Euro.</p>"
    ),
}
TITLES = {"en": "Lighthouse relief fund", "fr": "Fonds de secours du phare", "de": "Hilfsfonds am Leuchtturm"}

NOTICES = [
    (
        "en", "waiting_room", "Please hold on",
        "<h1>You are in the queue</h1><p>There are 3,102 people ahead of you. Keep this page open.</p>"
    ),
    (
        "en", "waiting_room", "Busy",
        "<h1>Very high demand</h1><p>Thanks for your patience, try again in 12 minutes.</p>"
    ),
    (
        "fr", "waiting_room", "File d’attente",
        "<h1>Merci de patienter</h1><p>Il y a 541 personnes devant vous. Temps d’attente : 6 minutes.</p>"
    ),
    (
        "de", "waiting_room", "Bitte warten",
        "<h1>Großer Andrang</h1><p>Ihre Wartezeit: 14 Minuten. Bitte haben Sie Geduld.</p>"
    ),
    (
        "en", "rate_limit", "Limit reached",
        "<h1>Rate limit exceeded</h1><p>You made 120 requests per minute. Retry after 30 seconds.</p>"
    ),
    (
        "fr", "rate_limit", "Ralentissez",
        "<h1>Trop de demandes</h1><p>Plus de 40 demandes par minute. Réessayez après 2 minutes.</p>"
    ),
    (
        "de", "rate_limit", "Zugriff begrenzt",
        "<h1>Zu viele Zugriffe</h1><p>Sie haben 90 Anfragen pro Minute gestellt. Warten Sie 5 Minuten.</p>"
    ),
    (
        "en", "age_gate", "Age check",
        ("<h1>Are you over 18?</h1>"
         "<p>You must be at least 18 to read on.</p><form><button>Yes, I am</button></form>"),
    ),
    (
        "fr", "age_gate", "Vérification de l’âge",
        "<h1>Confirmez votre âge</h1><p>Réservé aux plus de 18 ans.</p><form><button>Entrer</button></form>"
    ),
    (
        "de", "age_gate", "Alterskontrolle",
        "<h1>Sind Sie schon 16?</h1><p>Mindestalter: 16 Jahre.</p><form><button>Ja, ich bin 16</button></form>",
    ),
    (
        "en", "survey", "Feedback",
        "<h1>Help us improve this site</h1><p>A short survey of 7 questions; it takes about 3 minutes.</p>"
    ),
    (
        "fr", "survey", "Votre avis",
        "<h1>Votre avis compte</h1><p>Notre enquête tient en 8 questions et prend environ 4 minutes.</p>"
    ),
    (
        "de", "survey", "Umfrage",
        "<h1>Ihre Meinung zählt</h1><p>Unsere Umfrage hat 6 Fragen und dauert etwa 3 Minuten.</p>"
    ),
    (
        "en", "for_sale", "lighthouse.example",
        "<h1>This domain is for sale</h1><p>Buy now for $2,300 or make an offer.</p>"
    ),
    (
        "fr", "for_sale", "phare.example",
        "<h1>phare.example est à vendre</h1><p>Faites une offre à partir de 450 €.</p>"
    ),
    (
        "de", "for_sale", "leuchtturm.example",
        "<h1>Domain zu verkaufen</h1><p>Jetzt kaufen für 1.200 €, oder Angebot machen.</p>"
    ),
    (
        "en", "region", "Lighthouse",
        "<h1>Not available in your region</h1><p>We serve 31 countries only.</p>"
    ),
    (
        "de", "region", "Nicht verfügbar",
        "<h1>In Ihrem Land nicht verfügbar</h1><p>Dieser Dienst wird nur in 12 Ländern angeboten.</p>"
    ),
    (
        "en", "moving", "Moved",
        "<h1>We have moved</h1><p>You will be redirected in 5 seconds.</p>"
    ),
    (
        "fr", "moving", "Redirection",
        "<h1>Notre site a déménagé</h1><p>Vous serez redirigé dans 8 secondes.</p>"
    ),
    (
        "en", "language_choice", "Welcome",
        "<h1>Select your language</h1><p>English, Deutsch, 14 more languages</p>"
    ),
    (
        "fr", "language_choice", "Bienvenue",
        "<h1>Choisissez votre langue</h1><p>Français, English, 9 autres langues</p>"
    ),
    (
        "en", "server_error", "Lighthouse relief fund",
        "<p>Fatal error: Uncaught PDOException in /var/www/fund/lib/base.php:212</p>"
    ),
    (
        "de", "server_error", "Hilfsfonds am Leuchtturm",
        "<p>Warning: mysqli_query() expects 2 parameters in /home/www/inc/list.inc.php on line 31</p>"
    ),
]  # fmt: skip


def text_of(language: str, title: str, body: str) -> Text:
    page = markup(body, head=f"<title>{title}</title>").replace(b"<html", f'<html lang="{language}"'.encode(), 1)
    return read(page, content_type="text/html; charset=utf-8")


def doubt(language: str, title: str, body: str) -> Suspicion | None:
    answer = fetched(markup(body, head=f"<title>{title}</title>"))
    before = text_of(language, TITLES[language], PAGES[language])
    text = text_of(language, title, body)
    return judge(answer, text, len(re.findall(r"\d[\d.,]*", text.content)), before)


@pytest.mark.parametrize(("language", "reason", "title", "body"), NOTICES)
def test_a_notice_is_known_for_what_it_is(language: str, reason: str, title: str, body: str) -> None:
    found = doubt(language, title, body)
    assert found is not None
    assert (found.reason, found.hard) == (reason, True)


def test_a_refresh_to_another_address_is_a_sign() -> None:
    head = '<title>Umgezogen</title><meta http-equiv="refresh" content="5; URL=/neu">'
    answer = fetched(markup("<h1>Umgezogen</h1><p>Gleich geht es weiter.</p>", head=head))
    text = read(answer.body, content_type="text/html")
    before = text_of("de", TITLES["de"], PAGES["de"])
    found = judge(answer, text, 0, before)
    assert found is not None
    assert found.reason == "moving"
    again = read(markup("<p>1</p>", head='<meta http-equiv="refresh" content="300">'), content_type="text/html")
    assert "refresh" not in again.notes  # it only renews itself


def replaced(body: str, dice: random.Random) -> str:
    """Return *body* with every word made of other letters: what no list of phrases can know."""
    return re.sub(
        r"(?<![<\w/&])[^\W\d_]{2,}(?![^<]*>)",
        lambda word: "".join(dice.choices(string.ascii_lowercase, k=len(word[0]))).title(),
        body,
    )


def test_half_of_them_are_known_with_all_their_words_replaced() -> None:
    dice = random.Random(7)
    known = [
        found is not None and found.hard
        for language, _, title, body in NOTICES
        for found in [doubt(language, replaced(title, dice), replaced(body, dice))]
    ]
    assert sum(known) >= len(NOTICES) / 2
    assert sum(known) >= 22  # all but traces of programs that lost their path


REAL = [
    ("en", TITLES["en"], PAGES["en"].replace("1,240", "1,310") + "<p>The old queue at the office is gone.</p>"),
    ("en", TITLES["en"], "<h1>Lighthouse relief fund</h1><p>The fund is closed. All 1,240 fishermen were paid.</p>"),
    ("en", TITLES["en"], "<h1>Lighthouse relief fund</h1><p>This statement was withdrawn on 3 May.</p>"),
    ("en", "Lighthouse relief fund: boats for sale", PAGES["en"] + "<p>Two boats are for sale at 900 pounds.</p>"),
    ("en", TITLES["en"], "<h1>Take our survey</h1>" + PAGES["en"] + "<p>Our survey has 9 questions.</p>"),
    ("fr", TITLES["fr"], PAGES["fr"] + "<p>En raison de la file d’attente, l’accueil ouvre plus tôt.</p>"),
    (
        "fr",
        TITLES["fr"],
        "<h1>Fonds de secours du phare</h1><p>Le fonds est épuisé : 1 240 pêcheurs ont été aidés.</p>",
    ),
    ("de", TITLES["de"], PAGES["de"] + "<p>Die Wartezeit im Büro beträgt 20 Minuten.</p>"),
    (
        "de",
        TITLES["de"],
        "<h1>Hilfsfonds am Leuchtturm</h1><p>Der Fonds ist geschlossen, 1.240 Fischern wurde geholfen.</p>",
    ),
    ("en", "Storm relief fund of the lighthouse", PAGES["en"].replace("Lighthouse relief fund", "Storm relief")),
    ("en", "A new fund for the harbour", PAGES["en"].replace("Lighthouse", "Harbour").replace("1,240", "1,300")),
]


@pytest.mark.parametrize(("language", "title", "body"), REAL)
def test_a_real_change_beside_such_words_goes_through(language: str, title: str, body: str) -> None:
    assert doubt(language, title, body) is None
