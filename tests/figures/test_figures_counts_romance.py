"""What French and Spanish figures count, side by side: rules that both languages share, each with its contrary."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import examine, figures

VOTES = [
    ("fr", "Le plan est adopté par 12 voix contre 3.", "voix pour; voix contre"),
    ("fr", "Il est élu avec 51 voix pour et 9 voix contre.", "voix pour; voix contre"),
    ("fr", "Elle est élue avec 30 voix.", "voix"),
    ("es", "La moción salió adelante con 15 votos a favor y 8 en contra.", "votos a favor; votos en contra"),
    ("es", "Se aprueba por 12 votos contra 7.", "votos a favor; votos en contra"),
]

BOUNDED = [  # by a verb in the number's hedge: its subject is what is counted
    ("fr", "Les droits d'entrée ne peuvent excéder 9 €.", "droits d'entrée"),
    ("fr", "La part des loyers ne peut excéder 12 %.", "loyers"),
    ("fr", "Le poids d'un colis ne doit pas dépasser 20 kilos.", "poids d'un colis"),
    ("fr", "Le déficit s'établit donc à 80 000 euros.", "déficit"),
    ("fr", "La toiture de l'église engloutira 2,5 millions.", "toiture de l'église"),
    ("fr", "La colonne dépasse 300 camions.", "camions"),
    ("es", "El alquiler medio ronda los 600 euros.", "alquiler medio"),
    # nothing but the movement is named
    ("fr", "Pourquoi une hausse d'environ 4 % ?", "hausse"),
    ("fr", "Une hausse de 4 % des loyers est prévue.", "loyers"),
]

SUBJECTS = [  # a noun phrase whole, and nothing that stands before it
    ("es", "El número de alumnos que llegaron tarde ha bajado hasta los 40.", "alumnos que llegaron tarde"),
    ("fr", "Le nombre de patients qui sont venus seuls a baissé à 90.", "patients qui sont venus seuls"),
    ("es", "El alcalde dice que llegaron 30 barcos.", "barcos que llegaron"),
    ("es", "La demora, añadió, sigue siendo corta: once días.", "demora"),
    ("es", "La velocidad, explicó, que ahora es de 30 km/h, bajará.", "velocidad"),
    ("es", "El río supera este verano el nivel de alerta, fijado en 180 metros.", "nivel de alerta"),
    ("es", "Cobran a los socios una cuota que no excede de 90 euros.", "cuota"),
    ("fr", "Le pont a rouvert en mai et coûte 3 euros.", "pont"),
    ("es", "El permiso vale para la zona norte y cuesta 38 euros.", "permiso"),
]

WHOLE = [  # no phrase is cut before what completes it, and none is kept without it
    ("es", "Hay 31 familias en lista de espera.", "familias en lista de espera"),
    ("es", "Asisten nueve socios de los 25 que forman la junta.", "socios que asisten; socios que forman la junta"),
    ("es", "Entrevistamos a 20 vecinos que comparten un baño.", "vecinos entrevistados; baño"),
    ("es", "La norma obliga a los 30 socios del club a renovar su carné.", "socios del club"),
    ("es", "El 8 % de los alumnos, dijo, repite.", "alumnos que repiten"),
    ("fr", "La moitié des élèves, ajoute-t-elle, sont absents.", "élèves absents"),
    ("fr", "Près de 40 personnes ont par ailleurs quitté la salle.", "personnes ayant quitté la salle"),
    ("fr", "Il encourt des amendes allant de 20 à 60 euros.", "amendes"),
    ("fr", "Un voisin sur neuf attend toujours une réponse.", "voisins attendant une réponse"),
    ("fr", "Une centaine d'enfants arrivent chaque matin.", "enfants arrivant chaque matin"),
    ("fr", "Douze hameaux devront être ravitaillés par bateau.", "hameaux à ravitailler par bateau"),
    ("fr", "Douze hameaux ont été ravitaillés par la commune.", "hameaux ravitaillés"),
    # what is still to be done
    ("fr", "Nous devrons fermer six gares.", "gares à fermer"),
    ("fr", "La ville peut fermer six gares.", "gares"),
    ("fr", "Vingt arbres seront plantés au printemps.", "arbres à planter"),
    ("es", "Hay que vacunar a 300 perros.", "perros por vacunar"),
    ("es", "Habríamos tenido que cerrar 14 centros.", "centros por cerrar"),
    # what is missing, of this number alone
    ("fr", "Il manque douze postes.", "postes manquants"),
    ("fr", "Il nous faudrait 30 bus. Nous en avons sept.", "bus nécessaires; bus"),
    ("es", "Harían falta siete semanas para agotarlas.", "semanas necesarias"),
    ("es", "Haría falta un centenar de enfermeras.", "enfermeras necesarias"),
    # an age that tells of whom
    ("fr", "La fréquentation des 60 ans et plus atteint 40 %.", "fréquentation des 60 ans et plus"),
    ("es", "El barrio cuenta con 310 mayores de 80 años.", "mayores de 80 años"),
    ("es", "Hay 40 pacientes, seis de ellos mayores de ochenta años.", "pacientes; pacientes mayores de ochenta años"),
    ("fr", "Le samu a soigné 30 enfants de moins de 5 ans.", "enfants soignés de moins de 5 ans"),
]

GROUPED = [  # people and groups that no noun names beside the number
    ("fr", "Les Belges mènent (915 entrées), devant les Suisses (640).", "entrées de Belges; entrées de Suisses"),
    ("fr", "Les visiteurs sont venus en mai (300 entrées).", "entrées"),
    ("es", "La mitad de quienes llegaron duermen en la calle.", "personas que duermen en la calle"),
    ("es", "En 2020 enterramos a cientos por el virus.", "personas enterradas"),
    ("es", "Hay 30 presos. Ayer liberaron a doce.", "presos; presos liberados"),
    ("es", "Los socios deberán pagar la cuota y devolverla en tres días.", "plazo de devolución"),
]

SHARED = [  # a share and its deed; a size of its own
    ("es", "Se averió una quinta parte de la flota.", "flota averiada"),
    ("es", "Se ha vacunado apenas el 54 % de los mayores.", "mayores vacunados"),
    ("es", "Hay 30 pacientes con fiebre que acuden cada día.", "pacientes con fiebre"),
    ("es", "Se entregaron 1.200 libros, uno de cada cincuenta.", "libros entregados; libros entregados"),
    ("es", "La incidencia es de 214 casos por cada 100.000 habitantes.", "incidencia"),
    (
        "fr",
        "La population du pays a atteint 11 400 personnes. Trente sont en exil.",
        "population du pays; personnes en exil",
    ),
    ("fr", "La prison compte 300 détenus.", "détenus"),
    (
        "es",
        "Reservó 62 millones de euros a los pueblos de menos de 900 vecinos.",
        "dinero reservado a los pueblos; vecinos",
    ),
    ("es", "El acta se aprueba con dos errores en la página 5.", "errores"),
]

UNDERSTOOD = [  # from the words before the number
    ("fr", "Un ticket coûte deux euros, un carnet 15.", "ticket; carnet"),
    ("fr", "Les jeunes forment 22 % du public, les aînés à peu près un quart.", "jeunes; aînés"),
    ("fr", "Le nord compte 30 lits, le sud 12.", "lits; lits"),
    ("fr", "Tout oubli entraîne une amende de 2 € par jour, plafonnée à 9 €.", "amende; amende"),
    ("fr", "Le tabac multiplie le risque par trois.", "risque"),
    ("fr", "Absents : quatre, dont trois ayant donné procuration.", "Absents; Absents ayant donné procuration"),
    ("fr", "La dette devrait de ce fait passer de 20 à 30 millions d'euros.", "dette; dette"),
    ("fr", "Chauffer la salle nous a coûté 300 francs.", "chauffage de la salle"),
    ("es", "Hay tres barcos. De los pasajeros, cinco han huido.", "barcos; pasajeros que han huido"),
    (
        "es",
        "Hay 900 presos. De ellos, 30 son mujeres y 61 esperan juicio.",
        "presos; mujeres; presos que esperan juicio",
    ),
    # a line of prices
    ("es", "Abono anual, para jubilados: 30 euros.", "Abono anual para jubilados"),
    ("fr", "Location de la salle, par jour : 60 €.", "Location de la salle par jour"),
    ("es", "Ayer, en Sevilla, un balance: 30 heridos.", "heridos"),
    # money of which little is told
    ("es", "Destina Monte Viejo 86 millones de pesos a guarderías.", "dinero para guarderías"),
    ("es", "Cada centro recibirá 125 pesos al mes por alumno.", "dinero recibido"),
    ("es", "Nos faltan dos millones para abrir.", "dinero que falta"),
    ("es", "Con 18 € come una familia.", "dinero"),
    ("fr", "Que faire avec 10 € ?", "somme"),
]

OWNED = [  # a price or a size with what has it
    ("es", "Encargan un mural cuyo precio no podrá superar los 1.500 euros.", "precio del mural"),
    ("es", "La torre, cuya altura es de 30 metros, sigue cerrada.", "altura de la torre"),
    ("es", "Los jubilados tienen un descuento del 75 %.", "descuento de los jubilados"),
    ("es", "La presa, que tiene un costo de 4 millones de pesos, es la mayor.", "costo de la presa"),
    ("fr", "La tour, dont le coût est estimé à 3 millions d'euros, ouvrira.", "coût de la tour"),
    ("fr", "Elle aide un club dont le budget a doublé.", "budget du club"),
    ("fr", "L'hôpital a un déficit de 3 millions d'euros.", "déficit de l'hôpital"),
    ("fr", "Il a une amende de 30 euros.", "amende"),  # whose, a pronoun does not tell
    ("fr", "Un abri est prévu. Son coût est de 3 millions d'euros.", "coût de l'abri"),
    ("es", "La torre sigue cerrada. Su altura es de 30 metros.", "altura de la torre"),
    ("fr", "Marie est venue. Son sac pèse 3 kg.", "sac"),
]

SHARES = [  # of the one thing that follows, whatever was counted before
    ("fr", "Elle loue 12 bus et paie la moitié du carburant.", "bus; carburant"),
    ("es", "El puerto tiene 30 grúas y perdió una tercera parte de la carga.", "grúas; carga"),
    ("es", "Hay 30 familias y la mitad de los médicos enfermó.", "familias; médicos que enfermaron"),
]

PEOPLE = [  # an adjective that names people is no description of the things counted before
    ("fr", "Le samu a reçu 800 appels et déplore 12 morts.", "appels reçus; morts"),
    ("es", "El ambulatorio abre tres tardes y recibe a 90 enfermos.", "tardes abiertas; enfermos recibidos"),
    ("es", "Hubo 40 partos, con cuatro recién nacidos ingresados.", "partos; recién nacidos ingresados"),
    ("es", "En la aldea murieron cuatro recién nacidos.", "recién nacidos que murieron"),
    ("es", "Llegaron 25 niños no acompañados.", "niños no acompañados"),
]


ASIDES = [  # who speaks, between commas, is no part of the sentence that is said
    ("es", "La inversión en parques, añadió, se ha duplicado.", "inversión en parques"),
    ("es", "La piscina, calcula, costaría 1,9 millones.", "piscina"),
    ("es", "La piscina, de 25 metros, costará 1,9 millones.", "piscina; piscina"),
]

MEASURES = [
    # what comes after the number has the value
    ("es", "Cifró en 90.000 euros el gasto municipal en flores.", "gasto municipal en flores"),
    ("fr", "Elle chiffre à 4 millions la facture de la cantine.", "facture de la cantine"),
    # a share of what a participle was done to
    ("fr", "Les lits sont occupés à 97 %.", "lits occupés"),
    ("fr", "Les cuves, remplies à 40 %, suffiront.", "cuves remplies"),
    ("fr", "Les loyers ont augmenté de 4 %.", "loyers"),
    # its sum, after a comma
    ("fr", "Ils ont des impayés, pour un total de 7 820 €.", "impayés"),
    ("es", "Compró un terreno, por un importe de 7.820 euros.", "terreno"),
    (
        "fr",
        "L'appel lancé pour le village, d'un montant de 3 millions d'euros, est clos.",
        "appel lancé pour le village",
    ),
    # the same said otherwise
    ("es", "Pagarán la mitad de la entrada, es decir, 3 euros.", "entrada; entrada"),
    ("fr", "Pompiers : 21 millions, soit 300 000 € de plus.", "Pompiers; Pompiers"),
    ("fr", "La cantine coûte 300 000 €. Elle a versé 4 000 €.", "cantine; somme versée"),
    # what money goes to
    ("es", "Otros 700.000 € irán a comedores escolares.", "dinero para comedores escolares"),
    ("es", "Otros 700 alumnos irán a comedores escolares.", "alumnos que irán a comedores escolares"),
    ("fr", "Près de 3 millions ont été versés.", "somme versée"),
    # nothing but its amount is named
    ("es", "El importe total se ha multiplicado por 2,5.", "importe total"),
]


HOLDERS = [  # what one of several holds or serves
    ("fr", "On trouve une douche pour 40 personnes.", "personnes par douche"),
    ("fr", "Il demande un repas pour 30 personnes.", "personnes"),
    ("fr", "Chaque caisse de douze bouteilles coûte 30 €.", "bouteilles par caisse; caisse de douze bouteilles"),
    ("fr", "Les visites sont réservées aux groupes de cinq à dix enfants.", "enfants par groupe"),
    ("fr", "Un groupe de 40 enfants est arrivé.", "enfants"),
    ("fr", "Les familles de 12 détenus attendent.", "détenus"),
    ("es", "Hay un médico por cada 900 vecinos.", "vecinos por médico"),
    ("es", "Es para municipios de menos de 2.000 habitantes.", "habitantes por municipio"),
    ("es", "Llegó un grupo de 30 personas.", "personas"),
]


PAYERS = [  # who pays, or for whom alone a price is true
    ("fr", "Oslo a versé 3 millions d'euros.", "somme versée par Oslo"),
    ("fr", "Chaque été, on a versé 3 millions d'euros.", "somme versée"),
    ("es", "La alcaldesa prometió 3 millones.", "dinero prometido por la alcaldesa"),
    ("es", "Gracias a 300 vecinos juntamos 9 millones.", "vecinos; dinero juntado"),
    (
        "fr",
        "Le forfait coûte 15 € pour les élèves et 28 € pour les autres.",
        "forfait pour les élèves; forfait pour les autres",
    ),
    ("fr", "Le forfait coûte 15 € pour la matinée.", "forfait"),
    ("es", "El abono cuesta 15 € para los vecinos.", "abono para los vecinos"),
]


PLACES = [  # said before the verb of being there
    ("es", "En los almacenes quedan 650 mantas.", "mantas en los almacenes"),
    ("es", "En el patio cubierto junto al río había 30 coches.", "coches en el patio"),
    ("es", "En general hay 30 coches.", "coches"),
    ("es", "En mayo hubo 30 robos.", "robos"),
    ("es", "En este caso hay 30 coches.", "coches"),
    ("fr", "Dans l'ancienne gare, on compte 40 tentes.", "tentes dans l'ancienne gare"),
    ("fr", "Dans ce cas, on compte 40 tentes.", "tentes"),
    ("fr", "Dans la vallée, la ville a 12 bus.", "bus"),
]

BELONGING = [
    # for how many something was made; what follows counts them
    ("fr", "L'auberge, ouverte en 2016 pour loger 90 marins, est pleine.", "capacité de l'auberge"),
    ("es", "En el campo, pensado para 1.200 soldados, duermen 3.000.", "capacidad del campo; soldados"),
    ("es", "El albergue fue construido para acoger a 300 personas.", "capacidad del albergue"),
    ("es", "Hay un plan para 300 familias.", "familias"),
    # how long something goes on
    ("fr", "Les travaux dureront cinq semaines.", "durée des travaux"),
    ("fr", "Elle dure deux heures.", "durée en heures"),
]

NO_VERBS = [  # a verb is no row's name, in whatever form it leads to its number
    ("fr", "Il encourt une peine pouvant aller jusqu'à 600 €.", "peine"),
    ("fr", "Une saisie réussie peut leur rapporter jusqu'à 900 €.", "saisie réussie"),
    ("fr", "La mairie doit vendre la ferme pour 90 000 €.", "ferme"),
    ("fr", "Nous disposons de trente jours pour répondre.", "délai de réponse"),
    ("fr", "Leur délai de trente jours est court.", "délai"),
    ("fr", "Les frais sont remboursés dans la limite de 250 € par élève.", "limite des frais"),
    ("fr", "La région finance les travaux dans la limite de 30 000 euros.", "travaux"),
    ("fr", "L'aide couvre l'eau, dans la limite de 90 € pour un premier an.", "limite de l'aide"),
    ("fr", "L'aide couvre l'eau, dans la limite de 400 €.", "limite de l'aide"),
    ("fr", "Les lycéens empruntent des livres, dans la limite de dix ouvrages.", "ouvrages"),
]

AGREEING = [  # what narrows a thing agrees with it, and not with the share or the sum of it
    ("fr", "Les trois quarts des aides sont allés à de petites structures.", "aides allées à de petites structures"),
    ("fr", "La moitié des tentes a été distribué.", "tentes distribuées"),
    ("fr", "La mer atteint 18 °C, soit 4 degrés au-dessus de la normale.", "mer; mer au-dessus de la normale"),
    ("es", "El muelle movió 3,1 millones de TEU.", "TEU movidos"),
    ("fr", "Le budget est de 9 millions d'euros, dont 4 millions en équipement.", "budget; budget en équipement"),
    ("fr", "Sur 90 cas suspects, 40 % ont été confirmés.", "cas suspects; cas suspects confirmés"),
    ("fr", "La ville a versé 12 000 €, loin des 30 000 € promis.", "somme versée par la ville; somme promise"),
    ("fr", "L'aide passe à 300 €, au lieu des 200 € prévus.", "aide; aide"),
    ("es", "El 7 % de los expedientes fue denegado.", "expedientes denegados"),
    ("es", "La ayuda sube a 300 euros, lejos de los 500 euros previstos.", "ayuda; ayuda"),
]

SIDE_BY_SIDE = [  # numbers side by side are told apart by places and by whom they are for, whatever preposition leads
    ("fr", "Ils votent une aide de 45 € au club et de 18 € à l'école.", "aide au club; aide à l'école"),
    ("fr", "Ils ont donné 30 tonnes de riz à Mandou et 9 tonnes à Sirba.", "riz à Mandou; riz à Sirba"),
    (
        "fr",
        "Le gaz a reculé de 11 % dans l'industrie et de 4 % chez les gens.",
        "gaz dans l'industrie; gaz chez les gens",
    ),
    ("fr", "Le prix du pain est passé de 1,10 € à 1,20 €.", "prix du pain; prix du pain"),
    (
        "fr",
        "L'entrée coûte 9 € pour les adultes et 4 € pour les autres.",
        "entrée pour les adultes; entrée pour les autres",
    ),
    ("es", "Ardieron 900 hectáreas de pinar y 620 de matorral.", "pinar; matorral"),
    ("es", "El alquiler es de 700 euros en Murcia y de 450 en Lorca.", "alquiler en Murcia; alquiler en Lorca"),
    # a place takes the stead of the one before
    (
        "fr",
        "Près de 90 foyers sont privés d'eau dans le Cantal et 40 en Lozère.",
        "foyers privés d'eau dans le Cantal; foyers privés d'eau en Lozère",
    ),
    # a rate is what its row is called
    ("fr", "Le taux du livret baisse de 3 % à 2,4 %.", "taux du livret; taux du livret"),
]

HOLDING = [  # the subject has the share, whatever its verb stands before
    ("fr", "Les femmes, qui ne représentaient que 12 % des conducteurs, sont parties.", "femmes"),
    ("fr", "Les retards comptent pour un quart des plaintes.", "retards"),
    ("fr", "Le train compte pour les voisins de la gare 40 % de bruit en plus.", "bruit"),
    ("es", "Las becas, que suponían el 22 % del gasto, bajan.", "becas"),
    ("es", "Los andaluces, añadió, encabezan la lista con un 31 %.", "andaluces"),
    ("es", "Castigan a los morosos con un 20 % de recargo.", "recargo"),
    ("fr", "Les Syriens arrivent en tête avec 31 %.", "Syriens"),
    ("fr", "Le maire est réélu avec 54 % des voix.", "voix"),
]

PARTS = [
    # what alone tells some of those counted from the others
    ("es", "Atendió 62 casas, once de ellas de madera.", "casas atendidas; casas de madera"),
    # what comes on top was not done yet
    ("es", "Hemos contratado a 26 médicos y esperamos otros diez.", "médicos contratados; médicos"),
    ("fr", "Douze élus ont été blessés, cinq grièvement.", "élus blessés; élus grièvement blessés"),
    # a noun in the number that has the form of a participle
    ("fr", "Trois détenus sur cinq attendent un procès.", "détenus attendant un procès"),
    ("fr", "Un sentier sur quatre appartient à la commune.", "sentiers appartenant à la commune"),
    # "them" are those counted, and not their share
    (
        "fr",
        "L'asile a 90 chiens. La part des vieux est de 40 %. Vingt d'entre eux sont morts.",
        "chiens; vieux; chiens morts",
    ),
]

DONE_TO = [  # the deed of the verb whose object is counted, as it agrees with it
    ("fr", "La clinique a soigné 48 blessés.", "blessés soignés"),
    ("fr", "Le tribunal a traité 3 400 affaires en appel.", "affaires traitées en appel"),
    ("fr", "Le département a fermé huit collèges ruraux.", "collèges ruraux fermés"),
    ("fr", "La ville a visité 30 sites et 12 sociétés.", "sites visités; sociétés"),
    ("fr", "L'hôpital a admis entre 20 et 30 blessés par jour.", "blessés admis"),
    ("fr", "La police a interpellé, lundi à l'aube, douze hommes.", "hommes interpellés"),
    ("fr", "Le syndicat a déposé cette année 14 plaintes.", "plaintes déposées"),
    ("fr", "L'épidémie a conduit à l'hôpital 210 enfants.", "enfants conduits à l'hôpital"),
    ("fr", "Le feu a tué trois personnes et blessé onze autres.", "personnes tuées; personnes blessées"),
    ("fr", "La commune a vendu 12 maisons.", "maisons vendues"),
    # no deed: it only says that they are there, or their gender is not known
    ("fr", "L'école compte 400 élèves en internat.", "élèves en internat"),
    ("fr", "Il a fallu 40 bus.", "bus"),
    ("fr", "Il a fourni 40 zygotes.", "zygotes"),
    ("fr", "Le vélo, le bus et 40 trains roulent.", "trains"),
]

SOME_OF_THEM = [  # "en" before a verb: the last noun in the plural, or what the number before counts
    ("fr", "Le lycée a demandé des tablettes et en a reçu douze.", "tablettes reçues"),
    ("fr", "Le garage reçoit beaucoup d'appels : on en a noté 120 en mai.", "appels"),
    ("fr", "Elle a donné des draps dans trois villages. Elle en a encore 900 en stock.", "villages; draps en stock"),
    ("fr", "La mairie a planté 500 arbres et en a abattu 60.", "arbres plantés; arbres abattus"),
    ("fr", "Le juge a convoqué les témoins. Il en a entendu quatre.", "témoins entendus"),
    ("fr", "Le service compte 40 lits. Il en faudrait 60.", "lits; lits nécessaires"),
    ("fr", "La région perd ses médecins : il en manque 30.", "médecins manquants"),
    ("fr", "La ferme, qui abritait 40 vaches, en nourrit aujourd'hui 65.", "vaches; vaches"),
    # "en" is a preposition, and its noun another
    ("fr", "Les rues sont vides. En 2021, la mairie a planté 500 arbres.", "arbres plantés"),
    ("fr", "Les rues sont vides. Il vit en Bretagne avec 12 chiens.", "chiens"),
]

MOVING = [  # the time in which a number moved is no change, and lasts
    ("fr", "Le prix a augmenté de 3 % en dix ans.", "prix; durée de la hausse"),
    ("fr", "Le nombre de lits a reculé de 300 en cinq ans.", "lits; durée de la baisse"),
    ("es", "El nivel del embalse subió 60 centímetros en dos días.", "nivel del embalse; días de subida"),
    ("es", "El corte, que se prolongará 14 horas, afecta al centro.", "horas de corte"),
    ("es", "El viaje se hacía en cuarenta minutos.", "minutos de viaje"),
    ("es", "La licencia se resolverá en tres meses.", "plazo de resolución de la licencia"),
    ("es", "Movieron 30 toneladas de arena a lo largo de nueve meses.", "arena; meses"),
    ("es", "Cumple una condena de nueve meses.", "condena"),
]

SHOWN = [  # what a thing shows, what a bare number is the value of, what a price is called
    ("fr", "Le thermomètre est descendu à −12 °C.", "température"),
    ("es", "Los termómetros llegarán a 38 °C.", "temperatura"),
    ("es", "El almacén tiene 12 termómetros.", "termómetros"),
    ("fr", "Un séisme de magnitude 6,8 a secoué la côte.", "magnitude"),
    ("es", "Traslado, siempre que haya plaza: 90 euros.", "Traslado"),
    ("es", "Traslado, si ha pasado un año: 90 euros.", "Traslado"),
    ("es", "Duplicado del carné: 4 euros.", "Duplicado del carné"),
    ("es", "El carné es gratuito, pero el duplicado cuesta 4 euros.", "duplicado"),
    ("es", "Un duplicado cuesta 4 euros.", "duplicado"),
    ("es", "La cuota se ha duplicado.", "cuota"),
    ("es", "El municipio gastó en jardines 80.000 euros.", "dinero gastado en jardines"),
    ("es", "Las donaciones desgravan un 35 %.", "donaciones"),
    ("es", "«Queremos pasillos de 3 metros», pide la directora.", "pasillos"),
]

ON_TOP = [  # others come on top of those counted, not of the places where these are; what they are left without
    (
        "es",
        "Ha plantado 900 olivos en tres fincas y tiene otros 150 en vivero.",
        "olivos plantados; fincas; olivos en vivero",
    ),
    ("fr", "Il a 900 pins dans trois parcs et en possède 150 autres en serre.", "pins; parcs; pins en serre"),
    ("es", "Hay 900 olivos y tres fincas; otras 12 se venden.", "olivos; fincas; fincas que se venden"),
    ("es", "La tormenta dejó sin luz a 12.000 hogares.", "hogares sin luz"),
    ("es", "La tormenta dejó a 12.000 hogares sin luz.", "hogares sin luz"),
]

PORTIONS = [  # as large as a percentage of something else; a share of something, and its own deed
    ("fr", "Le taux de chômage est maintenu à 8 % de la population active.", "taux de chômage"),
    (
        "fr",
        "Le taux de reprise du jeu de loisir par l'Office est resté à 8 % du total.",
        "taux de reprise du jeu de loisir",
    ),
    # what goes on after the time of a movement is of what moved
    ("fr", "Le nombre de vols a augmenté de 4 % en trois jours, à 300.", "vols; durée de la hausse; vols"),
    ("es", "El gasto subió un 4 % en dos años, superando los 300 euros.", "gasto; años de subida; gasto"),
    # what a share has is no part of its noun, be the verb in the singular
    ("fr", "Le quart des bergers exerce un autre métier.", "bergers"),
    ("fr", "En mars, 12 % des bergers cherche un chien.", "bergers"),
    ("fr", "La moitié du revenu va au loyer.", "revenu"),
    ("es", "El 22 % de los pastores pasa de los 65 años.", "pastores"),
    ("fr", "La caution est égale à 10 % du loyer.", "caution"),
    ("es", "El aporte privado no será inferior al 5 % del coste.", "aporte privado"),
    ("es", "El recargo será del 20 % de la cuota.", "recargo"),
    ("fr", "L'aide couvre 80 % du loyer.", "loyer"),
    ("fr", "Les femmes sont 60 % des membres.", "femmes"),
    ("es", "Los jóvenes son el 40 % de los socios.", "jóvenes"),
    (
        "fr",
        "La dette par habitant devrait de ce fait passer de 9 à 11 francs.",
        "dette par habitant; dette par habitant",
    ),
    ("fr", "Un colis sur vingt n'est jamais arrivé.", "colis jamais arrivés"),
    ("fr", "Un train sur vingt n'est pas arrivé.", "trains non arrivés"),
    ("fr", "Un élève sur dix n'a jamais pris le bus.", "élèves n'ayant jamais pris le bus"),
    ("fr", "Ses 72 lits n'ont pas désempli.", "lits"),
    ("fr", "Un jour sur deux, il pleut.", ""),
    ("fr", "Parmi l'ensemble des patients, douze sont sortis.", "patients sortis"),
    ("es", "Del total de los detenidos, doce tienen trabajo.", "detenidos con trabajo"),
]

CLAUSES = [  # what the clause tells of a number without a noun, and no verb of a command
    ("es", "Deje reposar la masa diez minutos.", "minutos"),
    ("fr", "Lavez les filtres tous les six jours.", "jours"),
    ("fr", "Camions de la ville 12", "Camions de la ville"),
    ("es", "Cuando llegamos éramos cinco.", "personas"),
    ("es", "Hoy somos 31.", "personas"),
    ("es", "Son 31 camiones cisterna que riegan.", "camiones cisterna"),
    ("es", "Faltan las duchas: funcionan 12 y tendrían que ser 40.", "duchas que funcionan; duchas necesarias"),
    ("es", "La excursión cuesta 9 euros; el seguro, 2.", "excursión; seguro"),
    ("es", "Cambiaron 1,8 kilómetros de tubería; ahora cambiarán otros 900 metros.", "tubería; tubería"),
    ("es", "Los jubilados pagan la mitad.", "tarifa de los jubilados"),
    ("fr", "Les retraités paient la moitié.", "tarif des retraités"),
    ("fr", "Les retraités paient la moitié du loyer.", "loyer"),
    ("es", "El agua debe estar a 60 grados.", "temperatura del agua"),
    ("fr", "Gardez le lait à 4 °C.", "température du lait"),
]

CASES = [
    *CLAUSES,
    *PORTIONS,
    *MOVING,
    *SHOWN,
    *ON_TOP,
    *DONE_TO,
    *SOME_OF_THEM,
    *SUBJECTS,
    *OWNED,
    *VOTES,
    *BOUNDED,
    *SHARES,
    *HOLDING,
    *SIDE_BY_SIDE,
    *AGREEING,
    *NO_VERBS,
    *PEOPLE,
    *ASIDES,
    *MEASURES,
    *HOLDERS,
    *PAYERS,
    *PLACES,
    *BELONGING,
    *PARTS,
]


@pytest.mark.parametrize(("language", "sentence", "counts"), CASES)
def test_french_and_spanish_numbers_count(language: str, sentence: str, counts: str) -> None:
    found = figures.find(page(language, ("paragraph", sentence)))[0]
    assert "; ".join(figure.counts for figure in found) == counts


def test_a_number_that_opens_the_name_of_a_row_is_no_figure() -> None:
    rows = "<tr><th>Capítulo</th><th>Total</th></tr><tr><td>1. Personal</td><td>71</td></tr>"
    found = examine.read(f'<html lang="es"><main><h1>Cuentas</h1><table>{rows}</table></main></html>'.encode())
    assert [figure.surface for figure in found.figures] == ["71"]
