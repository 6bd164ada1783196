"""What the screening says of job ads: choices of people, red flags of exploitation, and what only looks like them."""

import pytest

from marketplace.offers import kinds
from marketplace.offers.enums import Family
from marketplace.offers.models import Offer
from marketplace.offers.screening import Category, find, hints, passages
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from tests.factories import person

from .trial import seats_in

C = Category
ALL = frozenset(Family)

PEOPLE = [
    (C.AGE, "max 30 anni"), (C.AGE, "età massima 35 anni"), (C.AGE, "Cerchiamo un giovane magazziniere"), (C.AGE, "under 30"),
    (C.AGE, "giovane e dinamica"), (C.AGE, "giovani motivati"), (C.AGE, "non oltre i 40 anni"), (C.AGE, "tra i 20 e i 35 anni"),
    (C.AGE, "age limit 35"), (C.AGE, "young and energetic people"), (C.AGE, "no over 50"), (C.AGE, "aspetto giovanile"),
    (C.SEX, "solo donne"), (C.SEX, "hostess per eventi"), (C.SEX, "signorina per ufficio"), (C.SEX, "Cercasi cameriera"),
    (C.SEX, "cerchiamo commessa con esperienza"), (C.SEX, "personale femminile"), (C.SEX, "uomo di fatica"),
    (C.SEX, "waitress wanted"), (C.SEX, "female candidates"), (C.SEX, "donna delle pulizie"), (C.SEX, "cercasi ragazza per bar"),
    (C.SEX, "solo uomini"), (C.AGE, "militesente"), (C.SEX, "barmaid"), (C.SEX, "Cercasi cameriera a Milano"),
    (C.NATIONALITY, "solo italiani"), (C.NATIONALITY, "cittadinanza italiana"), (C.NATIONALITY, "personale italiano"),
    (C.NATIONALITY, "no stranieri"), (C.NATIONALITY, "EU citizens only"), (C.NATIONALITY, "passaporto europeo"),
    (C.RELIGION, "no musulmani"), (C.RELIGION, "preferibilmente cattolici"), (C.RELIGION, "senza velo"),
    (C.APPEARANCE, "bella presenza"), (C.APPEARANCE, "bella  Presenza"), (C.APPEARANCE, "ottima presenza"), (C.APPEARANCE, "CV con foto"),
    (C.APPEARANCE, "inviare una foto a figura intera"), (C.APPEARANCE, "altezza minima 1,70"), (C.APPEARANCE, "no tatuaggi"),
    (C.APPEARANCE, "good-looking staff"), (C.APPEARANCE, "attach a recent photo"), (C.APPEARANCE, "aspetto gradevole"),
    (C.LANGUAGE, "madrelingua"), (C.LANGUAGE, "italiano madrelingua"), (C.LANGUAGE, "italiano perfetto"), (C.LANGUAGE, "native speaker"),
    (C.LANGUAGE, "senza accento straniero"), (C.LANGUAGE, "mother tongue Italian"),
    (C.FAMILY, "nubile"), (C.FAMILY, "senza figli"), (C.FAMILY, "libera da impegni familiari"), (C.FAMILY, "stato civile"),
    (C.FAMILY, "non sposata"), (C.FAMILY, "senza impegni familiari"), (C.FAMILY, "no family commitments"), (C.FAMILY, "unmarried"),
    (C.FAMILY, "nessuna intenzione di avere figli"), (C.OPINIONS, "no sindacalisti"), (C.OPINIONS, "non iscritti al sindacato"),
    (C.OPINIONS, "no union members"), (C.OPINIONS, "idee politiche affini"), (C.OPINIONS, "nessuna vertenza in corso"),
    (C.HEALTH, "sana e robusta costituzione"), (C.HEALTH, "in ottima salute"), (C.HEALTH, "excellent health"),
    (C.CAR, "automunito"), (C.CAR, "automunita"), (C.CAR, "munito di auto"), (C.CAR, "own car"),
]  # fmt: skip
FLAGS = [
    (C.CASH, "pagamento in nero"), (C.CASH, "metà in nero"), (C.CASH, "paga settimanale in contanti"), (C.CASH, "fuori busta"),
    (C.CASH, "cash in hand"), (C.CASH, "paid weekly in cash"), (C.CASH, "senza busta paga"), (C.CASH, "soldi in mano ogni sera"),
    (C.CASH, "off the books"), (C.CASH, "no payslip"), (C.CASH, "pagati in contanti"), (C.CASH, "ti paghiamo in contanti"),
    (C.DOCUMENTS, "tratteniamo il passaporto"), (C.DOCUMENTS, "consegnare il passaporto in ufficio"), (C.DOCUMENTS, "i documenti restano da noi"),
    (C.DOCUMENTS, "we keep your passport"), (C.DOCUMENTS, "hand over your residence permit"), (C.DOCUMENTS, "lasciare la carta d'identità"),
    (C.DOCUMENTS, "permesso di soggiorno in garanzia"), (C.FEE, "quota di iscrizione 50 euro"), (C.FEE, "versare 200 euro"),
    (C.FEE, "cauzione di 100 euro"), (C.FEE, "investimento iniziale"), (C.FEE, "divisa a carico del dipendente"), (C.FEE, "registration fee"),
    (C.FEE, "si richiede un anticipo"), (C.FEE, "corso a pagamento"), (C.FEE, "upfront payment"), (C.FEE, "pay a deposit"),
    (C.LODGING, "vitto e alloggio"), (C.LODGING, "alloggio in azienda"), (C.LODGING, "posto letto incluso"), (C.LODGING, "dormire sul posto"),
    (C.LODGING, "live-in"), (C.LODGING, "accommodation provided"), (C.LODGING, "offriamo alloggio"), (C.LODGING, "room and board"),
    (C.HOURS, "disponibilità 7 giorni su 7"), (C.HOURS, "60 ore a settimana"), (C.HOURS, "12 ore al giorno"), (C.HOURS, "55 ore settimanali"),
    (C.HOURS, "sette giorni su sette"), (C.HOURS, "senza riposo"), (C.HOURS, "disponibilità h24"), (C.HOURS, "straordinari non pagati"),
    (C.HOURS, "sempre reperibili"), (C.HOURS, "7 days a week"), (C.HOURS, "60 hours a week"), (C.HOURS, "no days off"), (C.HOURS, "unpaid overtime"),
    (C.HOURS, "14 ore al giorno"), (C.HOURS, "7/7"), (C.HOURS, "nessun giorno libero"),
    (C.CONTRACT, "senza contratto"), (C.CONTRACT, "prova gratuita"), (C.CONTRACT, "settimana di prova non retribuita"),
    (C.CONTRACT, "contratto dopo la prova"), (C.CONTRACT, "primi giorni non pagati"), (C.CONTRACT, "accordo verbale"), (C.CONTRACT, "no contract"),
    (C.CONTRACT, "unpaid trial shift"), (C.CONTRACT, "tirocinio non retribuito"), (C.CONTRACT, "solo partita IVA"), (C.CONTRACT, "solo rimborso spese"),
    (C.PIECEWORK, "solo provvigioni"), (C.PIECEWORK, "pagamento a consegna"), (C.PIECEWORK, "lavoro a cottimo"), (C.PIECEWORK, "commission only"),
    (C.PIECEWORK, "paid per delivery"),
]  # fmt: skip
NONE = [
    # people
    "Team giovane e accogliente", "Azienda giovane in crescita", "Cercasi cameriera/e", "Cercasi cameriera o cameriere", "Cercasi cameriere/a",
    "Cerchiamo commessa/o (M/F)", "Cercasi personale di sala, ambosessi", "uomini e donne", "Apprendistato: età massima 29 anni per legge",
    "30 anni di esperienza nel settore", "siamo aperti da 25 anni", "minimo 2 anni di esperienza", "Non è richiesta la bella presenza",
    "non serve essere madrelingua", "la cittadinanza italiana non è richiesta: non chiediamo la cittadinanza", "italiano A2 parlato",
    "Italian A2 is enough", "conoscenza base della lingua italiana", "corso di italiano gratuito in azienda", "buona presenza di verde",
    "cura dell'ordine e dell'igiene", "accordo firmato dai sindacati", "permessi sindacali come da CCNL", "assemblea sindacale",
    "visita medica a carico dell'azienda", "formazione sulla salute e sicurezza", "Ristorante italiano", "cucina italiana tradizionale",
    "assistenza a persone anziane", "assistere bambini e anziani a domicilio", "seguire i figli dei dipendenti", "asilo nido aziendale per i figli",
    "negozio di abbigliamento femminile", "calcio femminile", "reparto uomo e donna", "vestiti da donna", "il posto si raggiunge con la metro",
    "parcheggio per le auto dei clienti", "lavaggio auto", "officina per automobili", "patente B per guidare il furgone",
    "foto dei piatti per il menù", "scattare foto ai prodotti", "persone di ogni età e origine", "siamo una squadra con persone di ogni nazione",
    "nessun limite di età", "aiuto cuoco", "lavapiatti", "badante per signora anziana con esperienza",
    # work
    "divisa in nero, fornita da noi", "vestirsi in nero", "pantaloni in nero e camicia bianca", "non paghiamo mai in nero", "niente lavoro nero",
    "gestione dei contanti alla cassa", "incassare pagamenti in contanti dei clienti", "contratto e busta paga dal primo giorno",
    "consegna di documenti ai clienti", "portare copia del documento", "consegnare la fotocopia del passaporto: fotocopia del permesso di soggiorno",
    "archiviare documenti", "nessuna quota di iscrizione", "non chiediamo nessuna cauzione", "formazione pagata dall'azienda",
    "corso di sicurezza gratuito", "divisa fornita dall'azienda", "alloggiamento dei bagagli", "pulizia degli alloggi", "camere dell'hotel da pulire",
    "40 ore a settimana", "24 ore settimanali", "20 ore a settimana su cinque giorni", "8 ore al giorno", "corso di 60 ore", "negozio aperto 7 giorni su 7",
    "struttura aperta h24, turni di 8 ore", "supermercato aperto tutti i giorni, domeniche comprese", "riposo la domenica", "due giorni di riposo",
    "open 7 days a week, shifts of 6 hours", "straordinari pagati", "mese di prova retribuito", "periodo di prova come da CCNL", "nessuno lavora senza contratto",
    "prova pagata", "contratto a tempo determinato di 6 mesi", "trial day paid", "premio di produzione", "provvigioni oltre allo stipendio fisso",
    "12 mesi di contratto", "permesso di soggiorno valido per lavorare", "no experience needed", "written contract from day one",
]  # fmt: skip


def found(text):
    return [finding.category for finding in find(text, ALL)]


@pytest.mark.parametrize(("category", "text"), PEOPLE + FLAGS, ids=[text for _category, text in PEOPLE + FLAGS])
def test_a_passage_is_found_with_its_category(category, text):
    assert category in found(text)


@pytest.mark.parametrize(("category", "text"), PEOPLE + FLAGS, ids=[text for _category, text in PEOPLE + FLAGS])
def test_it_is_found_within_ordinary_sentences(category, text):
    assert category in found(f"Posto in magazzino a Lambrate. {text}. Turni dal lunedì al venerdì.")


@pytest.mark.parametrize("text", NONE)
def test_a_mention_is_not_a_passage(text):
    assert [(finding.category, finding.text) for finding in find(text, ALL)] == []


def test_the_tables_are_as_long_as_promised():
    assert (len(PEOPLE) >= 60, len(FLAGS) >= 60, len(NONE) >= 60) == (True, True, True)


def test_flats_read_the_tables_of_traits_alone():
    text = "Vitto e alloggio, pagamento in nero, automunito, bella presenza, solo italiani"
    assert [finding.category for finding in find(text)] == [C.NATIONALITY]


def test_every_category_says_why_and_where_it_is_written():
    said = [finding for _category, text in PEOPLE + FLAGS for finding in find(text, ALL, "Chi assume")]
    assert [(finding.text, finding.why) for finding in said if not finding.law or "%" in finding.why] == []


def test_a_flag_names_the_law_that_it_breaks():
    (finding,) = find("pagamento in nero", ALL, "Chi assume")
    assert (finding.family, finding.law, finding.note) == (
        Family.EXPLOITATION,
        "L. 205/2017 art. 1 c. 910; c.p. art. 603-bis",
        False,
    )


@pytest.mark.django_db
def test_the_hints_speak_of_the_work(seats_kind):
    assert hints("Bella presenza. Automunito.", "seats") == [
        "«Bella presenza»: Chi assume non può scegliere in base all’aspetto. Descrivi il lavoro, non chi lo farà.",
        "«Automunito»: L’auto si chiede solo se serve ai compiti o se i mezzi pubblici non arrivano: va detto perché.",
    ]


@pytest.mark.django_db
def test_a_note_is_shown_and_needs_no_answer(seats_kind):
    offer = seats_in("draft", description="Automunito", owner=person(Role.LANDLORD))
    drafts.submit(offer_id=offer.pk, actor=offer.owner)
    assert (Offer.objects.get(pk=offer.pk).hits, [p.findings[0].note for p in passages(offer)]) == (0, [True])


@pytest.fixture
def seats_kind(monkeypatch):
    """The kind "seats" as a job is: all families, and who assumes."""
    from dataclasses import replace

    from jobs.flow import PLACEMENT_FLOW, PLACEMENT_WORDS

    known = kinds.get("seats")
    monkeypatch.setitem(kinds._kinds, "seats", replace(known, flow=PLACEMENT_FLOW, words=PLACEMENT_WORDS))
