"""Pages of our own sentences: the same facts, said in other words, another order, another layout."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

ENGLISH: dict[str, Sequence[str]] = {
    "population": (
        "The camp shelters N people in tents and huts.",
        "N people live in the camp, in tents and huts.",
        "In tents and huts, the camp now shelters N people.",
    ),
    "children": (
        "Of the residents, N are children who travel alone.",
        "N children travelling alone are among the residents.",
        "Among the residents are N children who travel without a parent.",
    ),
    "police": (
        "The prefecture has deployed N police officers and gendarmes around the port.",
        "N police officers and gendarmes are deployed around the port by the prefecture.",
        "Around the port, N police officers and gendarmes are on duty.",
    ),
    "meals": (
        "Volunteers serve N meals every day.",
        "Every day, N meals are served by volunteers.",
        "N meals are handed out daily by volunteers.",
    ),
    "cost": (
        "Building the reception centre will cost N million euros.",
        "The reception centre will cost N million euros to build.",
        "N million euros will be spent on building the reception centre.",
    ),
    "crossings": (
        "Since January, N attempts to cross the Channel were prevented.",
        "N attempts to cross the Channel have been prevented since January.",
        "Officers prevented N attempts to get across the Channel since January.",
    ),
    "asylum": (
        "The office has received N asylum applications.",
        "N applications for asylum were received by the office.",
        "In all, N asylum applications have reached the office.",
    ),
    "doctors": (
        "The clinic employs N doctors and nurses.",
        "N doctors and nurses work at the clinic.",
        "At the clinic, N doctors and nurses are at work.",
    ),
}
FRENCH: dict[str, Sequence[str]] = {
    "population": (
        "Le camp abrite N personnes dans des tentes et des cabanes.",
        "N personnes vivent dans le camp, sous des tentes et des cabanes.",
        "Dans des tentes et des cabanes, le camp abrite désormais N personnes.",
    ),
    "children": (
        "Parmi les habitants, N sont des mineurs isolés.",
        "N des habitants sont des mineurs isolés.",
        "On compte parmi les habitants N mineurs isolés.",
    ),
    "police": (
        "La préfecture a déployé N policiers et gendarmes autour du port.",
        "N policiers et gendarmes sont déployés autour du port par la préfecture.",
        "Autour du port, N policiers et gendarmes sont en service.",
    ),
    "meals": (
        "Les bénévoles servent N repas chaque jour.",
        "Chaque jour, N repas sont servis par les bénévoles.",
        "N repas sont distribués chaque jour par les bénévoles.",
    ),
    "cost": (
        "La construction du centre d'accueil coûtera N millions d'euros.",
        "Le centre d'accueil coûtera N millions d'euros à construire.",
        "N millions d'euros seront consacrés à la construction du centre d'accueil.",
    ),
    "crossings": (
        "Depuis janvier, N tentatives de traversée de la Manche ont été empêchées.",
        "N tentatives de traversée de la Manche ont été empêchées depuis janvier.",
        "Les agents ont empêché N tentatives de traverser la Manche depuis janvier.",
    ),
    "asylum": (
        "L'office a reçu N demandes d'asile.",
        "N demandes d'asile ont été reçues par l'office.",
        "Au total, N demandes d'asile sont parvenues à l'office.",
    ),
    "doctors": (
        "La clinique emploie N médecins et infirmiers.",
        "N médecins et infirmiers travaillent à la clinique.",
        "À la clinique, N médecins et infirmiers sont à l'œuvre.",
    ),
}
FILLERS = {
    "en": (
        "The weather has been mild.",
        "A meeting will be held soon.",
        "Roads to the port remain open.",
        "More follows.",
    ),
    "fr": ("Le temps est doux.", "Une réunion aura lieu bientôt.", "Les routes du port restent ouvertes.", "À suivre."),
}
FACTS = {"en": ENGLISH, "fr": FRENCH}


def values(dice: random.Random) -> dict[str, int]:
    """Return a value for every fact, all different."""
    return dict(zip(ENGLISH, dice.sample(range(110, 9_900), len(ENGLISH)), strict=True))


def lines(said: Mapping[str, int], language: str, dice: random.Random) -> list[str]:
    """Return the page that states *said*, in words, order and layout of the dice; figures are ``{marked}``."""
    facts = list(said)
    dice.shuffle(facts)
    sentences = [dice.choice(FACTS[language][fact]).replace("N", f"{{{said[fact]}}}", 1) for fact in facts]
    for filler in dice.sample(FILLERS[language], dice.randint(0, 3)):
        sentences.insert(dice.randint(0, len(sentences)), filler)
    result: list[str] = []
    while sentences:
        size = dice.randint(1, 3)
        result.append(" ".join(sentences[:size]))
        del sentences[:size]
    return result
