"""What the invented firms and schools write."""

import random

FIRM = [
    "Siamo una squadra piccola e chi arriva non resta mai solo.",
    "Lavoriamo nel quartiere da vent’anni e cerchiamo qualcuno che resti.",
    "L’ambiente è tranquillo e i turni si sanno due settimane prima.",
    "Chi comincia affianca per un mese una persona esperta.",
    "Il lavoro cresce e ci serve un aiuto in più.",
    "Ogni mattina ci dividiamo i compiti insieme.",
    "Diamo importanza alla puntualità e al rispetto tra colleghi.",
    "Abbiamo già accolto persone seguite da un ente, ed è andata bene.",
]
GIVEN = [
    "La divisa la diamo noi e la laviamo noi.",
    "Il pasto durante il turno è compreso.",
    "C’è uno spogliatoio con armadietto.",
    "La formazione sulla sicurezza si fa nei primi giorni, in orario di lavoro.",
    "Gli straordinari sono rari e pagati.",
    "Se serve, spieghiamo con parole semplici e con le immagini.",
    "Si può cominciare con qualche ora in meno e poi crescere.",
    "Il primo giorno ti accompagniamo a conoscere tutti.",
]
MEETING = [
    "Ci conosciamo con un colloquio breve e una visita al posto.",
    "Prima di decidere puoi vedere come lavoriamo.",
    "Rispondiamo a tutte le proposte, anche quando diciamo di no.",
    "Per noi conta la voglia di imparare.",
]
WISHES = [  # a reviewer must see these marked
    "Cerchiamo un ragazzo giovane, massimo trent’anni.",
    "Richiesta bella presenza.",
    "Solo madrelingua italiana.",
    "Alloggio solo a chi lavora da noi, trattenuto dalla paga.",
]
TRANSPORT = [
    "Dalla fermata sono pochi minuti a piedi, la strada è illuminata.",
    "L’autobus ferma davanti all’ingresso.",
    "C’è un posto al coperto per le biciclette.",
    "",
    "",
]
SCHOOL = [
    "Le lezioni sono in piccoli gruppi.",
    "Si impara facendo, con esercizi in ogni lezione.",
    "Chi perde una lezione la può recuperare con un’altra edizione.",
    "In aula c’è sempre chi aiuta con la lingua.",
    "Il primo incontro serve a conoscersi e a capire il livello.",
    "Alla fine ti aiutiamo a scrivere il curriculum.",
    "La sede è vicina ai mezzi e ha un’aula studio aperta a tutti.",
]
NOTES = {
    "placement": [
        "Può venire a un colloquio anche con poco preavviso.",
        "Ha già fatto questo lavoro per due anni.",
        "Vive a venti minuti con i mezzi.",
        "Un operatore può accompagnare al primo incontro.",
    ],
    "course": [
        "Può frequentare tutti i giorni indicati.",
        "Vorrebbe arrivare al livello successivo entro l’estate.",
        "Ha già seguito un corso e lo ha finito.",
        "Un operatore può accompagnare al primo incontro.",
    ],
}
ANSWERS = {
    "placement": [
        "Grazie, vediamoci per un colloquio la prossima settimana.",
        "Va bene, vi aspettiamo: entrate dal cortile e chiedete in ufficio.",
        "Il profilo ci sembra adatto, parliamo degli orari di persona.",
    ],
    "course": [
        "Grazie, facciamo un colloquio di orientamento.",
        "Va bene. Il giorno dell’incontro facciamo anche la prova di livello.",
        "C’è posto: vediamoci per compilare l’iscrizione.",
    ],
}


def of_job(rng: random.Random) -> str:
    return " ".join([rng.choice(FIRM), *rng.sample(GIVEN, 2), rng.choice(MEETING)])


def of_course(rng: random.Random) -> str:
    return " ".join(rng.sample(SCHOOL, 3))
