"""The public pages: what they show, what they refuse, and that nothing breaks them."""

import json
from time import perf_counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.organisations.enums import Role
from search import services
from search.forms import SearchFilterSet
from search.limits import LONGEST_QUERY
from tests.factories import person
from tests.search.flats import published

pytestmark = pytest.mark.usefixtures("areas")


def shown(*offers):
    services.index_many([offer.pk for offer in offers])
    services.refresh_terms()
    return offers


def test_list_and_map_show_the_same(client: Client):
    cheap, dear = shown(published(rent=500), published(title="Trilocale a Greco", rent=1500, fees=0))
    page = client.get("/offerte/", {"canone": "900"})
    assert page.status_code == 200
    assert "1 casa" in page.text
    assert cheap.public_id in page.text
    assert dear.public_id not in page.text
    drawn = client.get("/offerte/mappa.geojson", {"canone": "900"}).json()
    [feature] = drawn["features"]
    assert (drawn["total"], feature["properties"]["id"]) == (1, cheap.public_id)
    assert feature["geometry"]["coordinates"] == pytest.approx(cheap.public_point.coords, abs=1e-5)
    assert feature["geometry"]["coordinates"] != pytest.approx(cheap.point.coords, abs=1e-5)


def test_many_points_become_clusters_that_add_up(client: Client, flats, monkeypatch):
    monkeypatch.setattr("search.views.MAP_POINTS", 50)
    drawn = client.get("/offerte/mappa.geojson").json()
    assert drawn["total"] == 400 == sum(feature["properties"]["count"] for feature in drawn["features"])
    assert len(drawn["features"]) < 400


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list(client: Client, django_assert_num_queries, count):
    shown(*(published() for _ in range(count)))
    for _ in range(2):  # names of places and occupations, the rulebook; once more should the first have been too slow
        client.get("/offerte/", {"q": "bilocale"})
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        client.get("/offerte/", {"q": "bilocale"})


QUERIES_OF_A_LIST = 12


def test_no_session_for_a_stranger_and_a_minute_in_shared_caches(client: Client):
    answer = client.get("/offerte/")
    assert not answer.cookies
    assert "s-maxage=60" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]


def test_htmx_gets_results_counts_and_title_only(client: Client):
    shown(published())
    answer = client.get("/offerte/", {"locali": "2"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    for part in ('id="risultati"', 'id="campi" hx-swap-oob', 'id="live" hx-swap-oob', "<title>"):
        assert part in answer.text


def test_options_that_would_leave_nothing_are_disabled_not_hidden(client: Client):
    shown(published())
    page = client.get("/offerte/", {"senza_scale": "1", "tipo": "casa"})
    assert 'value="3" id="id_locali_3" disabled' in page.text
    assert 'value="1" id="id_senza_scale" checked' in page.text


def test_nothing_found_names_the_nearest_ways_on_and_they_are_true(client: Client):
    shown(published(rent=700, fees=80), published(rent=790, fees=0), published(rent=2000))
    page = client.get("/offerte/", {"canone": "750"})
    assert "Nessuna casa con questi filtri" in page.text
    assert "2 case con 50 € in più al mese" in page.text
    found = SearchFilterSet({"canone": "800"}).question
    assert f'href="/offerte/{escape(found.query_string())}"' in page.text
    assert "2 case" in client.get("/offerte/", {"canone": "800"}).text


def test_where_no_single_change_helps_each_filter_is_offered_alone(client: Client):
    shown(published(rent=900, fees=0), published(rent=1900, fees=0, step_free=True))
    page = client.get("/offerte/", {"canone": "300", "senza_scale": "1", "persone": "7"})
    assert "1 casa tenendo solo «senza scale»" in page.text


def test_a_filter_that_is_not_understood_is_named_and_left_out(client: Client):
    shown(published())
    page = client.get("/offerte/", {"canone": "poco", "nil": "999", "utm_source": "x"})
    assert page.status_code == 200
    assert "solo con cifre" in page.text
    assert "Questo filtro non è stato usato" in page.text
    assert "1 offerta" in page.text


def test_misspelt_words_find_and_say_so(client: Client):
    shown(published(title="Casa in zona Padova"))
    page = client.get("/offerte/", {"q": "padva"})
    assert "Nessuna offerta contiene «padva»" in page.text
    assert "1 offerta" in page.text


def test_search_engines_keep_the_plain_list_only(client: Client):
    assert 'rel="canonical"' in client.get("/offerte/").text
    assert 'rel="canonical"' in client.get("/offerte/", {"nil": "23"}).text
    assert "noindex" in client.get("/offerte/", {"canone": "800"}).text


@pytest.mark.parametrize("path", ["/offerte/", "/offerte/mappa.geojson", "/offerte/tessere/3/4/2.mvt"])
def test_an_overlong_address_is_refused_before_it_is_read(client: Client, path, monkeypatch):
    monkeypatch.setattr("search.views.SearchFilterSet", None)
    answer = client.get(path, QUERY_STRING="&".join(f"nil={n}" for n in range(20_000)))
    assert answer.status_code == 414
    assert "al massimo 200 caratteri" in answer.text


@pytest.mark.parametrize("path", ["/offerte/", "/offerte/mappa.geojson", "/offerte/tessere/3/4/2.mvt"])
@pytest.mark.parametrize("query", ["q=" + "a" * 10_000_000, "q=" + "(" * 5_000_000 + ")" * 5_000_000, "&" * 10_000_000],
                         ids=["letters", "brackets", "nothing"])  # fmt: skip
def test_ten_megabytes_are_refused_at_once(client: Client, path, query):
    client.get(path, QUERY_STRING="x=" + "x" * 5000)  # templates are read
    spent = []
    for _ in range(3):  # the machine may be busy for a moment
        began = perf_counter()
        answer = client.get(path, QUERY_STRING=query)
        spent.append(perf_counter() - began)
        assert answer.status_code == 414
    assert min(spent) < LONGEST_REFUSAL


LONGEST_REFUSAL = 0.1  # seconds


def test_too_many_requests_are_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("search.views.PAGE_RATE", "1/h")
    assert [client.get("/offerte/zzzzzzzzzz/").status_code for _ in range(2)] == [404, 429]


NASTY = [
    "1' OR '1'='1", "'; drop table search_searchdocument; --", "title:(a AND b)~2^3", "{!xmlparser v='x'}", "[* TO *]",
    "((((", "(" * 60, '"' * 59, "a & !b | <->", "a:* | b", '-"casa a" -', "--", "*", "?", "%", "\\", "\x00", "\ud7ff",
    "9.1,45.4,9.2,45.5", "9.1,45.4,9.2,45.4,9.15,45.5", "9.1,45.4,9.2,45.5,9.2,45.4,9.1,45.5", "9,45,9,45,9,45",
    "nan,nan,nan,nan,nan,nan", "inf,45,9,inf,9,45", ",,,,,", "9.1,45.4,9.2", "1e400,1e400,1,1,2,2",
    ",".join(["9.19"] * 400),
    "2026-02-30", "0000-00-00", "9999-12-31", "31/04/2026", "M1", "M9", "10min", "-1min", "1_2_3", "9e9_9_9",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["q", "page", "zoom", "explain", "linee[]", *SearchFilterSet.base_filters]),
        st.lists(
            st.one_of(
                st.text(max_size=60),
                st.integers().map(str),
                st.floats().map(str),
                st.sampled_from(NASTY),
                st.lists(st.floats(8, 10).map(str), min_size=4, max_size=12).map(",".join),
            ),
            min_size=1,
            max_size=3,
        ),
        max_size=5,
    )
)
def test_no_question_breaks_the_page(client: Client, settings, data):
    settings.RATELIMIT_ENABLE = False
    answers = {200} if len(urlencode(data, doseq=True)) <= LONGEST_QUERY else {414}  # said before it is read
    assert client.get("/offerte/", data).status_code in answers
    assert client.get("/offerte/mappa.geojson", data).status_code in answers
    assert client.get("/offerte/tessere/3/4/2.mvt", data).status_code in answers | {204}


def test_the_page_of_an_offer(client: Client):
    offer, *_others = shown(published(description="</script><b>"), published(title="Casa a Greco"))
    page = client.get(reverse("offer_detail", args=[offer.public_id]))
    assert page.status_code == 200
    block = page.text.split('application/ld+json">')[1].split("</script>")[0]
    told = json.loads(block)
    assert told["offers"]["priceSpecification"]["price"] == 780
    assert told["about"]["geo"]["latitude"] == pytest.approx(offer.public_point.y, abs=1e-4)
    assert "Case simili" in page.text
    assert "Casa a Greco" in page.text
    assert offer.address not in page.text or not offer.address
    assert "Chiedi informazioni" in page.text
    assert "Proponi questa casa" not in page.text


def test_operators_may_propose(client: Client):
    (offer,) = shown(published())
    client.force_login(person(Role.OPERATOR), backend="django.contrib.auth.backends.ModelBackend")
    assert "Proponi questa casa" in client.get(reverse("offer_detail", args=[offer.public_id])).text


@pytest.mark.parametrize(
    ("state", "status"),
    [("taken", 410), ("reserved", 410), ("paused", 404), ("withdrawn", 404), ("draft", 404), ("rejected", 404)],
)
def test_what_is_not_free(client: Client, state, status):
    _other, offer = shown(published(title="Una casa simile"), published())
    offer.state = state
    offer.save()
    services.index(offer.pk)
    answer = client.get(reverse("offer_detail", args=[offer.public_id]))
    assert answer.status_code == status
    assert ("Una casa simile" in answer.text) == (status == 410)


def test_the_sitemap_names_what_can_be_found(client: Client):
    offer, hidden = shown(published(), published(state="paused"))
    index = client.get("/sitemap-offerte.xml")
    part = client.get("/sitemap-offerte-1.xml")
    assert (index.status_code, part.status_code) == (200, 200)
    assert "sitemap-offerte-1.xml" in index.text
    assert offer.public_id in part.text
    assert hidden.public_id not in part.text


def test_a_slow_question_gets_a_kind_answer(client: Client, monkeypatch):
    shown(published())
    monkeypatch.setattr("search.postgres.fetching.TIME_LIMIT", 1)
    monkeypatch.setattr("search.postgres.finding.where_clause", lambda clauses: _slow())
    answer = client.get("/offerte/")
    assert answer.status_code == 503
    assert "troppo tempo" in answer.text


def _slow():
    from search.filters import Clause

    return Clause("pg_sleep(2) is not null")
