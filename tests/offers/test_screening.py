"""The screening, by tables: what must be marked, and what must not."""

import pytest

from marketplace.offers import screening
from marketplace.offers.screening import Category, find, hints, mark

N, R, X, C, O, G, D, A = (  # noqa: E741
    Category.NATIONALITY, Category.RELIGION, Category.SEX, Category.CHILDREN, Category.ORIGIN, Category.ORIENTATION,
    Category.DISABILITY, Category.AGE,
)  # fmt: skip

MUST = [
    (N, "Solo italiani"), (N, "solo   ITALIANI, grazie"), (N, "Affitto solo a italiani referenziati"), (N, "no stranieri"),
    (N, "No a stranieri"), (N, "n0 stran1er1"), (N, "No str@nieri"), (N, "niente stranieri"), (N, "non affitto a stranieri"),
    (N, "Non si affitta a cittadini stranieri"), (N, "Non accettiamo extracomunitari"), (N, "extracomunitari astenersi"),
    (N, "astenersi stranieri"), (N, "stranieri no"), (N, "Stranieri esclusi"), (N, "preferibilmente referenziati italiani"),
    (N, "Cerco famiglia italiana"), (N, "coppia italiana referenziata"), (N, "a persone serie italiane"), (N, "gente italiana"),
    (N, "esclusivamente cittadini italiani"), (N, "inquilini di nazionalità italiana"), (N, "solo con passaporto italiano"),
    (N, "Si richiede… solo cittadinanza italiana"), (N, "no extra-comunitari"), (N, "no extra UE"), (N, "no cinesi, no indiani"),
    (N, "non a marocchini"), (N, "Preferisco europei"), (N, "solo studenti italiani"), (N, "studentessa italiana"),
    (N, "s o l o italiani"), (N, "no s t r a n i e r i"), (N, "niente animali, stranieri o perditempo"), (N, "italiani preferiti"),
    (N, "only Italians"), (N, "Italians only"), (N, "no foreigners"), (N, "No immigrants please"), (N, "Foreigners not accepted"),
    (N, "Italian family preferred"), (N, "only EU citizens"), (N, "must be Italian nationals"), (N, "no refugees"),
    (N, "we do not rent to foreigners"), (N, "no asylum seekers"), (N, "Foreigners need not apply"), (N, "no profughi"),
    (R, "solo cattolici praticanti"), (R, "no musulmani"), (R, "no mussulmani"), (R, "cerco persona cattolica"),
    (R, "Christians only"), (R, "no Muslims"), (R, "niente donne con il velo"), (R, "famiglia cristiana"), (R, "only Christian people"),
    (X, "solo donne"), (X, "affitto solo a ragazze"), (X, "Cerco ragazza"), (X, "no uomini"), (X, "solo sesso femminile"),
    (X, "riservato a signore sole"), (X, "preferibilmente donna"), (X, "girls only"), (X, "women only"), (X, "no men"),
    (X, "ideale per studentesse"), (X, "female tenants preferred"), (X, "looking for a girl"),
    (C, "niente bambini"), (C, "No bambini!"), (C, "non si accettano bambini"), (C, "coppia senza figli"), (C, "bambini non ammessi"),
    (C, "no famiglie con bambini"), (C, "vietato ai minori"), (C, "casa non adatta a bambini"), (C, "no a donne incinte"),
    (C, "no kids"), (C, "No children allowed"), (C, "couples without children"), (C, "adults only"), (C, "solo adulti"),
    (C, "not suitable for children"), (C, "no animali, bambini o feste"), (C, "child-free flat"), (C, "niente b4mbini"),
    (O, "no persone di colore"), (O, "no neri"), (O, "no rom"), (O, "zingari no"), (O, "solo bianchi"), (O, "no meridionali"),
    (O, "no gypsies"), (O, "no black people"), (O, "white people only"), (O, "solo milanesi"),
    (G, "no gay"), (G, "no coppie dello stesso sesso"), (G, "solo coppie eterosessuali"), (G, "no same-sex couples"), (G, "niente trans"),
    (D, "no disabili"), (D, "non affitto a invalidi"), (D, "no persone con disabilità"), (D, "no wheelchair users"),
    (D, "no disabled people"), (D, "senza problemi psichici"), (D, "not suitable for disabled people"),
    (A, "no anziani"), (A, "solo giovani coppie"), (A, "massimo 40 anni"), (A, "under 35"), (A, "età massima 50 anni"),
    (A, "dai 25 ai 35 anni"), (A, "no pensionati"), (A, "young professionals preferred; looking for young people"),
    (A, "no elderly people"), (A, "over 30 only"), (A, "max age 40"), (A, "aged 25 to 35"), (A, "25-40 anni"),
]  # fmt: skip

MUST_NOT = [
    "Vicino alla scuola italiana", "ristorante cinese sotto casa", "camera dei bambini", "parco giochi per bambini",
    "La cameretta dei bambini ha due finestre", "Solo una camera per i bambini", "scuola per stranieri a due passi",
    "non lontano dalla scuola per stranieri", "senza barriere per disabili", "Ascensore accessibile ai disabili",
    "posto auto riservato ai disabili", "Stranieri benvenuti", "bambini benvenuti", "Famiglie con bambini benvenute",
    "no fumatori, bambini benvenuti", "adatta anche a famiglie con bambini", "ideale per famiglie con bambini",
    "perfetta per bambini piccoli", "non solo italiani", "affittiamo a italiani e stranieri", "cerchiamo italiani o stranieri",
    "senza distinzione di nazionalità, religione o sesso", "Non escludo stranieri", "Non importa la nazionalità",
    "cerco ragazzo/a serio", "Cerchiamo uomini o donne con un lavoro", "affitto a uomini e donne", "Siamo una famiglia italiana",
    "La casa era di una famiglia italiana", "i vicini sono una coppia italiana", "Nel palazzo abitano famiglie italiane e straniere",
    "solo 5 minuti dal quartiere cinese", "solo giardino all'inglese", "bagno turco e cucina americana", "letto alla francese",
    "no animali", "non fumatori", "solo referenziati", "niente agenzie", "solo spese minori a carico", "no pagamenti in nero",
    "pareti bianche e porte nere", "Solo pareti bianche", "porte di colore bianco", "la signora del piano terra ha le chiavi",
    "a misura d'uomo", "quartiere giovane e vivace", "palazzo di oltre 50 anni", "ristrutturata 20 anni fa", "contratto di 4 anni",
    "contratto 4+4 anni", "over 90 mq", "fino a 30 anni di garanzia", "persone: massimo 4", "massimo 3 persone",
    "area giochi dedicata ai bambini", "piscina solo per bambini", "vicino alla moschea e alla chiesa cattolica",
    "sopra il negozio di un signore egiziano", "mercato arabo e bar cinese", "Oratorio cattolico a 200 m", "la metro M1 e M3 vicine",
    "near the Italian school", "Chinese restaurant downstairs", "kids' room with two beds", "no kids' playground nearby",
    "children welcome", "families with children welcome", "not wheelchair accessible", "We are an Italian family",
    "only white walls", "suitable for families with children", "men and women welcome", "not only Italians", "no smokers",
    "women's college nearby", "foreigners welcome", "two minutes from the old people's park", "no pets",
    "preferiamo qualcuno che resti", "Lo affittavamo a studenti, ora preferiamo qualcuno che resti.", "Cucina italiana attrezzata",
    "non accessibile alle carrozzine: tre gradini", "Solo donne delle pulizie due volte a settimana", "documenti italiani in ordine",
    "Italian style kitchen", "Ci piacerebbe conoscere chi verrà ad abitarla.", "senza un velo di polvere",
    "Casa della parrocchia, gestita da volontari del quartiere.", "La scuola primaria è a cinque minuti a piedi.",
]  # fmt: skip


@pytest.mark.parametrize(("category", "text"), MUST, ids=[text for _category, text in MUST])
def test_a_wish_is_found_with_its_category(category, text):
    assert category in [finding.category for finding in find(text)]


@pytest.mark.parametrize("text", MUST_NOT)
def test_a_mention_is_not_a_wish(text):
    assert [(finding.category, finding.text) for finding in find(text)] == []


def test_the_tables_are_as_long_as_promised():
    assert (len(MUST) >= 80, len(MUST_NOT) >= 60) == (True, True)


@pytest.mark.parametrize(("_category", "text"), MUST, ids=[text for _category, text in MUST])
def test_a_wish_is_found_within_ordinary_sentences(_category, text):
    around = f"Casa luminosa al terzo piano. {text}. Vicino alla metropolitana."
    assert [finding for finding in find(around) if finding.start >= 20]


def test_the_span_is_what_was_typed_although_letters_were_folded():
    text = "Bellìssima casa: SÓLO\u00ad  Itàliani, grazie."
    (finding,) = find(text)
    assert text[finding.start : finding.end] == finding.text == "SÓLO\u00ad  Itàliani"


def test_the_hint_quotes_the_words_and_says_why():
    assert hints("Solo italiani. Niente bambini.") == [
        "«Solo italiani»: Chi affitta non può scegliere in base alla nazionalità o alla cittadinanza. "
        "Descrivi la casa, non chi la abiterà.",
        "«Niente bambini»: Chi affitta non può escludere chi ha o aspetta bambini. "
        "Descrivi la casa, non chi la abiterà.",
    ]


def test_marked_text_is_escaped():
    text = "<b>no stranieri</b>"
    assert mark(text, find(text)) == "&lt;b&gt;<mark>no stranieri</mark>&lt;/b&gt;"


def test_nothing_is_found_in_nothing():
    assert screening.find("") == []


def test_a_long_text_is_read_in_reasonable_time():
    import time

    text = "non affitto a persone serie e tranquille di famiglia con referenze per la casa " * 50
    started = time.perf_counter()
    find(text)
    assert time.perf_counter() - started < 2
