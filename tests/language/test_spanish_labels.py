"""What Spanish figures count, who does it and who says so: verbs by their endings, before and after their subject."""

from __future__ import annotations

import pytest

from monitor import examine
from monitor.language import language_files
from monitor.model import Figure


def stated(*paragraphs: str) -> tuple[Figure, ...]:
    """Return the figures of a Spanish page with *paragraphs*."""
    content = "".join(words if words.startswith("<") else f"<p>{words}</p>" for words in paragraphs)
    page = f'<html lang="es"><title>1</title><main><h1>Nota del municipio</h1>{content}</main></html>'
    return tuple(examine.read(page.encode()).figures)


FORMS = [
    ("arrasaron", "arrasado", "arrasaron"),
    ("repartió", "repartido", "repartieron"),
    ("distribuye", "distribuido", "distribuyen"),
    ("devolvieron", "devuelto", "devolvieron"),
    ("impuso", "impuesto", "impusieron"),
    ("atiende", "atendido", "atienden"),
    ("desplegamos", "desplegado", ""),
    ("presentan", "presentado", "presentan"),
    ("ayudaron", "ayudado", "ayudaron"),
]


@pytest.mark.parametrize(("form", "participle", "plural"), FORMS)
def test_verbs_are_conjugated_by_their_endings(form: str, participle: str, plural: str) -> None:
    verbs = language_files.loaded("es").verbs
    assert (verbs.done_forms[form], verbs.plural_of[form]) == (participle, plural)


LABELS = [
    # what was done to those counted, before them and after
    ("El viento derribó 31 farolas.", "farolas derribadas"),
    ("Fueron hospitalizadas nueve mujeres.", "mujeres hospitalizadas"),
    ("Siguen ingresados 14 pacientes.", "pacientes ingresados"),
    ("Se analizaron 52 muestras.", "muestras analizadas"),
    ("Se archivaron por falta de pruebas 18 denuncias.", "denuncias archivadas"),
    ("Hemos instalado 40 duchas.", "duchas instaladas"),
    ("El incendio obligó al desalojo de 23 familias.", "familias desalojadas"),
    ("Se contratarán doce enfermeras.", "enfermeras que se contratarán"),
    # what they do
    ("Faltan 130 camas.", "camas que faltan"),
    ("Llegaron otras 25 familias.", "familias que llegaron"),
    ("Tres de cada cinco vecinos viajan en autobús.", "vecinos que viajan en autobús"),
    ("La mitad de los puestos abrirá en mayo.", "puestos que abrirán"),
    ("Dos de cada tres alumnos tienen beca.", "alumnos con beca"),
    ("De las ocho enfermeras, tres están de baja.", "enfermeras; enfermeras de baja"),
    ("Atienden a 68 ancianos que viven solos.", "ancianos que viven solos"),
    ("Han fallecido 17 personas.", "personas fallecidas"),
    ("Allí duermen cada noche 620 personas.", "personas que duermen"),
    ("Hay 90 refugiados. Otros 340 acampan en la plaza.", "refugiados; refugiados que acampan en la plaza"),
    (
        "Hay 14 detenidos. Entre los detenidos hay dos menores. Seis de ellos ingresaron en prisión.",
        "detenidos; menores; detenidos que ingresaron en prisión",
    ),
    ("Solo el 41 % de los médicos se ha vacunado.", "médicos que se han vacunado"),
    ("El 7 % de los presos son mujeres.", "mujeres"),
    ("Se compraron 120.000 dosis más.", "dosis compradas"),
    ("Cada guardia vigila a 45 presos de media.", "presos vigilados"),
    ("Hubo 187 casos por cada 100.000 habitantes.", "casos"),
    ("Hubo 13 votos a favor y 8 en contra.", "votos a favor; votos en contra"),
    # the known ones are only counted
    ("Las cinco fábricas cerraron el año con pérdidas.", "fábricas"),
    # time: what it is of, what is to be done in it
    ("Las consultas no podrán superar los quince minutos.", "minutos de las consultas"),
    ("La ayuda tiene tres meses de retraso.", "meses de retraso"),
    ("Se enfrentan a penas de hasta ocho años de cárcel.", "años de cárcel"),
    ("Los pacientes esperan una media de siete horas.", "horas de espera"),
    ("Las solicitudes deben presentarse en un plazo de 20 días.", "plazo de presentación"),
    ("La tasa de paro alcanza el 8 %. En once pueblos supera el 15 %.", "tasa de paro; pueblos; tasa de paro"),
    ("Robaron 38.000 euros en efectivo.", "efectivo"),
    ("El reglamento da 20 días para presentar alegaciones.", "días para presentar alegaciones"),
    ("Hay que pagar en un plazo de diez días.", "plazo de pago"),
    ("La tala duró seis semanas en total.", "semanas de tala"),
    # money: whom it is for, what became of it
    ("El Gobierno destina 12 millones de euros a escuelas y museos.", "dinero para escuelas y museos"),
    ("La vecina donó 3.000 euros.", "dinero donado por la vecina"),
    ("La obra costará 1,5 millones.", "obra"),
    ("El alquiler medio ronda los 700 euros.", "alquiler medio"),
    ("La cuota, de 45 euros, vence en junio.", "cuota"),
    # votes
    ("Se aprobó por nueve votos contra cuatro.", "votos a favor; votos en contra"),
    ("60 %: obras y limpieza.", "obras y limpieza"),
]


@pytest.mark.parametrize(("sentence", "labels"), LABELS)
def test_what_is_counted_with_its_deed(sentence: str, labels: str) -> None:
    assert "; ".join(one.counts for one in stated(sentence)) == labels


ROLES = [
    ("La velocidad no podrá superar los 30 km/h.", "RULE"),
    ("La ley da 45 días para resolver.", "RULE"),
    ("Tardaron 45 días para resolver.", "TOTAL"),
    ("De las ocho enfermeras, tres están de baja.", "SUBSET"),
]


@pytest.mark.parametrize(("sentence", "role"), ROLES)
def test_roles_of_rules_and_parts(sentence: str, role: str) -> None:
    assert stated(sentence)[-1].role == role


def test_the_column_names_what_a_row_has() -> None:
    rows = "".join(f"<tr><th>{row}</th><td>12</td></tr>" for row in ("Torrehonda", "Mujeres"))
    table = f"<table><tr><th>Centro</th><th>Internos</th></tr>{rows}</table>"
    assert [one.counts for one in stated(table)] == ["Internos de Torrehonda", "Internos: Mujeres"]


SPEAKERS = [
    ("La jefa de turno, Ana Ruiz, pide ayuda.\n«Faltan 12 camas y sobran visitas», relata.", "jefa de turno, Ana Ruiz"),
    ("El edil Luis Paz expuso que falta agua.\n«Llegan aquí unas 30 familias al mes».", "edil Luis Paz"),
    ("«Llegan aquí unas 30 familias al mes», lamentó ayer en Lorca la jefa de turno.", "jefa de turno"),
    ("El edil Luis Paz defendió el plan: «Llegan 30 familias al mes».", "edil Luis Paz"),
    ("Según Eva Sanz, hay paro. El edil Luis Paz votó en contra. «Son 30 familias al mes», reclamó.", "edil Luis Paz"),
]


@pytest.mark.parametrize(("content", "speaker"), SPEAKERS)
def test_a_verb_without_a_subject_means_who_acted_last(content: str, speaker: str) -> None:
    assert {one.attribution for one in stated(*content.split("\n")) if one.surface in {"12", "30"}} == {speaker}
