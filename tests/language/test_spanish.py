"""Spanish, the language that was added as one file: `monitor/language/data/es.toml`; no line of code names it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor import examine, extract, figures
from monitor.compare import Stated, Version, gather
from monitor.language import load
from monitor.model import ChangeKind, Direction, Figure, Indicator, Page, Quantifier, Reading, Role, Text

NOON = datetime(2020, 5, 20, 12, tzinfo=UTC)
PAGE = '<html lang="{tag}"><title>1</title><main><p>Actualizado el 20 de mayo de 2020</p>{content}</main></html>'


def read(content: str, tag: str = "es") -> Reading:
    return examine.read(PAGE.format(tag=tag, content=content).encode())


def text_of(content: str, tag: str = "es") -> Text:
    return extract.read(PAGE.format(tag=tag, content=content).encode())


def stated(sentence: str, tag: str = "es") -> list[Figure]:
    return list(read(f"<p>{sentence}</p>", tag).figures)


def written(figure: Figure) -> str:
    ends = (figure.value,) if figure.value is not None else (figure.low, figure.high)
    value = "..".join(f"{end:.4f}".rstrip("0").rstrip(".") for end in ends if end is not None)
    return f"{value} {figure.unit}" if figure.unit else value


NUMBERS = [
    ("Veintiún barcos fueron rescatados.", "21"),
    ("Treinta y una casas ardieron.", "31"),
    ("Cuarenta y dos casas ardieron.", "42"),
    ("Cien personas viven aquí.", "100"),
    ("Ciento una personas viven aquí.", "101"),
    ("Doscientas cincuenta personas viven aquí.", "250"),
    ("Quinientos sesenta y siete soldados llegaron.", "567"),
    ("Setecientas treinta y dos casas ardieron.", "732"),
    ("Mil doscientas treinta y cuatro personas viven aquí.", "1234"),
    ("Novecientos noventa y nueve mil novecientos noventa y nueve barcos.", "999999"),
    ("Seis mil expedientes esperan.", "6000"),
    ("Se gastaron dos mil millones de euros.", "2000000000 EUR"),
    ("Se gastaron 18 mil millones de euros.", "18000000000 EUR"),
    ("Se gastaron 5 mill. de euros.", "5000000 EUR"),
    ("Se gastaron 2,4 millones de euros.", "2400000 EUR"),
    ("Un millón y medio de personas votó.", "1500000"),
    ("La calle mide dos kilómetros y medio.", "2.5 km"),
    ("El municipio mide 1.234,5 hectáreas.", "1234.5 ha"),
    ("El municipio cuenta 1.234.567 habitantes.", "1234567"),
    ("El paro es del 4,2 por ciento.", "4.2 %"),
    ("La tasa bajó 3 puntos porcentuales.", "3 pp"),
    ("Hubo menos 12 grados.", "-12 °"),
    ("Entre 5.000 y 7.000 personas vinieron.", "5000..7000"),
    ("De 5.000 a 7.000 personas vinieron.", "5000..7000"),
    ("Entre sesenta y setenta personas vinieron.", "60..70"),
    ("Entre cien y doscientas personas vinieron.", "100..200"),
    ("Entre doscientas y trescientas personas vinieron.", "200..300"),
    ("Dos o tres autobuses llegaron.", "2..3"),
    ("Un tercio de los vecinos respondió.", "0.3333"),
    ("Una quinta parte de los vecinos respondió.", "0.2"),
    ("Las tres cuartas partes de los vecinos respondieron.", "0.75"),
    ("La mitad de los vecinos respondió.", "0.5"),
    ("Cuatro de cada cinco vecinos respondieron.", "0.8"),
    ("Hay un médico por cada cien vecinos.", ""),
    ("El número de casos se ha duplicado.", "2"),
    ("Vino casi el triple.", "3"),
    ("Una docena de vecinos respondió.", "12"),
    ("Un centenar de vecinos respondió.", "100"),
    ("Cientos de vecinos respondieron.", "100..1000"),
    ("Decenas de miles de vecinos respondieron.", "10000..100000"),
    ("Un hombre y una mujer viven aquí.", ""),
    ("Entre seis mil y ocho mil personas vinieron.", "6000..8000"),
    ("Entre treinta y cinco y cuarenta personas vinieron.", "35..40"),
    ("Entre treinta y cuarenta personas vinieron.", "30..40"),
    ("Doscientas treinta y cinco personas vinieron.", "235"),
    ("Mil quinientas noventa y nueve personas vinieron.", "1599"),
    ("Medio millón de personas vino.", "500000"),
    ("Media docena de vecinos vino.", "6"),
    ("La espera dura media hora.", "0.5 h"),
    ("La media y el medio ambiente mejoran.", ""),
]


@pytest.mark.parametrize(("sentence", "values"), NUMBERS)
def test_reads_every_number_as_written(sentence: str, values: str) -> None:
    assert "; ".join(map(written, stated(sentence))) == values


@pytest.mark.parametrize(("tag", "values"), [("es", "1.25"), ("es-MX", "1250"), ("es-AR", "1.25")])
def test_a_region_writes_numbers_its_own_way(tag: str, values: str) -> None:
    assert "; ".join(map(written, stated("La ruta tiene 1,250 curvas.", tag))) == values


REFUSALS = [
    ("El 3 de mayo de 2016 llegaron 300 personas.", "3 date; 2016 year", "300"),
    ("El 12.03.2020 llegaron 300 personas.", "12.03.2020 date", "300"),
    ("El 12/03/2020 llegaron 300 personas.", "12 date; 03 date; 2020 date", "300"),
    ("En 2015 llegaron 46 barcos.", "2015 year", "46"),
    ("A las 17:30 llegaron 46 barcos.", "17 time; 30 time", "46"),
    ("A las 17 h llegaron 46 barcos.", "17 h time", "46"),
    ("En los últimos 3 meses llegaron 46 barcos.", "3 meses period", "46"),
    ("Hace cinco años llegaron 46 barcos.", "cinco años period", "46"),
    ("Los mayores de 65 años son 46.", "65 años age", "46"),
    ("Se aplican el artículo 50 y la ley 3/2020.", "50 article; 3 article; 2020 article", ""),
    ("Véanse la página 12 y el cuadro 4.", "12 page; 4 list_number", ""),
    ("La tercera reunión es en la calle 14.", "tercera ordinal; 14 name", ""),
    ("Es el 1.º de la lista.", "1 idiom", ""),
    ("Juan Pérez (45) perdió 3 cabras.", "45 age", "3"),
    ("El COVID-19 mató a 40 personas.", "19 name", "40"),
    ("La fase 3 abarca 300 empresas.", "3 name", "300"),
    ("El plan tiene tres pilares.", "tres structure", ""),
    ("Hay cuatro razones.", "cuatro structure", ""),
    ("La incidencia es de 62 por 100.000 habitantes.", "100.000 rate", "62"),
    ("Tiempo de lectura: 3 minutos", "3 minutos reading_time", ""),
    ("Llame al 112.", "112 phone", ""),
    ("Uno de los barcos llegó.", "Uno idiom", ""),
    ("2019 personas llegaron.", "", "2019"),
    ("A las 17.00 llegaron 46 barcos.", "17.00 time", "46"),
    ("Las terrazas cierran a las once.", "once time", ""),
    ("Las terrazas abren a las tres y media.", "tres y media time", ""),
    ("Abre de 9.30 a 14.00 horas y a las 20 horas.", "9.30 a 14.00 horas time; 20 horas time", ""),
    ("Abre entre las 9 y las 11.", "9 time; 11 time", ""),
    ("Ayudaron a las once familias y a las 12 mujeres.", "", "once; 12"),
    ("Abre 12,15 horas.", "", "12,15 horas"),
    ("Entre el 1 y el 15 de octubre llegaron 46 barcos.", "1 date; 15 date", "46"),
    ("Del 2 al 9 de marzo llegaron 46 barcos.", "2 al 9 date", "46"),
    ("Entre el 1 y las 15 casas viven 46 perros.", "", "1; 15; 46"),
    ("Llame al teléfono 91 123 45 67.", "91 phone; 123 phone; 45 phone; 67 phone", ""),
    ("La oficina está en la calle Cabestro, 9.", "9 address", ""),
    ("Escriba a avenida de la Paz, 12, 28001 Madrid.", "12 address; 28001 postcode", ""),
    ("En la calle Mayor, 9 personas viven.", "", "9"),
    ("La oficina está en C/ Cabestro, 9.", "9 address", ""),
    ("La oficina está en la avenida 8 de Marzo 41.", "8 date; 41 address", ""),
    ("En la avenida Central, 12 resultaron heridos.", "", "12"),
]


@pytest.mark.parametrize(("sentence", "refused", "surfaces"), REFUSALS)
def test_refuses_what_is_no_figure_and_says_why(sentence: str, refused: str, surfaces: str) -> None:
    text = text_of(f"<p>{sentence}</p>")
    kept, dropped = figures.find(text)
    own = text.content.index(sentence)
    assert "; ".join(f"{one.surface} {one.why}" for one in dropped if one.start >= own) == refused
    assert "; ".join(one.surface for one in kept) == surfaces


PRICES = [
    ("es-MX", "$900 millones", "MXN"),
    ("es-AR", "$900 millones", "ARS"),
    ("es-CL", "900 millones de pesos", "CLP"),
    ("es-EC", "$900 millones", "USD"),
    ("es-DO", "900 millones de pesos", "DOP"),
    ("es-MX", "900 millones de dólares", "USD"),
    ("es-MX", "US$900 millones", "USD"),
    ("es-ES", "900 millones de pesos", "peso"),
    ("es", "900 millones de pesos", "peso"),
]


@pytest.mark.parametrize(("tag", "price", "unit"), PRICES)
def test_a_region_pays_in_its_own_currency(tag: str, price: str, unit: str) -> None:
    (figure,) = stated(f"Se gastaron {price}.", tag)
    assert figure.unit == unit


LABELS = [
    ("En el campo viven 640 personas.", "personas en el campo"),
    ("Llegaron 25 niños no acompañados.", "niños no acompañados"),
    ("El número de solicitudes fue de 300.", "solicitudes"),
    ("Los ingresos por alquileres cayeron un 6,4 %.", "ingresos por alquileres"),
    ("La multa es de 90 euros.", "multa"),
    ("Dos tercios de los vecinos respondieron.", "vecinos que respondieron"),
    ("Mujeres: 7.981", "Mujeres"),
    ("Seis de cada diez presos enferman.", "presos que enferman"),
    ("Niñas y niños no acompañados: 643", "Niñas y niños no acompañados"),
    ("Había un solo enchufe y 12 mantas.", "enchufe; mantas"),
    ("La policía detuvo a 12 personas.", "personas detenidas"),
    ("El plan dispone de 480.000 euros.", "plan"),
    ("Se repartieron 3.000 toneladas de arroz.", "arroz"),
    ("Hubo 12 muertos y 30 heridos.", "muertos; heridos"),
]


@pytest.mark.parametrize(("sentence", "labels"), LABELS)
def test_what_is_counted(sentence: str, labels: str) -> None:
    assert "; ".join(one.counts for one in stated(sentence)) == labels


HEDGES = [
    ("Unas 300 personas llegaron.", Quantifier.APPROXIMATELY),
    ("Alrededor de 300 personas llegaron.", Quantifier.APPROXIMATELY),
    ("Casi 300 personas llegaron.", Quantifier.NEARLY),
    ("Cerca de 300 personas llegaron.", Quantifier.NEARLY),
    ("Más de 300 personas llegaron.", Quantifier.MORE_THAN),
    ("Algo más de 300 personas llegaron.", Quantifier.MORE_THAN),
    ("Menos de 300 personas llegaron.", Quantifier.LESS_THAN),
    ("Al menos 300 personas llegaron.", Quantifier.AT_LEAST),
    ("Por lo menos 300 personas llegaron.", Quantifier.AT_LEAST),
    ("Hasta 300 personas llegaron.", Quantifier.AT_MOST),
    ("Un máximo de 300 personas llegaron.", Quantifier.AT_MOST),
    ("No más de 300 personas llegaron.", Quantifier.AT_MOST),
    ("300 personas llegaron.", Quantifier.EXACT),
]


@pytest.mark.parametrize(("sentence", "quantifier"), HEDGES)
def test_hedges(sentence: str, quantifier: Quantifier) -> None:
    (figure,) = stated(sentence)
    assert figure.quantifier is quantifier
    assert figure.counts == "personas que llegaron"


ROLES = [
    ("Esperan 7.000 personas, entre ellas 1.200 niños.", Role.SUBSET, None),
    ("Hay 63 casos, nueve de ellos desde el viernes.", Role.SUBSET, None),
    ("El martes llegaron otras 115 personas.", Role.INCREMENT, None),
    ("Se contratarán seis inspectores adicionales.", Role.INCREMENT, None),
    ("El gasto aumentó un 17 %.", Role.CHANGE, Direction.UP),
    ("Es un 2,7 % menos que en 2022.", Role.CHANGE, Direction.DOWN),
    ("Hubo dieciocho muertes, frente a once el año anterior.", Role.REFERENCE, None),
    ("Debe avisar en un plazo de cinco días.", Role.RULE, None),
    ("Quédese en casa 14 días.", Role.RULE, None),
    ("Multa de hasta 600 euros.", Role.RULE, None),
    ("El 34 % de los internos trabaja.", Role.SHARE, None),
    ("Es el doble que en octubre.", Role.MULTIPLE, None),
]


@pytest.mark.parametrize(("sentence", "role", "direction"), ROLES)
def test_roles(sentence: str, role: Role, direction: Direction | None) -> None:
    figure = stated(sentence)[-1]
    assert (figure.role, figure.direction) == (role, direction)


SPEAKERS = [
    ("Según la Cruz Roja, viven aquí 300 personas.", "Cruz Roja"),
    ("De acuerdo con Protección Civil, hay 300 personas.", "Protección Civil"),
    ("El alcalde afirmó que hay 300 personas en el campo.", "alcalde"),
    ("La Jefatura de Policía cifra en 14.500 los asistentes.", "Jefatura de Policía"),
    ("Hay 300 personas en el campo, informó la alcaldesa.", "alcaldesa"),
    ("«Hay 300 personas en el campo», dijo la alcaldesa.", "alcaldesa"),
    ("El alcalde, por su lado, insistió en que son 300 personas.", "alcalde"),
    ("El jefe de Pediatría, Tomás Iraola, denunció que faltan 30 enfermeras.", "jefe de Pediatría, Tomás Iraola"),
    ("El gerente, don Saúl Cordero, afirma que hay 300 personas.", "gerente, don Saúl Cordero"),
    ("El alcalde visitó el campo, dijo la Cruz Roja. Añadió que viven aquí 300 personas.", "Cruz Roja"),
    ("El alcalde habló ayer, dijo la Cruz Roja. En el campo, precisó, viven 300 personas.", "Cruz Roja"),
    ("La alcaldesa Ana Ruiz visitó el campo. Allí viven 300 personas.", None),
    ("Se calcula que hay 300 personas.", None),
    ("En el campo hay 300 personas.", None),
]


@pytest.mark.parametrize(("sentence", "speaker"), SPEAKERS)
def test_speakers(sentence: str, speaker: str | None) -> None:
    (figure,) = stated(sentence)
    assert figure.attribution == speaker


GOES_ON = [
    ("<p>»Aquí viven ahora mismo 300 personas».</p>", "alcaldesa"),
    ("<p>»Viven aquí 300 personas.</p><p>»Y no hay agua».</p>", "alcaldesa"),
    ("<p>Viven aquí 300 personas.</p>", None),
]


@pytest.mark.parametrize(("after", "speaker"), GOES_ON)
def test_a_quotation_goes_on_in_the_next_paragraph(after: str, speaker: str | None) -> None:
    (figure,) = read(f"<p>La alcaldesa afirmó ayer: «El campo está lleno de gente.</p>{after}").figures
    assert figure.attribution == speaker


DATES = [
    ("Última actualización: 3 de mayo de 2020", "2020-05-03"),
    ("Actualizado el 3 de mayo de 2020", "2020-05-03"),
    ("Fecha de actualización: 03/05/2020", "2020-05-03"),
    ("Última modificación: 3 mayo 2020", "2020-05-03"),
]


@pytest.mark.parametrize(("line", "day"), DATES)
def test_the_day_of_a_page(line: str, day: str) -> None:
    page = f'<html lang="es"><title>1</title><main><p>{line}</p><p>Hay 300 personas.</p></main></html>'
    assert extract.read(page.encode()).updated == day


TIMES = [
    ("El 3 de mayo de 2020", date(2020, 5, 3), date(2020, 5, 3)),
    ("Entre el 1 y el 15 de marzo de 2020", date(2020, 3, 1), date(2020, 3, 15)),
    ("Del 2 al 9 de marzo", date(2020, 3, 2), date(2020, 3, 9)),
    ("En mayo de 2019", date(2019, 5, 1), date(2019, 5, 31)),
    ("El año pasado", date(2019, 1, 1), date(2019, 12, 31)),
    ("La semana pasada", date(2020, 5, 11), date(2020, 5, 17)),
    ("En los últimos 3 meses", date(2020, 2, 20), date(2020, 5, 20)),
    ("Hace 3 meses", date(2020, 2, 20), date(2020, 2, 20)),
    ("En el primer trimestre de 2020", date(2020, 1, 1), date(2020, 3, 31)),
    ("Este año", date(2020, 1, 1), date(2020, 5, 20)),
    ("El martes", date(2020, 5, 19), date(2020, 5, 19)),
    ("Ayer", date(2020, 5, 19), date(2020, 5, 19)),
    ("A finales de 2019", date(2019, 9, 1), date(2019, 12, 31)),
]


@pytest.mark.parametrize(("phrase", "since", "until"), TIMES)
def test_when_a_figure_holds(phrase: str, since: date, until: date) -> None:
    (figure,) = stated(f"{phrase} llegaron 300 personas.")
    assert (figure.time, figure.since, figure.until) == (phrase, since, until)


def table(*heads: str, cells: tuple[str, ...]) -> str:
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr><tr>{body}</tr></table>"


def test_a_header_gives_its_unit() -> None:
    figure = read(table("Área", "Gasto (millones de euros)", cells=("Salud", "9,5"))).figures[-1]
    assert written(figure) == "9500000 EUR"


@pytest.mark.parametrize(
    ("head", "cell", "value"),
    [
        ("Monto (millones de $)", "$9.870", "9870000000 $"),
        ("Monto (millones)", "$9.870", "9870000000 $"),
        ("Monto (millones de €)", "$9.870", "9870 $"),
        ("Monto (millones de $)", "$2 mil", "2000 $"),
    ],
)
def test_a_sign_in_a_cell_keeps_the_factor_of_its_header(head: str, cell: str, value: str) -> None:
    figure = read(table("Área", head, cells=("Salud", cell))).figures[-1]
    assert written(figure) == value


def kinds(old: str, new: str) -> list[ChangeKind]:
    first = examine.compare_readings(None, read(old)).baseline
    return [one.kind for one in examine.compare_readings(first, read(new)).changes if one.told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Total al 25 de mayo", "Total al 26 de mayo"),
        ("Casos hasta el 25 de mayo de 2020", "Casos hasta el 26 de mayo de 2020"),
    ],
)
def test_a_column_that_names_its_day_goes_on(before: str, after: str) -> None:
    found = kinds(table("Cantón", before, cells=("Lima", "1.620")), table("Cantón", after, cells=("Lima", "1.655")))
    assert found == [ChangeKind.CHANGED]


TURNS = [
    ("En el accidente han muerto 12 personas.", "El accidente causó 15 fallecidos."),
    ("El campo alberga a 640 personas.", "El campo acoge a 655 personas."),
    ("La policía detuvo a 31 sospechosos.", "Ha habido 34 detenciones de la policía."),
]


@pytest.mark.parametrize(("before", "after"), TURNS)
def test_words_that_pages_use_by_turns_are_one_figure(before: str, after: str) -> None:
    assert kinds(f"<p>{before}</p>", f"<p>{after}</p>") == [ChangeKind.CHANGED]


def test_people_without_a_home_are_not_taken_for_recovered() -> None:
    found = kinds(
        "<p>En la estación duermen 40 personas sin techo.</p>", "<p>Los médicos cuentan 55 personas recuperadas.</p>"
    )
    assert sorted(one.value for one in found) == ["APPEARED", "DISAPPEARED"]


NOUNS = [
    ("niño", "niños"), ("camión", "camiones"), ("luz", "luces"), ("hospital", "hospitales"), ("mujer", "mujeres"),
    ("ciudad", "ciudades"), ("país", "países"), ("mes", "meses"), ("joven", "jóvenes"), ("autobús", "autobuses"),
    ("hombre", "hombres"), ("clase", "clases"), ("avance", "avances"), ("dosis", "dosis"), ("ley", "leyes"),
    ("bebé", "bebés"), ("padre", "padres"),
]  # fmt: skip


@pytest.mark.parametrize(("singular", "plural"), NOUNS)
def test_a_noun_is_the_same_in_the_plural(singular: str, plural: str) -> None:
    forms = load("es").nouns.forms
    assert forms.singular(singular) == forms.singular(plural)


@pytest.mark.parametrize(("one", "other"), [("caso", "casa"), ("mes", "mesa"), ("luz", "luna"), ("pan", "pana")])
def test_another_noun_stays_another(one: str, other: str) -> None:
    forms = load("es").nouns.forms
    assert forms.singular(one) != forms.singular(other)


GATHERED = [
    ("niño", "El centro acoge a 75 niños.", True),
    ("camión", "La región espera 75 camiones.", True),
    ("luz", "La calle tiene 75 luces.", True),
    ("niño", "El centro acoge a 75 nidos.", False),
]


@pytest.mark.parametrize(("word", "sentence", "belongs"), GATHERED)
def test_an_indicator_gathers_both_numbers_of_its_noun(word: str, sentence: str, belongs: bool) -> None:
    reading = read(f"<p>{sentence}</p>")
    version = Version.dated(NOON, title="", language=reading.text.language, dates=())
    found = [Stated(figure=figure, series=1) for figure in reading.figures]
    page = Page(id="centro", url="https://centro.example/")
    assert bool(gather([Indicator(id="one", name="one", words=(word,))], page, version, found)) is belongs
