"""What a length of time is of, side by side in the languages that say it: for a deed, for what goes on."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

CASES = [
    # The deed stands after the time.
    ("en", "Residents have 30 days to reply.", "days to reply"),
    ("fr", "Les riverains disposent de 30 jours pour répondre.", "délai de réponse"),
    ("es", "La ley da 45 días para resolver.", "días para resolver"),
    # It stands before, and the time is a deadline.
    ("en", "Tenants must reply to the letter within 14 days.", "days to reply to the letter"),
    ("fr", "Le formulaire est à renvoyer sous 15 jours.", "délai de renvoi du formulaire"),
    ("fr", "La réponse est donnée sous 15 jours.", "délai de réponse"),
    ("fr", "Un envoi est effectué sous 15 jours.", "délai d'envoi"),
    ("es", "Hay que pagar en un plazo de diez días.", "plazo de pago"),
    # Brackets say the number again, before the unit or after it.
    ("en", "Tenants must reply to the letter within fourteen (14) days.", "days to reply to the letter"),
    ("en", "It lasts at least fourteen (14) days.", "days"),
    ("en", "It takes 21 (twenty-one) business days.", "business days"),
    ("en", "It takes 21 days (three weeks).", "days"),
    ("en", "You have 21 calendar days to appeal.", "calendar days to appeal"),
    ("fr", "Le paiement est dû sous 21 (vingt-et-un) jours.", "délai de paiement"),
    ("de", "Die Frist beträgt 21 Kalendertage.", "Frist"),
    # Something goes on for that time, or is so long.
    ("en", "A child may be held for 14 days.", "days a child may be held"),
    ("en", "Patients wait an average of five hours.", "waiting time"),
    ("fr", "Les patients attendent en moyenne cinq heures.", "attente"),
    ("es", "El corte de agua durará 10 horas por día.", "horas de corte de agua"),
    # The deed by its noun, where the language has one that is known; else by its infinitive.
    ("fr", "Vous avez dix jours, à compter de la visite, pour contester.", "délai de contestation"),
    ("fr", "Il a deux mois pour déposer un recours.", "délai de recours"),
    ("fr", "Le recours se dépose dans les huit jours.", "délai de recours"),
    ("fr", "Les parents s'inscrivent 48 heures à l'avance.", "délai d'inscription"),
    ("fr", "Vous devez vous présenter au guichet sous 90 jours.", "délai de présentation au guichet"),
    ("fr", "Elle a trois mois pour apprendre le texte.", "délai pour apprendre le texte"),
    ("es", "Debe entregar sus recibos en un plazo de diez días.", "plazo de entrega"),
    ("es", "Se presentará una queja en un plazo de tres días.", "plazo de presentación"),
    # What is done goes on for so long.
    ("fr", "La carte est suspendue pendant six mois.", "suspension de la carte"),
    ("fr", "La ville a fermé le pont pendant dix jours.", "fermeture du pont"),
    ("fr", "Il a plu pendant deux jours.", "durée en jours"),
    ("fr", "Il vit là depuis deux ans.", "durée en ans"),
    # Who has so many years is so old.
    ("fr", "Si vous avez plus de 65 ans, venez.", "âge"),
    ("fr", "Si vous avez entre 18 et 64 ans, venez.", "âge"),
    ("fr", "Le sauna est accessible à partir de 18 ans.", "âge"),
    ("fr", "La carte est valable 2 ans.", "durée en ans"),
    # What is told in a unit and its parts is called by the parts: a label has no number.
    ("en", "He got 2 years and 6 months.", "months"),
    ("es", "El vuelo llegó con 2 horas y 10 minutos de retraso.", "minutos de retraso"),
    ("es", "La tasa queda eximida por seis meses.", "meses de exención"),
    ("es", "La lista se expondrá durante quince días hábiles.", "días hábiles de exposición"),
    ("es", "Podrán quedarse un máximo de seis meses.", "meses de estancia"),
    ("es", "Llovió durante dos días.", "días"),
    # It is done so many times.
    ("fr", "Le prêt peut être prolongé deux fois.", "prolongations du prêt"),
    ("fr", "Elle est venue trois fois.", "fois"),
    ("es", "Los vecinos llamaron doce veces.", "llamadas"),
    ("es", "El préstamo podrá renovarse dos veces.", "renovaciones"),
    # A state has gone on for so long; a place is none.
    ("fr", "Les facteurs sont en grève depuis neuf jours.", "jours de grève"),
    ("fr", "Le pont est en travaux depuis plus de six mois.", "mois de travaux"),
    ("fr", "Il vit en France depuis six ans.", "durée en ans"),
    ("es", "El puente está en obras desde hace más de dos años.", "años de obras"),
    # A thing is as old as that at most: it is dated by a verb, or by a participle before how long ago.
    ("fr", "Sur présentation d'un justificatif datant de moins de trois mois.", "ancienneté du justificatif"),
    ("fr", "Un permis datant de moins de dix ans suffit.", "ancienneté du permis"),
    ("fr", "Si votre dernière piqûre date de plus de sept mois, revenez.", "ancienneté de la dernière piqûre"),
    ("fr", "La date est fixée dans un délai de six mois.", "délai pour fixer la date"),
    ("es", "Deben llevar un justificante emitido hace no más de 15 días.", "antigüedad del justificante"),
    ("es", "Deben llevar receta firmada hace no más de 30 días.", "antigüedad de la receta"),
    ("es", "El puente construido hace más de 80 años sigue abierto.", "antigüedad del puente"),
    ("es", "La obra terminó hace más de dos años.", "años"),
    # Nothing is told of it, in a language that has a noun for each: a deadline, how long, an age.
    ("fr", "En cas de rechute dans les six mois, la caution est perdue.", "délai en mois"),
    ("fr", "Un juge unique statue en six semaines.", "délai en semaines"),
    ("fr", "Les blessés sont soignés en moins de vingt minutes.", "délai de soins des blessés"),
    ("fr", "Laisser tremper les graines douze heures.", "durée en heures"),
    ("fr", "Les pompiers sont restés sur place pendant six heures.", "durée en heures"),
    ("fr", "Les élèves peuvent être exclus dès quatorze ans.", "âge"),
    ("fr", "Lavez les filtres tous les six jours.", "jours"),
    ("fr", "Chacun reçoit douze heures de soutien.", "heures de soutien"),
    # The words after the unit say it themselves.
    ("es", "La pena es de 12 años de cárcel.", "años de cárcel"),
]


@pytest.mark.parametrize(("language", "sentence", "counts"), CASES)
def test_a_length_of_time_is_called_by_what_it_is_of(language: str, sentence: str, counts: str) -> None:
    assert [figure.counts for figure in figures.find(page(language, ("paragraph", sentence)))[0]] == [counts]


SIZES = [
    # A length with the name of what is measured, and the thing that has it.
    ("fr", "La cuve, profonde de 3 mètres, est vide.", "profondeur de la cuve"),
    ("fr", "Le mur mesure 2 mètres de haut.", "hauteur du mur"),
    ("fr", "Il faut aller au lac de Vaux, distant de 52 kilomètres.", "distance du lac de Vaux"),
    ("es", "Cada mesa podrá medir dos metros de largo por 1,2 de ancho.", "largo de cada mesa; ancho de cada mesa"),
    ("es", "Las vallas no deben rebasar 1,80 metros de alto.", "alto de las vallas"),
    ("es", "Vive a menos de 500 metros de la plaza de toros.", "distancia a la plaza de toros"),
    ("es", "Se renovaron 900 metros de cañería.", "cañería"),
    # At so many degrees something is done.
    ("fr", "Les draps sont lavés à 60 °C.", "draps"),
    ("fr", "Les cages sont désinfectées à 60 °C.", "température de désinfection des cages"),
    # An age on which a page's terms depend.
    ("fr", "La salle est réservée aux plus de 18 ans.", "âge pour la salle"),
    ("fr", "Les enfants de moins de six ans entrent gratuitement.", "âge des enfants entrant gratuitement"),
    ("es", "Están exentos de pago los vecinos que tengan 70 años o más.", "edad de los vecinos"),
    ("es", "Pueden hacerse socios los empadronados mayores de 14 años.", "edad mínima"),
]


@pytest.mark.parametrize(("language", "sentence", "counts"), SIZES)
def test_a_size_is_called_by_its_name_and_what_has_it(language: str, sentence: str, counts: str) -> None:
    found = figures.find(page(language, ("paragraph", sentence)))[0]
    assert "; ".join(figure.counts for figure in found) == counts
