"""What the invented owners write."""

import random

KINDS = {1: "Monolocale", 2: "Bilocale", 3: "Trilocale", 4: "Quadrilocale", 5: "Casa di cinque locali"}
ADJECTIVES = [
    "luminoso",
    "tranquillo",
    "ristrutturato",
    "silenzioso",
    "ben tenuto",
    "su due arie",
    "all’ultimo piano",
    "con cantina",
    "con balcone",
    "in casa di ringhiera",
    "con doppi vetri",
    "vicino al parco",
]
OPENINGS = [
    "La casa era dei miei genitori ed è vuota da un po’.",
    "Appartamento di famiglia, pronto da abitare.",
    "Casa semplice e in ordine, in un palazzo di otto famiglie.",
    "Abbiamo appena finito i lavori: impianti nuovi e pareti tinteggiate.",
    "L’appartamento dà sul cortile ed è molto silenzioso.",
    "Lo affittavamo a studenti, ora preferiamo qualcuno che resti.",
    "Casa della parrocchia, gestita da volontari del quartiere.",
]
DETAILS = [
    "La cucina ha la finestra e un tavolo per mangiare.",
    "Il bagno ha la doccia e la finestra.",
    "Ci sono i termosifoni in tutte le stanze.",
    "La lavatrice c’è già, il letto matrimoniale anche.",
    "C’è posto per le biciclette in cortile.",
    "La portineria è aperta al mattino.",
    "La cantina è compresa.",
    "Le finestre hanno i doppi vetri.",
    "La caldaia è stata controllata quest’anno.",
    "L’armadio a muro nel corridoio è molto capiente.",
]
AROUND = [
    "Sotto casa ci sono il mercato, la farmacia e l’autobus.",
    "La scuola primaria è a cinque minuti a piedi.",
    "In dieci minuti si arriva alla metropolitana.",
    "Il parco giochi è dietro l’angolo.",
    "Il quartiere è servito da due linee di tram.",
    "C’è un supermercato di fronte e una biblioteca vicina.",
]
CLOSINGS = [
    "Ci piacerebbe conoscere chi verrà ad abitarla.",
    "Possiamo lasciare i mobili o portarli via.",
    "Per noi conta che la casa torni a essere abitata.",
    "Siamo disponibili a un primo contratto breve.",
    "Le spese comprendono acqua e pulizia delle scale.",
]
WISHES = [  # a reviewer must see these marked
    "Preferiamo solo italiani, meglio se referenziati.",
    "Niente bambini, grazie.",
    "Only Italians, no foreigners please.",
    "Affitto solo a donne, no stranieri.",
]
NOTES = [
    "La famiglia può venire a vedere la casa anche la sera.",
    "Il contratto di lavoro è a tempo indeterminato.",
    "Possono entrare con una settimana di preavviso.",
    "L’ente può firmare come garante.",
]
ANSWERS = [
    "Grazie, possiamo vederci la prossima settimana.",
    "Va bene. Porto le chiavi e il libretto della caldaia.",
    "La casa è libera dal primo del mese, si può anticipare di qualche giorno.",
    "Buongiorno, l’ascensore è piccolo ma arriva al piano.",
]


def title(rng: random.Random, rooms: int, zone: str) -> str:
    return f"{KINDS[min(rooms, 5)]} {rng.choice(ADJECTIVES)}, zona {zone}"[:80]


def description(rng: random.Random) -> str:
    parts = [rng.choice(OPENINGS), *rng.sample(DETAILS, 3), rng.choice(AROUND), rng.choice(CLOSINGS)]
    return " ".join(parts)
