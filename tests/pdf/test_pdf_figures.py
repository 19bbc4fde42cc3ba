"""Every figure of documents that ten programs made of our own text: its value, its page, its row and its column."""

from __future__ import annotations

import re
from contextlib import closing
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from monitor.examine import read
from monitor.model import Reading

FILES = Path(__file__).parent / "files"

Expected = tuple[str, int, str]  #: value, page, words that its headers or what it counts hold, parted by " | "

LIBRARY = [
    ("1205", 1, ""), ("3870", 1, "readers"), ("1", 1, "room"), ("24", 1, "places"),
    ("6120", 1, "Centre | Books"), ("2410", 1, "Centre | Readers"), ("2035", 1, "Station | Books"),
    ("905", 1, "Station | Readers"), ("1255", 1, "Hill | Books"), ("555", 1, "Hill | Readers"),
]  # fmt: skip
FIGURES: dict[str, list[Expected]] = {
    "bulletin-1": [
        ("214", 1, "patients"), ("3120", 1, "people"), ("61", 1, "North Hospital | Beds in use"),
        ("34", 1, "North Hospital | Nurses"), ("48", 1, "Coast Hospital | Beds in use"),
        ("29", 1, "Coast Hospital | Nurses"), ("17", 1, "Island Clinic | Beds in use"),
        ("8", 1, "Island Clinic | Nurses"),
        ("2", 2, "wards"), ("45", 2, "nurses"),
    ],
    "columns": [
        ("12400", 1, "people"), ("1482", 1, "boats"), ("310", 1, "boats"), ("900", 1, "berths"), ("640", 1, ""),
        ("2", 1, "ferries"), ("275", 1, "people"), ("38", 1, "tents"), ("1150", 1, "blankets"), ("820", 1, "meals"),
        ("64", 1, "children"), ("2", 1, "doctors"), ("5", 1, "nurses"),
    ],
    "merged-headers": [
        ("731", 1, "Personen"), ("37", 1, "Erkrankte"), ("4", 1, ""),
        ("4310", 1, "Geimpfte Personen | Bergdorf | Insgesamt | Anzahl"),
        ("512.4", 1, "Bergdorf | Insgesamt | Pro 1000"),
        ("120", 1, "Bergdorf | Letzte Woche | Anzahl"), ("15", 1, "Bergdorf | Letzte Woche | Differenz"),
        ("18902", 1, "Geimpfte Personen | Talstadt | Insgesamt | Anzahl"), ("498.7", 1, "Talstadt | Pro 1000"),
        ("611", 1, "Talstadt | Letzte Woche | Anzahl"), ("40", 1, "Talstadt | Letzte Woche | Differenz"),
        ("87", 1, "Gemeldete Erkrankte | Bergdorf | Insgesamt | Anzahl"), ("10.3", 1, "Bergdorf | Pro 1000"),
        ("6", 1, "Bergdorf | Letzte Woche | Anzahl"), ("2", 1, "Bergdorf | Letzte Woche | Differenz"),
        ("402", 1, "Gemeldete Erkrankte | Talstadt | Insgesamt | Anzahl"), ("10.6", 1, "Talstadt | Pro 1000"),
        ("31", 1, "Talstadt | Letzte Woche | Anzahl"), ("9", 1, "Talstadt | Letzte Woche | Differenz"),
    ],
    "unruled": [
        ("86", 1, "Frauen"), ("12", 1, ""), ("14", 1, "Brände in Wohnhäusern | Anzahl"),
        ("23", 1, "Brände auf Feldern und in Wäldern | Anzahl"), ("9", 1, "Gerettete Personen | Anzahl"),
        ("1204", 1, "Ausgepumpte Keller | Anzahl"),
    ],
    "sections": [
        ("1204", 1, "Northern region | Upper Wend | Confirmed cases"), ("31", 1, "Upper Wend | New cases this week"),
        ("4.1", 1, "Upper Wend | Deaths per 100,000"), ("988", 1, "Northern region | Lower Wend | Confirmed cases"),
        ("2.2", 1, "Lower Wend | Deaths per 100,000"), ("77", 1, "Southern region | Saltmarsh | Confirmed cases"),
        ("3", 1, "Saltmarsh | New cases"), ("0.9", 1, "Saltmarsh | Deaths"), ("2310", 1, "Port Calder | Confirmed"),
        ("120", 1, "Port Calder | New cases"), ("7.7", 1, "Port Calder | Deaths"), ("410", 1, "Roads | 2018"),
        ("455", 1, "Roads | 2019"), ("480", 1, "Roads | 2020"), ("1220", 1, "Schools | 2018"),
        ("1301", 1, "Schools | 2019"), ("1377", 1, "Schools | 2020"), ("88", 1, "Parks | 2018"),
        ("91", 1, "Parks | 2019"), ("60", 1, "Parks | 2020"), ("312", 1, "Patients in hospital"),
        ("1020", 1, "Patients discharged"), ("4579", 1, "people"), ("62", 1, "beds"),
    ],
    "tiles": [
        ("312", 1, "bateaux à quai"), ("1940", 1, "passagers cette semaine"), ("27", 1, "agents au port"),
        ("46", 1, "plaintes"),
    ],
    "footnotes": [("640", 1, "Houses without water"), ("1310", 1, "people in shelters"), ("4200", 1, "")],
    "landscape": [
        ("12", 1, "Harbour | Schools"), ("3480", 1, "Harbour | Pupils"), ("201", 1, "Harbour | Teachers"),
        ("9", 1, "Castle | Schools"), ("2915", 1, "Castle | Pupils"), ("177", 1, "Castle | Teachers"),
        ("4", 1, "Moor | Schools"), ("610", 1, "Moor | Pupils"), ("44", 1, "Moor | Teachers"),
    ],
    "opens-by-itself": [("11", 1, "members")],
    "writer": [
        ("418", 1, "familles"), ("390", 1, ""), ("2600", 1, "repas"), ("75", 1, "lits"), ("132", 1, "enfants"),
        ("41", 1, "enfants"), ("6", 1, "classes"), ("210", 1, "Gymnase du Port | Familles"), ("640", 1, "Port | Lits"),
        ("128", 1, "Gymnase des Halles | Familles"), ("402", 1, "Halles | Lits"),
        ("80", 1, "Salle des fêtes | Familles"),
        ("245", 1, "Salle des fêtes | Lits"),
    ],
    "calc": [
        ("18420", 1, "Coast road | Cars"), ("2210", 1, "Coast road | Lorries"), ("7305", 1, "Pass road | Cars"),
        ("1184", 1, "Pass road | Lorries"), ("25160", 1, "Bridge | Cars"), ("3071", 1, "Bridge | Lorries"),
        ("50885", 1, "Total | Cars"), ("6465", 1, "Total | Lorries"),
    ],
    "chromium": [
        ("1250", 1, "Helfer"), ("0.5", 1, ""), ("48000", 1, "Sandsäcke"), ("3", 1, "Dörfer"), ("96", 1, "Häuser"),
        ("310", 1, "Menschen"), ("1900", 1, "Mahlzeiten"), ("7.4", 1, ""), ("65", 1, "Pumpen"), ("12", 1, ""),
        ("2", 1, "Brücken"), ("540", 1, "Deich Nord | Helfer"), ("31", 1, "Deich Nord | Pumpen"),
        ("460", 1, "Deich Süd | Helfer"), ("22", 1, "Deich Süd | Pumpen"), ("250", 1, "Hafen | Helfer"),
        ("12", 1, "Hafen | Pumpen"),
    ],
    "dashboard": [
        ("1204", 1, "confirmed cases"), ("17", 1, "deaths in hospital"), ("8930", 1, "Tests this week"),
        ("12.4", 1, "of tests positive"), ("120", 1, "03.04.2020 | Cases"), ("5", 1, "03.04.2020 | Deaths"),
        ("133", 1, "04.04.2020 | Cases"), ("98", 1, "05.04.2020 | Cases"), ("7", 1, "05.04.2020 | Deaths"),
        ("12", 1, "0-9 | Men"), ("1", 1, "0-9 | Men | %"), ("14", 1, "0-9 | Women"), ("1.1", 1, "0-9 | Women | %"),
        ("45", 1, "10-19 | Men"), ("3.7", 1, "10-19 | Men | %"), ("51", 1, "10-19 | Women"),
        ("4.2", 1, "10-19 | Women"),
        ("57", 1, "Total | Men"), ("4.7", 1, "Total | Men | %"), ("65", 1, "Total | Women"),
        ("5.3", 1, "Total | Women"),
        ("64", 1, "treated in the intensive care wards of the county, including those from other counties"),
        ("311", 1, "left hospital"), ("1025", 1, "in the tents behind the old railway station"),
    ],
    "weasyprint": [
        ("1204", 1, "crossings"), ("88", 1, ""), ("96300", 1, "passengers"), ("21450", 1, "cars"),
        ("810", 1, "Mainland | Crossings | Planned"), ("41", 1, "Mainland | Crossings | Cancelled"),
        ("482", 1, "Islands | Crossings | Planned"), ("47", 1, "Islands | Crossings | Cancelled"),
    ],
    "typst": [
        ("184", 1, "personas"), ("2310", 1, "comidas"), ("57", 1, "vecinos"), ("1420", 1, "Centro | Viviendas"),
        ("310", 1, "Centro | Farolas"), ("980", 1, "Ribera | Viviendas"), ("205", 1, "Ribera | Farolas"),
        ("412", 1, "Estación | Viviendas"), ("96", 1, "Estación | Farolas"), ("14", 2, "calles"), ("3", 2, "puentes"),
        ("22", 2, "calles"),
    ],
    "tex": [
        ("342", 1, "fires"), ("27", 1, ""), ("58", 1, "people"), ("9", 1, "children"), ("1240", 1, "firefighters"),
        ("41", 1, "North | Fires | Houses"), ("18", 1, "North | Fires | Fields"), ("12", 1, "North | People rescued"),
        ("67", 1, "Effingham | Fires | Houses"), ("5", 1, "Effingham | Fires | Fields"),
        ("31", 1, "Effingham | People rescued"), ("22", 1, "Fieldside | Fires | Houses"),
        ("96", 1, "Fieldside | Fires | Fields"), ("15", 1, "Fieldside | People rescued"), ("14", 1, "officers"),
        ("2400000", 2, ""), ("63", 2, ""), ("7", 2, "pumps"), ("310", 2, "hoses"),
    ],
    "cairo": [
        ("1284", 1, "Fahrten am Montag"), ("57", 1, "ausgefallene Fahrten"), ("96.5", 1, "Busse"),
        ("310", 1, "Fahrer"), ("12", 1, "Fahrer"),
        ("412", 2, "Hafenlinie | Fahrten"), ("9", 2, "Hafenlinie | Ausfälle"),
        ("230", 2, "Bergbahn | Fahrten"), ("31", 2, "Bergbahn | Ausfälle"), ("642", 2, "Ringlinie | Fahrten"),
        ("17", 2, "Ringlinie | Ausfälle"),
    ],
    "groff": [("9410", 1, "books"), *LIBRARY],
    "ghostscript": [("9655", 1, "books"), *LIBRARY],
    "fpdf": [
        ("63", 1, ""), ("148", 1, "people"), ("11", 1, "crews"), ("38", 1, "West Pier | Launches"),
        ("97", 1, "West Pier | People"), ("25", 1, "Long Sands | Launches"), ("51", 1, "Long Sands | People"),
    ],
}  # fmt: skip


@cache
def reading(name: str) -> Reading:
    return read((FILES / f"{name}.pdf").read_bytes())


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_its_page_and_its_label(name: str) -> None:
    found = [one for one in reading(name).figures if one.main]
    assert [(str(one.value), one.page) for one in found] == [(value, page) for value, page, _ in FIGURES[name]]
    for figure, (_, _, words) in zip(found, FIGURES[name], strict=True):
        said = " | ".join((*figure.headers, figure.counts)).lower()
        assert all(word.lower() in said for word in words.split(" | ")), (figure.surface, words, said)


def test_a_table_over_two_pages_is_one() -> None:
    text = reading("two-pages").text
    assert {block.cell.table for block in text.blocks if block.cell} == {0}
    found = reading("two-pages").figures
    assert len(found) == 2 * 55
    assert all(one.headers[1] in ("Houses", "Flooded") and " " in one.headers[0] for one in found)
    assert [one.page for one in found] == sorted(one.page or 0 for one in found)
    assert {one.page for one in found} == {1, 2}


@pytest.mark.parametrize("name", ["bulletin-1", "two-pages", "unruled", "typst", "calc", "tex"])
def test_page_numbers_and_running_heads_are_refused_as_what_they_are(name: str) -> None:
    read_as = reading(name)
    marginal = [block for block in read_as.text.blocks if block.region == "margin"]
    assert marginal
    for number in read_as.dropped:
        if any(block.start <= number.start < block.end for block in marginal):
            assert number.why == "page"


def test_footnote_marks_are_no_part_of_numbers_and_a_power_is() -> None:
    read_as = reading("footnotes")
    assert [one.value for one in read_as.dropped if one.why == "footnote"] == [1, 2, 1, 2]
    assert "4,200 m³" in read_as.text.content


LISTED = [
    (name, producer)
    for names, producer in re.findall(
        r"^\| ((?:`[\w-]+`(?:, )?)+) \| ([^|]+) \|", (FILES / "README.md").read_text("utf-8"), re.MULTILINE
    )
    for name in re.findall(r"[\w-]+", names)
]


def test_every_document_is_listed_with_the_program_that_made_it() -> None:
    assert sorted(name for name, _ in LISTED) == sorted(path.stem for path in FILES.glob("*.pdf"))
    for name, producer in LISTED:
        if name != "locked":
            with closing(pypdfium2.PdfDocument(FILES / f"{name}.pdf")) as document:
                known = document.get_metadata_dict()
            said = known["Producer"] or known["Creator"] or "none"
            assert said.split("/")[0].split(" ")[0] == producer.split("/")[0].split(" ")[0], name
