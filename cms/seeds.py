"""The first words of the site, in Italian and English: editors change them afterwards.

Each page is ``slug → language → (title, introduction, body)``; a body is a list of ``(block, value)``.
"""

from typing import Any

Text = tuple[str, str, list[tuple[str, Any]]]

HOME = {
    "it": (
        "Casa e lavoro a Milano",
        "Una casa vuota può diventare un inizio.",
        "Chi lascia l’accoglienza ha diritto di vivere e lavorare qui. Chi ha una casa trova una famiglia seguita da un ente e qualcuno che risponde al telefono.",
    ),
    "en": (
        "Home and work in Milan",
        "An empty flat can become a beginning.",
        "People who leave reception have the right to live and work here. Owners find a household supported by an organisation, and somebody who answers the phone.",
    ),
}

PAGES: dict[str, dict[str, Text]] = {
    "privacy": {
        "it": (
            "Informativa sulla privacy",
            "Quali dati usiamo, perché, per quanto tempo, e che cosa puoi chiedere.",
            [
                (
                    "text",
                    "<h2>Chi tratta i dati</h2><p>Il titolare è il Comune di Milano, per un compito di interesse pubblico (Regolamento UE 2016/679, art. 6.1.e e 9.2.g; D.Lgs. 196/2003, art. 2-ter e 2-sexies). Gli enti del Terzo settore trattano i dati delle famiglie che seguono.</p>"
                    "<h2>Che cosa raccogliamo</h2><ul><li>Di chi offre una casa: recapiti, dati della casa, messaggi scambiati qui.</li><li>Di chi lavora in un ente: recapiti, ruolo, accessi.</li><li>Delle famiglie: mai il nome. Solo un codice, quante persone sono, l’età dei minori, la spesa possibile, le zone e le date.</li></ul>"
                    "<h2>Chi vede che cosa</h2><p>Chi offre una casa vede di una famiglia soltanto il codice, una fascia per il numero di persone e per la spesa, la zona e il periodo. Non chiediamo e non mostriamo nazionalità, religione, salute o documenti.</p>"
                    "<h2>Per quanto tempo</h2><p>Un annuncio senza accordo si cancella 12 mesi dopo la scadenza; un caso 24 mesi dopo l’uscita; gli accordi si conservano 10 anni. Le letture dei casi si registrano e si conservano 24 mesi.</p>"
                    "<h2>I tuoi diritti</h2><p>Puoi chiedere accesso, rettifica, limitazione e opposizione scrivendo al responsabile della protezione dei dati, all’indirizzo PEC in fondo alla pagina. Usiamo solo cookie tecnici: quello della sessione e quello che protegge i moduli.</p>"
                    "<p>Questo testo accompagna il progetto e va confermato dal titolare prima dell’uso.</p>",
                ),
            ],
        ),
        "en": (
            "Privacy notice",
            "Which data we use, why, for how long, and what you can ask.",
            [
                (
                    "text",
                    "<h2>Who is responsible</h2><p>The controller is the City of Milan, for a task in the public interest (Regulation EU 2016/679, art. 6.1.e and 9.2.g; D.Lgs. 196/2003, art. 2-ter and 2-sexies). Third-sector bodies process the data of the households they support.</p>"
                    "<h2>What we collect</h2><ul><li>Of owners: contacts, data of the flat, messages exchanged here.</li><li>Of people who work in a body: contacts, role, accesses.</li><li>Of households: never a name. Only a code, how many people they are, the children’s ages, the possible rent, areas and dates.</li></ul>"
                    "<h2>Who sees what</h2><p>An owner sees of a household only the code, a band for the number of people and for the budget, the area and the period. We neither ask nor show nationality, religion, health or papers.</p>"
                    "<h2>For how long</h2><p>An offer without agreement is deleted 12 months after it expires; a case 24 months after exit; agreements are kept for 10 years. Readings of cases are recorded and kept for 24 months.</p>"
                    "<h2>Your rights</h2><p>You can ask for access, rectification, restriction and objection by writing to the data protection officer at the certified address below. We only use technical cookies: the session’s and the one that protects forms.</p>"
                    "<p>This text comes with the project and must be confirmed by the controller before use.</p>",
                ),
            ],
        ),
    },
    "note-legali": {
        "it": (
            "Note legali",
            "Licenze e responsabilità.",
            [
                (
                    "text",
                    "<h2>Licenza dei contenuti</h2><p>Salvo diversa indicazione, i contenuti di questo sito sono rilasciati con licenza Creative Commons Attribuzione 4.0 (CC BY 4.0).</p><h2>Dati di altri</h2><ul><li>Confini di NIL e Municipi, fermate e linee: Comune di Milano, CC BY 4.0.</li><li>Confini dei comuni: ISTAT, elaborazione Openpolis, CC BY 4.0.</li><li>Strade: © collaboratori di OpenStreetMap, licenza ODbL.</li><li>Canoni: Agenzia delle Entrate – OMI.</li></ul><h2>Programma</h2><p>Il programma è software libero, licenza EUPL 1.2 (CAD, art. 69).</p>",
                )
            ],
        ),
        "en": (
            "Legal notes",
            "Licences and responsibilities.",
            [
                (
                    "text",
                    "<h2>Licence of the contents</h2><p>Unless stated otherwise, the contents of this site are released under Creative Commons Attribution 4.0 (CC BY 4.0).</p><h2>Data of others</h2><ul><li>Boundaries of NIL and Municipi, stops and lines: City of Milan, CC BY 4.0.</li><li>Boundaries of municipalities: ISTAT, compiled by Openpolis, CC BY 4.0.</li><li>Streets: © OpenStreetMap contributors, ODbL.</li><li>Rents: Agenzia delle Entrate – OMI.</li></ul><h2>Program</h2><p>The program is free software under EUPL 1.2 (CAD, art. 69).</p>",
                )
            ],
        ),
    },
    "accessibilita": {
        "it": (
            "Dichiarazione di accessibilità",
            "Questo servizio è costruito per WCAG 2.2, livello AA.",
            [
                (
                    "text",
                    "<h2>Stato</h2><p>Ogni pagina è controllata in modo automatico a due larghezze e si usa da tastiera, con ingrandimento al 200 per cento e senza JavaScript. Le prove con lettori di schermo e con persone devono ancora essere svolte: la dichiarazione formale si pubblica su form.agid.gov.it dopo quelle prove.</p><h2>Segnala una difficoltà</h2><p>Se qualcosa non funziona per te, scrivi o telefona ai contatti in fondo alla pagina: rispondiamo entro 30 giorni. Se la risposta non basta puoi rivolgerti al Difensore civico per il digitale.</p>",
                )
            ],
        ),
        "en": (
            "Accessibility statement",
            "This service is built for WCAG 2.2, level AA.",
            [
                (
                    "text",
                    "<h2>Status</h2><p>Every page is checked automatically at two widths and works by keyboard, at 200 per cent zoom and without JavaScript. Tests with screen readers and with people are still to be done: the formal statement will be published on form.agid.gov.it after them.</p><h2>Report a difficulty</h2><p>If something does not work for you, write or call the contacts below: we answer within 30 days. If the answer is not enough you can turn to the Digital Ombudsman.</p>",
                )
            ],
        ),
    },
    "domande-frequenti": {
        "it": (
            "Domande frequenti",
            "Quello che chiede chi ha una casa vuota.",
            [
                (
                    "questions",
                    {
                        "title": "",
                        "questions": [
                            {
                                "question": "Chi abiterà la mia casa?",
                                "answer": "<p>Una persona o una famiglia che lascia l’accoglienza e ha un permesso valido. Un ente del Terzo settore la conosce e la segue anche dopo la firma.</p>",
                            },
                            {
                                "question": "Sono io a scegliere?",
                                "answer": "<p>Sì. L’ente propone, tu decidi se incontrare la famiglia e se firmare. Se rifiuti, scegli un motivo da un elenco: nessuno ti chiede altro.</p>",
                            },
                            {
                                "question": "Il mio indirizzo si vede?",
                                "answer": "<p>No. Sulla mappa c’è un cerchio di circa 200 metri. L’indirizzo lo vede l’ente solo quando fissate una visita.</p>",
                            },
                            {
                                "question": "Quanto costa?",
                                "answer": "<p>Niente. Il servizio è pubblico e gratuito.</p>",
                            },
                            {
                                "question": "Perché devo confermare ogni due settimane?",
                                "answer": "<p>Perché chi cerca trovi solo case libere davvero. Basta un clic dalla mail, senza entrare nel sito.</p>",
                            },
                        ],
                    },
                )
            ],
        ),
        "en": (
            "Frequently asked questions",
            "What people with an empty flat ask.",
            [
                (
                    "questions",
                    {
                        "title": "",
                        "questions": [
                            {
                                "question": "Who will live in my flat?",
                                "answer": "<p>A person or a family that leaves reception and has a valid permit. A third-sector body knows them and stays with them after the signature.</p>",
                            },
                            {
                                "question": "Do I choose?",
                                "answer": "<p>Yes. The body proposes, you decide whether to meet the household and whether to sign. If you decline, you choose a reason from a list: nobody asks for more.</p>",
                            },
                            {
                                "question": "Can my address be seen?",
                                "answer": "<p>No. The map shows a circle of about 200 metres. The body sees the address only when you agree on a visit.</p>",
                            },
                            {
                                "question": "What does it cost?",
                                "answer": "<p>Nothing. The service is public and free.</p>",
                            },
                            {
                                "question": "Why do I have to confirm every two weeks?",
                                "answer": "<p>So that people only find flats that are really free. One click from the e-mail is enough, without signing in.</p>",
                            },
                        ],
                    },
                )
            ],
        ),
    },
    "appuntamento": {
        "it": (
            "Prenota un appuntamento",
            "Parla con una persona del Comune, al telefono o di persona.",
            [
                (
                    "text",
                    "<p>Chiama il numero in fondo alla pagina e chiedi di «Casa e lavoro a Milano»: fissiamo insieme giorno e ora. Se preferisci scrivere, usa la PEC indicando due o tre momenti in cui puoi.</p>",
                )
            ],
        ),
        "en": (
            "Book an appointment",
            "Talk to a person of the City, by phone or in person.",
            [
                (
                    "text",
                    "<p>Call the number below and ask for “Home and work in Milan”: we agree on a day and time. If you prefer to write, use the certified e-mail and name two or three moments that suit you.</p>",
                )
            ],
        ),
    },
    "assistenza": {
        "it": (
            "Richiesta di assistenza",
            "Qualcosa non è chiaro? Ti aiutiamo.",
            [
                (
                    "text",
                    "<p>Telefona al numero in fondo alla pagina oppure scrivi alla PEC. Se hai un annuncio, tieni a portata il suo codice: lo trovi nell’indirizzo della pagina.</p>",
                )
            ],
        ),
        "en": (
            "Ask for help",
            "Something is not clear? We help you.",
            [
                (
                    "text",
                    "<p>Call the number below or write to the certified e-mail. If you have an offer, keep its code at hand: you find it in the page’s address.</p>",
                )
            ],
        ),
    },
    "segnala": {
        "it": (
            "Segnala un disservizio",
            "Un errore del sito, un annuncio che discrimina, una richiesta di denaro.",
            [
                (
                    "text",
                    "<p>Scrivi alla PEC in fondo alla pagina o telefona. Se in un annuncio o in una trattativa ti hanno escluso per l’origine, la religione, il sesso, i figli o una disabilità, diccelo: la legge lo vieta (D.Lgs. 215/2003; D.Lgs. 286/1998, art. 43 e 44) e togliamo l’annuncio mentre verifichiamo.</p>",
                )
            ],
        ),
        "en": (
            "Report a problem",
            "A fault of the site, an offer that discriminates, a request for money.",
            [
                (
                    "text",
                    "<p>Write to the certified e-mail below or call. If an offer or a negotiation excluded you because of origin, religion, sex, children or disability, tell us: the law forbids it (D.Lgs. 215/2003; D.Lgs. 286/1998, art. 43 and 44) and we take the offer down while we check.</p>",
                )
            ],
        ),
    },
}
