"""Makes the documents of tests/pdf/files and of the demo anew, of our own text, with ten programs that make PDFs: `make pdfs`.

The tests read what lies there; they need none of these programs. The documents look as bulletins look: columns, boxes,
headers over several columns, tables over two pages, footnotes, running heads.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib import colors, pagesizes
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

FILES = Path(__file__).parent / "files"
DEMO = Path(__file__).parents[2] / "monitor/cli/demo/bulletins"
STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", STYLES["BodyText"], fontSize=10, leading=13, spaceAfter=7)
COLUMN = ParagraphStyle("column", BODY, alignment=4, hyphenationLang="en_GB", uriWasteReduce=0)
NOTE = ParagraphStyle("note", BODY, fontSize=8, leading=10)
H1, H2 = STYLES["Title"], STYLES["Heading2"]
A4 = pagesizes.A4


def every() -> dict[str, Callable[[Path], None]]:
    """Return what makes each document, by its name."""
    return {
        "bulletin-1": lambda path: _bulletin(path, patients=214, tested=3120, day="3 May 2024", beds=(61, 48, 17)),
        "bulletin-2": lambda path: _bulletin(path, patients=231, tested=3120, day="4 May 2024", beds=(61, 52, 17)),
        "columns": _columns,
        "merged-headers": _merged_headers,
        "two-pages": _two_pages,
        "unruled": _unruled,
        "sections": _sections,
        "tiles": _tiles,
        "footnotes": _footnotes,
        "landscape": _landscape,
        "scan": _scan,
        "locked": lambda path: _locked(path, "camp"),
        "opens-by-itself": lambda path: _locked(path, ""),
        "writer": _writer,
        "calc": _calc,
        "chromium": lambda path: _chromium(path, REPORT.format(language="de", title="Wasserstand", body=GERMAN)),
        "dashboard": lambda path: _chromium(path, DASHBOARD),
        "weasyprint": _weasyprint,
        "typst": _typst,
        "groff": _groff,
        "fpdf": _fpdf,
        "ghostscript": _ghostscript,
        "tex": _tex,
        "cairo": _cairo,
    }


def of_the_demo() -> dict[str, Callable[[Path], None]]:
    """Return what makes each document of `make demo`, by its name."""
    return {
        "no-12": lambda path: _weekly(path, 12, treated=214, vaccinated=1960, beds=(61, 17, 23)),
        "no-13": lambda path: _weekly(path, 13, treated=231, vaccinated=2310, beds=(52, 17, 23)),
        "no-14": lambda path: _weekly(path, 14, treated=246, vaccinated=2310, beds=(47, 19, 23)),
    }


# -- reportlab --------------------------------------------------------------------------------------------------------


def _build(path: Path, story: Sequence[Flowable], *, head: str = "", encrypt: object = None) -> None:
    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        if head:
            canvas.drawString(72, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 36, f"Page {document.page}")

    document = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, lang="en-GB", encrypt=encrypt)
    document.build(list(story), onFirstPage=furniture, onLaterPages=furniture)


def _booktabs(rows: list[list[str]], **keys: object) -> Table:
    """Return a table with rules above and below its header, and below its last row."""
    table = Table(rows, colWidths=[220, *[90] * (len(rows[0]) - 1)], **keys)
    table.setStyle(
        TableStyle(
            [
                ("FONTSIZE", (0, 0), (-1, -1), 9), ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
                ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
            ]
        )
    )  # fmt: skip
    return table


def _bulletin(path: Path, *, patients: int, tested: int, day: str, beds: tuple[int, int, int]) -> None:
    north, coast, island = beds
    story = [
        Paragraph("Calder Health Board: daily bulletin", H1),
        Paragraph(f"Updated on {day}", BODY),
        Paragraph(
            f"There are {patients} patients in the fever wards of the county this morning, the board says. Since the "
            f"beginning of April {tested:,} people were tested in the tents at the harbour and in the schools.", BODY
        ),
        Paragraph("Beds in use", H2),
        Paragraph("Table 1 Beds in use and nurses on duty by hospital", ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")),
        _booktabs([["Hospital", "Beds in use", "Nurses"], ["North Hospital", str(north), "34"],
                   ["Coast Hospital", str(coast), "29"], ["Island Clinic", str(island), "8"]]),
        Spacer(1, 500),
        Paragraph("What comes next", H2),
        Paragraph("The board will open 2 more wards in June and hire 45 nurses for them.", BODY),
    ]  # fmt: skip
    _build(path, story, head="Calder Health Board, fever bulletin")


def _weekly(path: Path, number: int, *, treated: int, vaccinated: int, beds: tuple[int, int, int]) -> None:
    """A bulletin of one page that is published anew each week; it names no day, so that it lasts."""
    rows = zip(("Fever ward", "Children's ward", "Maternity ward"), beds, ("14", "9", "11"), strict=True)
    story = [
        Paragraph(f"Norhaven Health Office: weekly bulletin no {number}", H1),
        Paragraph(
            f"Since the beginning of the winter, {treated} people have been treated for measles at Norhaven, the health "
            f"office says. In the reception centre {vaccinated:,} people were vaccinated.", BODY
        ),
        Paragraph("Beds in use", H2),
        _booktabs([["Ward", "Beds in use", "Nurses"], *([ward, str(used), nurses] for ward, used, nurses in rows)]),
    ]  # fmt: skip
    _build(path, story, head="Norhaven Health Office")


def _columns(path: Path) -> None:
    left = (
        "The harbour office counted 1,482 boats in the bay on Sunday, more than in any summer of the last ten years. "
        "Of these 310 were fishing boats from the villages on the other side of the strait; the others had come for "
        "the regatta, whose organi-zers had asked the town for 900 berths and were given 640. Nobody was hurt when two "
        "ferries touched in the evening."
    ).replace("organi-zers", "organisers")
    right = (
        "In the camp behind the market 275 people are still waiting for a bed. The town has put up 38 tents and handed "
        "out 1,150 blankets, says the mayor. The kitchen serves 820 meals a day, and a school for 64 children began on "
        "Monday. Two doctors and 5 nurses work there at night."
    )
    gap, width = 24, (A4[0] - 144 - 24) / 2
    top = Frame(72, A4[1] - 200, A4[0] - 144, 128, id="top")
    columns = [Frame(72 + index * (width + gap), 300, width, A4[1] - 500, id=f"c{index}") for index in range(2)]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate("page", [top, *columns]))
    document.build(
        [
            Paragraph("Harbour and camp: the week in figures", H1),
            Paragraph(
                "A letter to the 12,400 people of the town, printed every Friday and handed out in the ferries.", BODY
            ),
            FrameBreak(),
            Paragraph("The harbour", H2),
            Paragraph(left, COLUMN),
            FrameBreak(),
            Paragraph("The camp", H2),
            Paragraph(right, COLUMN),
        ]
    )


def _merged_headers(path: Path) -> None:
    rows = [
        ["Stand: 4. Mai 2024", "Insgesamt", "", "Letzte Woche", ""],
        ["", "Anzahl", "Pro 1000\nEinwohner", "Anzahl", "Differenz"],
        ["Geimpfte Personen", "", "", "", ""],
        ["Bergdorf", "4 310", "512,4", "120", "+15"],
        ["Talstadt", "18 902", "498,7", "611", "-40"],
        ["Gemeldete Erkrankte", "", "", "", ""],
        ["Bergdorf", "87", "10,3", "6", "+2"],
        ["Talstadt", "402", "10,6", "31", "-9"],
    ]
    table = Table(rows, colWidths=[150, 75, 75, 75, 75])
    shade = colors.Color(0.85, 0.9, 0.95)
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.7, colors.black), ("INNERGRID", (0, 0), (-1, 1), 0.4, colors.grey),
                ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("SPAN", (0, 2), (-1, 2)), ("SPAN", (0, 5), (-1, 5)),
                ("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("ALIGN", (1, 0), (-1, 1), "CENTER"),
                ("VALIGN", (0, 0), (-1, 1), "MIDDLE"), ("FONTNAME", (0, 2), (-1, 2), "Helvetica-Bold"),
                ("FONTNAME", (0, 5), (-1, 5), "Helvetica-Bold"), ("BACKGROUND", (1, 0), (-1, 1), shade),
                ("LINEABOVE", (0, 2), (-1, 2), 0.4, colors.grey), ("LINEABOVE", (0, 5), (-1, 5), 0.4, colors.grey),
            ]
        )
    )  # fmt: skip
    text = (
        "Der Bericht wird jeden Samstag vom Kreis herausgegeben. In den beiden Gemeinden wurden in dieser Woche 731 "
        "Personen geimpft; 37 Erkrankte wurden gemeldet, davon 4 in Heimen."
    )
    story = [Paragraph("Impfungen und Erkrankte im Kreis", H1), Paragraph(text, BODY), Spacer(1, 10), table]
    document = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, lang="de-DE")
    document.build(story)


VILLAGES = [f"{name} {part}" for part in ("Bridge", "Hill", "Cross", "Mill", "Ferry") for name in
            ("Upper", "Lower", "Old", "New", "East", "West", "North", "South", "Great", "Little", "Saint Anne's")]  # fmt: skip


def _two_pages(path: Path) -> None:
    rows = [["Village", "Houses", "Flooded"]]
    rows += [[village, str(140 + 7 * index), str(3 + index)] for index, village in enumerate(VILLAGES)]
    story = [Paragraph("Flooded houses by village", H1), _booktabs(rows, repeatRows=1)]
    _build(path, story, head="County of Wend, flood report")


def _unruled(path: Path) -> None:
    rows = [
        ("Neue Einsätze der Feuerwehr in den", "Anzahl"),
        ("Brände in Wohnhäusern", "14"),
        ("Brände auf Feldern und in", None),
        ("Wäldern", "23"),
        ("Gerettete Personen", "9"),
        ("Ausgepumpte Keller", "1.204"),
    ]
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="de-DE")
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 760, "Feuerwehr Talstadt: Woche 18")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 730, "Die Wehr zählt 86 Frauen und Männer; 12 von ihnen waren am Sonntag im Dienst.")
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(72, 690, "Einsätze")
    canvas.drawRightString(400, 690, "Anzahl")
    canvas.setFont("Helvetica", 10)
    y = 672
    for label, number in rows[1:]:
        canvas.drawString(72, y, label)
        if number is not None:
            canvas.drawRightString(400, y, number)
        y -= 14 if number is None else 20
    canvas.drawCentredString(A4[0] / 2, 40, "1")
    canvas.save()


def _sections(path: Path) -> None:
    """Draw three tables without a rule: sections under headers on two lines, years as headers, leaders of dots."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="en-GB")

    def line(y: float, label: str, *numbers: str, font: str = "Helvetica", left: float = 72) -> None:
        canvas.setFont(font, 10)
        canvas.drawString(left, y, label)
        for right, number in zip((250, 330, 410), numbers, strict=False):
            canvas.drawRightString(right, y, number)

    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 780, "Situation report")
    line(750, "Figures as at 12 May 2020")
    line(720, "", "Confirmed", "New cases", "Deaths per")
    line(708, "Area", "cases", "this week", "100,000")
    line(690, "Northern region", font="Helvetica-Bold")
    line(676, "Upper Wend", "1,204", "31", "4.1", left=80)
    line(662, "Lower Wend", "988", "-", "2.2", left=80)
    line(644, "Southern region", font="Helvetica-Bold")
    line(630, "Saltmarsh and the islands", "77", "3", "0.9", left=80)
    line(616, "Port Calder", "2,310", "120", "7.7", left=80)
    line(560, "Budget of the board", font="Helvetica-Bold")
    line(544, "", "2018", "2019", "2020")
    line(530, "Roads", "410", "455", "480")
    line(516, "Schools", "1,220", "1,301", "1,377")
    line(502, "Parks", "88", "91", "60")
    for y, label, number in ((462, "Patients in hospital", "312"), (448, "Patients discharged", "1,020")):
        line(y, f"{label} {'.' * (60 - len(label))}", "", "", number)
    line(410, "In all 4,579 people fell ill; the board has 62 beds left.")
    canvas.save()


def _tiles(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="fr-FR")
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(72, 770, "Tableau de bord du port")
    tiles = [("312", "bateaux à quai"), ("1 940", "passagers cette semaine"), ("27", "agents au port")]
    for index, (number, words) in enumerate(tiles):
        x = 72 + index * 155
        canvas.setStrokeColor(colors.grey)
        canvas.rect(x, 640, 140, 90)
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawCentredString(x + 70, 690, number)
        canvas.setFont("Helvetica", 10)
        canvas.drawCentredString(x + 70, 662, words)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 600, "La capitainerie a reçu 46 plaintes depuis le début du mois.")
    canvas.save()


def _footnotes(path: Path) -> None:
    story = [
        Paragraph("Notes on the counts", H1),
        Paragraph("Houses without water<super>1</super>: 640", BODY),
        Paragraph("<super>2</super>Number of people in shelters: 1,310", BODY),
        Paragraph("The pumps moved 4,200 m<super>3</super> of water on Tuesday.", BODY),
        Spacer(1, 430),
        Paragraph("_" * 30, NOTE),
        Paragraph("<super>1</super> Counted by the water board on 3 May 2024.", NOTE),
        Paragraph("<super>2</super> Schools and halls; families in tents are not among them.", NOTE),
    ]
    _build(path, story)


def _landscape(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="en-GB")
    canvas.setPageRotation(90)
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 540, "Schools by district")
    table = Table([["District", "Schools", "Pupils", "Teachers"], ["Harbour", "12", "3,480", "201"],
                   ["Castle", "9", "2,915", "177"], ["Moor", "4", "610", "44"]], colWidths=[200, 100, 100, 100])  # fmt: skip
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("ALIGN", (1, 0), (-1, -1), "RIGHT")]))
    table.wrapOn(canvas, 500, 200)
    table.drawOn(canvas, 60, 430)
    canvas.save()


def _scan(path: Path) -> None:
    picture = Image.new("L", (420, 594), 255)
    ImageDraw.Draw(picture).text((40, 60), "There are 7,000 people in the camp.", fill=0)
    file = io.BytesIO()
    picture.convert("1").save(file, "PNG")
    file.seek(0)
    shown = Path(tempfile.mkdtemp()) / "scan.png"
    shown.write_bytes(file.getvalue())
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.drawImage(str(shown), 0, 0, *A4)
    canvas.save()
    shutil.rmtree(shown.parent)


def _locked(path: Path, password: str) -> None:
    encryption = StandardEncryption(password, ownerPassword="board", strength=128)
    _build(path, [Paragraph("The board met in secret: 11 members voted for the dam.", BODY)], encrypt=encryption)


# -- other programs ---------------------------------------------------------------------------------------------------


def _run(*command: str | Path, folder: Path) -> bytes:
    return subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, check=True).stdout


def _office(path: Path, name: str, source: str, *options: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / name
        made.write_text(source, encoding="utf-8")
        _run("soffice", "--headless", *options, "--convert-to", "pdf", made.name, folder=Path(folder))
        shutil.copy(made.with_suffix(".pdf"), path)


REPORT = """<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font-family: "Liberation Sans", sans-serif; font-size: 11pt }} table {{ border-collapse: collapse }}
td, th {{ border: 1px solid black; padding: 3px 8px }} td + td {{ text-align: right }}</style></head><body>{body}</body></html>"""
FRENCH = """<h1>Accueil des familles à Port-Clair</h1>
<p>Depuis le 2 avril, 418 familles ont été accueillies dans les gymnases de la ville, indique la préfecture. Elles
étaient 390 la semaine dernière. Les bénévoles ont distribué 2 600 repas et 75 lits de camp ont été montés dans la salle
des fêtes, où une infirmerie est ouverte jour et nuit aux personnes malades ou blessées.</p>
<h2>Écoles</h2><p>La situation dans les écoles :</p><ul><li>132 enfants sont inscrits à l’école primaire ;</li>
<li>41 enfants attendent une place ;</li><li>6 classes ont été ouvertes.</li></ul>
<table><tr><th>Gymnase</th><th>Familles</th><th>Lits</th></tr><tr><td>Gymnase du Port</td><td>210</td><td>640</td></tr>
<tr><td>Gymnase des Halles</td><td>128</td><td>402</td></tr><tr><td>Salle des fêtes</td><td>80</td><td>245</td></tr></table>"""


def _writer(path: Path) -> None:
    _office(
        path, "writer.html", REPORT.format(language="fr", title="Accueil", body=FRENCH), "--infilter=HTML (StarWriter)"
    )


def _calc(path: Path) -> None:
    rows = [["Road tolls of the county", "", ""], ["Road", "Cars", "Lorries"], ["Coast road", "18420", "2210"],
            ["Pass road", "7305", "1184"], ["Bridge", "25160", "3071"], ["Total", "50885", "6465"]]  # fmt: skip
    _office(path, "calc.csv", "\n".join(",".join(row) for row in rows))


GERMAN = """<h1>Wasserstand und Helfer</h1><div style="columns: 2"><p>Am Montag waren 1.250 Helferinnen und Helfer am
Deich, die Hälfte von ihnen aus anderen Kreisen. Sie füllten 48.000 Sandsäcke. In drei Dörfern wurden 96 Häuser geräumt,
und 310 Menschen schliefen in der Turnhalle.</p><p>Das Rote Kreuz gab 1.900 Mahlzeiten aus. Der Pegel stand am Abend bei
7,4 Metern. Die Feuerwehr setzte 65 Pumpen ein; 12 davon kamen aus dem Nachbarland. Zwei Brücken bleiben gesperrt.</p></div>
<table><tr><th>Abschnitt</th><th>Helfer</th><th>Pumpen</th></tr><tr><td>Deich Nord</td><td>540</td><td>31</td></tr>
<tr><td>Deich Süd</td><td>460</td><td>22</td></tr><tr><td>Hafen</td><td>250</td><td>12</td></tr></table>"""


DASHBOARD = """<html lang=en><meta charset=utf-8><style>body{font:11pt "Liberation Sans"} table{border-collapse:collapse}
td,th{padding:2px 10px} .n td+td,.n th+th{text-align:right} .b td,.b th{border:1px solid #888} .t{display:flex;gap:12px}
.t div{border:1px solid #888;padding:10px;text-align:center;width:130px}.t b{font-size:24pt;display:block}</style>
<h1>Weekly report of the county</h1>
<div class=t><div><b>1,204</b>confirmed cases</div><div><b>17</b>deaths in hospital</div><div>Tests this week<b>8,930</b></div>
<div><b>12.4 %</b>of tests positive</div></div><h2>Cases by day</h2>
<table class=n><tr><th>Date<th>Cases<th>Deaths<tr><td>03.04.2020<td>120<td>5<tr><td>04.04.2020<td>133<td>-<tr><td>05.04.2020
<td>98<td>7</table><h2>Cases by age</h2>
<table class="n b"><tr><th rowspan=2>Age group<th colspan=2>Men<th colspan=2>Women<tr><th>n<th>%<th>n<th>%<tr><td>0-9<td>12<td>1.0
<td>14<td>1.1<tr><td>10-19<td>45<td>3.7<td>51<td>4.2<tr><td>Total<td>57<td>4.7<td>65<td>5.3</table><h2>Hospitals</h2>
<table class=n><tr><td>Number of patients who are treated in the intensive care wards of the county, including those from
other counties<td>64<tr><td>Number of patients who have left hospital<td>311<tr><td>Number of beds that are free in the general
wards and in the tents behind the old railway station<td>1,025</table>"""


def _chromium(path: Path, page: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}")
        _run("chromium", *options, source, folder=Path(folder))


ENGLISH = """<h1>Ferries in winter</h1><p>The company ran 1,204 crossings between November and February and cancelled
88 of them. It carried 96,300 passengers and 21,450 cars.</p><table><tr><th rowspan="2">Line</th><th colspan="2">Crossings</th>
</tr><tr><th>Planned</th><th>Cancelled</th></tr><tr><td>Mainland</td><td>810</td><td>41</td></tr><tr><td>Islands</td><td>482</td>
<td>47</td></tr></table>"""


def _weasyprint(path: Path) -> None:
    from weasyprint import HTML

    HTML(string=REPORT.format(language="en", title="Ferries", body=ENGLISH)).write_pdf(path)


TYPST = """#set text(lang: "es", size: 11pt)
#set page(numbering: "1 / 1", header: [Ayuntamiento de Torrehonda, parte semanal])
= Parte semanal del albergue
El albergue acogió a 184 personas esta semana, según el ayuntamiento. La cocina sirvió 2.310 comidas y el centro de salud
atendió a 57 vecinos.

#table(columns: 3, align: (left, right, right), [*Barrio*], [*Viviendas*], [*Farolas*], [Centro], [1.420], [310], [Ribera], [980], [205],
  [Estación], [412], [96])
#pagebreak()
== Obras
Se repararon 14 calles y 3 puentes. Quedan 22 calles por reparar.
"""


def _typst(path: Path) -> None:
    import typst

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.typ"
        source.write_text(TYPST, encoding="utf-8")
        typst.compile(str(source), output=str(path))


GROFF = """.TL
Library lending
.PP
Readers borrowed 9,410 books in March, the library says; 1,205 of them came back late. It has 3,870 readers and opened
one more reading room, in which 24 places are for pupils.
.TS
l r r.
Branch\tBooks\tReaders
_
Centre\t6120\t2410
Station\t2035\t905
Hill\t1255\t555
.TE
"""


def _groff(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.ms"
        source.write_text(GROFF, encoding="utf-8")
        path.write_bytes(_run("groff", "-ms", "-t", "-Tpdf", source.name, folder=Path(folder)))


def _fpdf(path: Path) -> None:
    from fpdf import FPDF

    document = FPDF()
    document.set_creation_date(datetime(2024, 5, 4, tzinfo=UTC))
    document.add_page()
    document.set_font("Helvetica", "B", 18)
    document.cell(0, 12, "Rescue at sea", new_x="LMARGIN", new_y="NEXT")
    document.set_font("Helvetica", size=11)
    document.multi_cell(
        0, 6, "The lifeboats went out 63 times this year and brought 148 people ashore. Eleven crews are on call."
    )
    document.ln(4)
    with document.table(col_widths=(60, 30, 30)) as table:
        for row in [("Station", "Launches", "People"), ("West Pier", "38", "97"), ("Long Sands", "25", "51")]:
            table.row(row)
    document.output(str(path))


def _ghostscript(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.ms"
        source.write_text(
            GROFF.replace("Library lending", "Lending of the library").replace("9,410", "9,655"), encoding="utf-8"
        )
        drawn = Path(folder) / "drawn.ps"
        drawn.write_bytes(_run("groff", "-ms", "-t", "-Tps", source.name, folder=Path(folder)))
        _run(
            "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={path}", drawn, folder=Path(folder)
        )


TEX = r"""\documentclass[11pt]{article}
\pdfinfoomitdate=1 \pdftrailerid{}
\begin{document}
\section*{Fire office: first quarter}
The officers of the fire office fought 342 fires between January and March, 27 fewer than in the first quarter of last year. They
rescued 58 people, of whom 9 were children. In the office at Effingham, 1,240 firefighters finished a course.\footnote{Without the 14
officers of the port.}

\bigskip
\noindent\begin{tabular}{lrrr}
\hline
District & \multicolumn{2}{c}{Fires} & People rescued \\
 & Houses & Fields & \\
\hline
North & 41 & 18 & 12 \\
Effingham & 67 & 5 & 31 \\
Fieldside & 22 & 96 & 15 \\
\hline
\end{tabular}
\newpage
\subsection*{Costs}
Repairs cost \pounds 2.4 million, of which new engines took 63\,\%.
\begin{itemize}
\item 7 pumps wait for repair.
\item 310 hoses were replaced.
\end{itemize}
\end{document}
"""


def _tex(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "source.tex").write_text(TEX, encoding="utf-8")
        _run("pdflatex", "-interaction=batchmode", "source.tex", folder=Path(folder))
        shutil.copyfile(Path(folder) / "source.pdf", path)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842" font-family="Liberation Sans">{}</svg>'


def _cairo(path: Path) -> None:
    def words(x: int, y: int, size: int, text: str, anchor: str = "start") -> str:
        return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{text}</text>'

    tiles = [("1.284", "Fahrten am Montag"), ("57", "ausgefallene Fahrten"), ("96,5 %", "der Busse pünktlich")]
    first = words(60, 80, 22, "Stadtwerke Hafenstadt: Busse und Bahnen")
    for number, (value, caption) in enumerate(tiles):
        x = 60 + 165 * number
        first += f'<rect x="{x}" y="110" width="150" height="90" fill="none" stroke="black"/>'
        first += words(x + 75, 155, 30, value, "middle") + words(x + 75, 185, 10, caption, "middle")
    first += words(60, 240, 11, "Die Stadtwerke beschäftigen 310 Fahrer. Im Mai kamen 12 Fahrer dazu.")
    second = words(60, 80, 16, "Linien")
    for number, cells in enumerate(
        [
            ("Linie", "Fahrten", "Ausfälle"),
            ("Hafenlinie", "412", "9"),
            ("Bergbahn", "230", "31"),
            ("Ringlinie", "642", "17"),
        ]
    ):
        y = 120 + 22 * number
        second += words(60, y, 11, cells[0]) + words(260, y, 11, cells[1], "end") + words(360, y, 11, cells[2], "end")
    with tempfile.TemporaryDirectory() as folder:
        for name, drawn in (("1.svg", first), ("2.svg", second)):
            (Path(folder) / name).write_text(SVG.format(drawn), encoding="utf-8")
        _run("rsvg-convert", "--format", "pdf", "--output", path, "1.svg", "2.svg", folder=Path(folder))


def main(names: Sequence[str]) -> None:
    """Make the documents called *names*, all of them by default."""
    for folder, made in ((FILES, every()), (DEMO, of_the_demo())):
        folder.mkdir(exist_ok=True)
        for name, make in made.items():
            if not names or name in names:
                make(folder / f"{name}.pdf")
                sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
