import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jobs.models.vocabulary import Occupation
from jobs.vocabulary.folding import fold, forms
from jobs.vocabulary.selectors import (
    ccnl_titles,
    resolve_ccnl,
    resolve_occupation,
    resolve_occupations,
    resolve_sector,
    sector_titles,
    suggest_ccnl,
    suggest_occupations,
    suggest_sectors,
)

pytestmark = pytest.mark.django_db


def first(text: str, language: str = "it") -> str:
    found = suggest_occupations(text, language)
    return found[0].value if found else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("magazziniere", "4321"),
        ("magazziniera", "4321"),
        ("magaz", "4321"),
        ("badante", "5322"),
        ("BADANTE ", "5322"),
        ("lavapiatti", "9412"),
        ("dishwasher", "9412"),
        ("plongeur", "9412"),
        ("limpiadora", "9112"),
        ("прибиральниця", "9112"),
        ("Кухар", "5120"),
        ("oss", "5321"),
        ("colf", "9111"),
        ("muratore", "7112"),
        ("éboueur", "9611"),
        ("eboueur", "9611"),
        ("cerco lavoro come cuoco", "5120"),
        ("pulizie", "9112"),
        ("cameriera ai piani", "9112"),
        ("mulettista", "8344"),
        ("saldatrice", "7212"),
        ("Kellner", "5131"),  # an official title only
        ("bartender", "5132"),
        ("air force officer", "0110"),  # ESCO only
    ],
)
def test_words_of_all_languages_are_known(text: str, code: str) -> None:
    assert first(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("magaziniere", "4321"),
        ("badnate", "5322"),
        ("lavapiati", "9412"),
        ("diswasher", "9412"),
        ("cuocco", "5120"),
        ("muratroe", "7112"),
        ("giardinere", "6113"),
        ("eletricista", "7411"),
        ("прибиральнця", "9112"),
    ],
)
def test_spelling_is_forgiven(text: str, code: str) -> None:
    assert code in [one.value for one in suggest_occupations(text)][:2]


@pytest.mark.parametrize("text", ["", " ", "a", "%", "__", "xyzzy", "\0", "\\m", "(", "di", "x" * 5000])
def test_nothing_is_found_for_nothing(text: str) -> None:
    found = suggest_occupations(text)
    assert len(found) <= 8
    assert "xyz" not in text or not found


def test_each_occupation_comes_once_and_never_more_than_asked() -> None:
    found = suggest_occupations("addetto", limit=5)
    assert len(found) == len({one.value for one in found}) == 5
    assert len(suggest_occupations("a" * 2)) <= 8


def test_a_word_of_two_groups_says_which_is_meant() -> None:
    found = suggest_occupations("rider")
    assert [one.label for one in found] == ["Rider in moto", "Rider in bici"]
    labels = {one.value: one.label for one in suggest_occupations("autista")}
    assert labels["8332"] == "Autista (Camionista)"


def test_the_detail_is_the_groups_name_in_the_readers_language() -> None:
    assert suggest_occupations("lavapiatti", "it")[0].detail == "Aiuto cucina"
    assert suggest_occupations("lavapiatti", "en")[0].detail == "Kitchen helper"


@pytest.mark.parametrize("word", ["rider", "autista", "operaio", "addetto", "limpiador", "cook", "driver", "pulizie"])
def test_every_label_that_is_offered_can_be_read_back(word: str) -> None:
    for language in ("it", "en"):
        for one in suggest_occupations(word, language):
            assert resolve_occupation(one.label, language).code == one.value, one.label


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_title_can_be_read_back(language: str) -> None:
    titles = {row.title(language): row.code for row in Occupation.objects.filter(level=4)}
    answers = resolve_occupations(titles, language)
    assert {title: answers[title].code for title in titles} == titles


def test_many_texts_cost_as_many_queries_as_one(django_assert_num_queries) -> None:
    resolve_occupation("cuoco")  # keeps the titles
    with django_assert_num_queries(1):
        answers = resolve_occupations(["cuoco", "badante", "5131", "Autista (Camionista)", "dishwasher"])
    assert [one.code for one in answers.values()] == ["5120", "5322", "5131", "8332", "9412"]


def test_what_is_not_sure_says_what_it_may_be() -> None:
    answer = resolve_occupation("rider")
    assert not answer.code
    assert [one.value for one in answer.may_be] == ["8321", "9331"]
    assert resolve_occupation("qwertyuiop").may_be == []
    assert resolve_occupation("9999").code == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("bar", "56.30"), ("56.11", "56.11"), ("5611", "56.11"), ("edilizia", "F"), ("supermercato", "47.11"),
     ("badante", "97.00"), ("c", "C"), ("software", "62.10"), ("ristorante", "56.11")],
)  # fmt: skip
def test_sectors_by_code_or_word(text: str, code: str) -> None:
    found = suggest_sectors(text)
    assert found[0].value == code
    assert found[0].label.startswith(f"{code} – ")
    assert len(found) <= 8


@pytest.mark.parametrize(
    ("text", "code"),
    [("56.11", "56.11"), ("561111", "56.11.11"), ("56.30 – Attività di somministrazione di bevande", "56.30"),
     ("F – Edilizia", "F"), ("edilizia", "F"), ("99.99", ""), ("bar", ""), ("zzz", "")],
)  # fmt: skip
def test_a_sector_is_read_by_its_code_or_title(text: str, code: str) -> None:
    assert resolve_sector(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("H05Y", "H05Y"), ("h05y", "H05Y"), ("pulizie", "K511"), ("badante", "H501"), ("logistica", "I100"),
     ("cooperative sociali", "T151"), ("commercio", "H011"), ("muratore", "F012")],
)  # fmt: skip
def test_agreements_by_code_or_word_the_most_used_first(text: str, code: str) -> None:
    assert suggest_ccnl(text)[0].value == code


def test_an_agreement_says_who_has_signed_it() -> None:
    assert suggest_ccnl("H501")[0].detail.endswith("firmato da CGIL, CISL o UIL")
    assert not any("firmato" in one.detail for one in suggest_ccnl("K55A"))


@pytest.mark.parametrize(
    ("text", "code"),
    [("H501", "H501"), ("h501 – Lavoro domestico", "H501"), ("lavoro domestico", "H501"), ("pulizie", ""),
     ("ZZZZ", "")],
)  # fmt: skip
def test_an_agreement_is_read_by_its_code_or_title(text: str, code: str) -> None:
    assert resolve_ccnl(text).code == code


def test_titles_of_codes_with_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert sector_titles(["F", "99.98"]) == {"F": "F – Edilizia", "99.98": "99.98"}
    with django_assert_num_queries(1):
        assert ccnl_titles(["H501", ""]) == {"H501": "H501 – Lavoro domestico"}
    with django_assert_num_queries(0):
        assert sector_titles([]) == {}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("occupation_suggest", "badante", "5322"), ("sector_suggest", "bar", "56.30"), ("ccnl_suggest", "colf", "H501")],
)
def test_the_pickers_answer_as_json(client: Client, name: str, text: str, value: str) -> None:
    found = client.get(reverse(name), {"q": text}).json()
    assert found[0]["value"] == value
    assert set(found[0]) == {"value", "label", "detail"}
    assert client.get(reverse(name)).json() == []
    long = client.get(reverse(name), {"q": "x" * 101})
    assert (long.status_code, "100" in long.json()["message"]) == (422, True)
    assert client.post(reverse(name)).status_code == 405


def test_the_picker_speaks_the_pages_language(client: Client) -> None:
    with translation.override("en"):
        address = reverse("occupation_suggest")
    assert client.get(address, {"q": "lavapiatti"}).json()[0]["detail"] == "Kitchen helper"


@pytest.mark.parametrize("name", ["occupation_suggest", "sector_suggest", "ccnl_suggest"])
def test_nobody_asks_without_end(client: Client, name: str) -> None:
    answers = {client.get(reverse(name), {"q": "x"}).status_code for _ in range(302)}
    assert answers in ({200, 429}, {200, 403})


def test_forms_of_a_label() -> None:
    assert forms("Cuoco/cuoca") == ["cuoco", "cuoca"]
    assert forms("addetto/addetta alle pulizie") == ["addetto alle pulizie", "addetta alle pulizie"]
    assert forms("operaio agricolo/operaia agricola") == ["operaio agricolo", "operaia agricola"]
    assert forms("aiuto cuoco/cuoca") == ["aiuto cuoco", "aiuto cuoca"]
    assert forms("Barista") == ["barista"]
    assert forms(" / ") == forms("") == []


class AnyText(TestCase):
    """Whatever is typed, nothing breaks and nothing grows."""

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=120))
    def test_it_is_answered(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)
        for found in (suggest_occupations(text), suggest_sectors(text), suggest_ccnl(text)):
            assert len(found) <= 8
        resolve_occupation(text), resolve_sector(text), resolve_ccnl(text)
