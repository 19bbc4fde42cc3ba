"""Labels that stand as a row's name: the deed where it is what is counted, the thing where a measure is stated."""

from __future__ import annotations

import pytest
from figures_labels import labels

#: language, sentence, what its figures count; every other one or so is a control, where nothing may be added
CASES = [
    # What was done to those counted, or where they are; what was not done keeps its negation.
    ("en", "Of the 48 wells, 11 are not fenced.", ["wells", "wells not fenced"]),
    ("en", "Of 90 claims, 14 were for theft.", ["claims", "claims for theft"]),
    ("en", "About 640 boats, among them old ferries, were “taken into tow”.", ["boats taken into tow"]),
    ("fr", "Sur les 48 puits, 11 ne sont pas clôturés.", ["puits", "puits non clôturés"]),
    ("fr", "Il y avait 90 chalets, dont 14 étaient vides.", ["chalets", "chalets vides"]),
    # What they did: where the noun says too little, where it is still to come, what a thing has done.
    ("en", "In the north, 214 villagers who had lost their houses have died.", ["villagers who died"]),
    ("en", "Five clinics would close and 60 nurses would move.", ["clinics that would close", "nurses who would move"]),
    ("en", "Fewer than 8 % of the growers had insurance.", ["growers who had insurance"]),
    ("en", "The clinic saw 55 children and 20 of them died.", ["children", "children who died"]),
    ("en", "Some 70 bakers attempted to break the record.", ["bakers"]),
    ("en", "The two depots held 640 crates.", ["depots", "crates held"]),
    ("en", "At least one keeper must watch the pool.", ["keeper"]),
    ("en", "Two or three boats came back.", ["boats that came back"]),
    ("en", "Some 300 people came from Oslo.", ["people from Oslo"]),
    ("fr", "Trois musées ont fermé.", ["musées ayant fermé"]),
    ("fr", "52 000 familles vivent encore sous des tentes.", ["familles vivant sous des tentes"]),
    ("fr", "Deux militaires ont été légèrement blessés.", ["militaires blessés"]),
    ("fr", "On y compte 12 policiers grièvement brûlés.", ["policiers grièvement brûlés"]),
    (
        "fr",
        "2 100 enfants sont inscrits, mais 900 autres attendent une place.",
        ["enfants inscrits", "enfants attendant une place"],
    ),
    ("fr", "Un tiers des familles ont plus de trois enfants.", ["familles", "enfants"]),
    ("fr", "Il manque 23 millions d'euros.", ["somme manquante"]),
    ("fr", "L'État apportera 1,4 million.", ["somme apportée par l'État"]),
    ("fr", "Le budget primitif, de 38,4 millions d'euros, a été adopté.", ["budget primitif"]),
    ("fr", "Les patients y attendent en moyenne six heures.", ["attente"]),
    ("fr", "La densité atteint 124 %. Dans 16 prisons, elle dépasse 200 %.", ["densité", "prisons", "densité"]),
    (
        "en",
        "The council approved the budget by 31 votes to 17. It totals £3m.",
        ["votes in favour", "votes against", "budget"],
    ),
    ("en", "Replacing it will cost £17 million.", ["Replacing it"]),  # no subject
    ("en", "Half of the officers suffered minor injuries.", ["officers who suffered minor injuries"]),
    ("en", "Since May 640 attempted crossings were stopped.", ["attempted crossings stopped"]),
    ("en", "Women made up 4% of the population.", ["Women"]),
    ("en", "Patients wait an average of five hours.", ["waiting time"]),
    ("en", "He waited 17 weeks for a dentist.", ["weeks for a dentist"]),
    ("en", "The council will put £4.8 million into repairing schools.", ["repairing schools"]),
    ("en", "Debt is due to fall from £88 million to £82 million.", ["Debt", "Debt"]),
    ("en", "The state is contributing £1.1 million.", ["money contributed"]),
    (
        "en",
        "The camp shelters 6,150 people. Four in ten are children. Another 480 sleep in the open.",
        ["people", "children", "people who sleep in the open"],
    ),
    (
        "en",
        "Of the 90 people held, 12 are women. 40 of them have been charged.",
        ["people held", "women", "people charged"],
    ),
    ("fr", "5 % des vignerons n'ont pas d'assurance.", ["vignerons n'ayant pas d'assurance"]),
    ("fr", "60 apiculteurs manifestent devant la mairie.", ["apiculteurs"]),
    ("fr", "Un jardinier sur six est logé.", ["jardiniers logés"]),
    # A noun that may be a verb stands where the number asks for one.
    ("en", "A total of 1,525 Danish tests have been sold.", ["Danish tests sold"]),
    ("en", "The town granted 30 work permits.", ["work permits granted"]),
    # What somebody did to what they are the object of; to have is no deed.
    ("en", "The museum restored 85 paintings last year.", ["paintings restored"]),
    ("en", "The court handled 310 pleas, of which it granted 45.", ["pleas handled", "pleas granted"]),
    ("en", "The valley has 12 mills.", ["mills"]),
    ("fr", "La cour a rejeté 310 dossiers.", ["dossiers rejetés"]),
    ("fr", "La commune a restauré 85 fresques.", ["fresques"]),  # its gender is not known
    # The noun that those counted are said to be.
    ("en", "We met 40 rangers, of whom 16 were volunteers.", ["rangers met", "volunteers"]),
    ("fr", "7 % sont des charpentiers.", ["charpentiers"]),
    ("fr", "Les femmes forment 35 % de l'équipage.", ["femmes"]),
    # The thing that a measure is of: its own noun, its purpose, the object, the subject, the noun of a relative clause.
    ("en", "A £6 million overspend was found.", ["overspend"]),
    ("en", "The trust spent €4.5 million on sluices.", ["sluices"]),
    ("en", "They recommend awarding the lease to a firm for $9 million.", ["lease"]),
    ("en", "The kiosks are let at £110 each.", ["kiosks"]),
    ("en", "The bridge, priced at £9 million, opened.", ["bridge"]),
    ("en", "The reservoir, which usually supplies 30 megawatts, is empty.", ["reservoir"]),
    ("en", "Members' fees would go up by 3 %, to £24.", ["Members' fees", "Members' fees"]),
    ("en", "The inquiry takes nine weeks.", ["inquiry"]),
    ("en", "He waited six weeks for a surgeon.", ["weeks for a surgeon"]),
    ("en", "Boats stay 150 feet from the weir.", ["feet from the weir"]),
    ("fr", "La digue, estimée à 9 millions d'euros, est achevée.", ["digue"]),
    ("fr", "Les pertes, selon le syndicat, atteindraient 85 000 €.", ["pertes"]),
    ("fr", "Une zone de pêche de 12 kilomètres est fermée.", ["zone de pêche"]),
    ("fr", "Les récoltes continuent : 318 tonnes.", ["récoltes"]),
    # Money that somebody brings or gives is called by that; a purpose says more.
    ("en", "The charity raised $70,000.", ["money raised"]),
    ("en", "People rescued: 643", ["People rescued"]),
    ("en", "Of the fund, $44 million has been spent.", ["money spent"]),
    ("fr", "La fondation a versé 70 000 euros.", ["somme versée par la fondation"]),
    ("fr", "9 millions d'euros seront consacrés à la digue.", ["digue"]),
]


@pytest.mark.parametrize(("language", "content", "counted"), CASES)
def test_what_is_counted(language: str, content: str, counted: list[str]) -> None:
    assert [told.split(" | ")[1].rpartition(" (")[0] for told in labels(language, content)] == counted


def test_an_elliptical_subject_goes_on_with_the_subject_before_it() -> None:
    told = labels("en", "The firm drilled 41 shafts. Now 26 serve 350 farmers, and three supply the dairy.")
    assert told[-1].split(" | ")[1] == "shafts that supply the dairy (shafts)"
