"""The page of an agreement and the lists, in the words and with the seats of each kind."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.core import clock
from marketplace.offers import kinds, panels
from marketplace.offers.selectors import Seats, seats_of, seats_of_pools
from marketplace.offers.services import agreements, seats
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

from .factories import agreement_in, offer_in
from .test_pages import get, queries
from .trial import seats_in, trial_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def count(client, django_assert_max_num_queries):
    return lambda user, name: queries(client, user, reverse(name), django_assert_max_num_queries(60))


class TestAgreementPage:
    @pytest.fixture
    def row(self):
        body = BodyFactory()
        return agreement_in("signed", offer=trial_in("taken"), body=body, created_by=person(Role.OPERATOR, body=body))

    def test_each_side_reads_it_in_its_own_frame(self, client, row):
        pages = [get(client, user, "agreement", row.public_id) for user in (row.offer.owner, row.created_by)]
        names = [[template.name for template in page.templates] for page in pages]
        assert ["core/staff.html" in found for found in names] == [False, True]

    def test_the_operator_has_a_way_back(self, client, row, monkeypatch):
        monkeypatch.setattr(panels, "_agreement_links", [lambda agreement, user: panels.Fact("La proposta", "/p/1/")])
        pages = [get(client, user, "agreement", row.public_id) for user in (row.created_by, row.offer.owner)]
        assert ['href="/p/1/"' in page.content.decode() for page in pages] == [True, False]

    def test_a_tenancy_prints_to_whom_it_is_let(self, client):
        offer = offer_in("taken", kind="flat")
        row = agreement_in("signed", offer=offer, terms={"rent": 800, "scheme": "ets_headlease"})
        assert "Affitto a un ente, che ospita" in get(client, offer.owner, "agreement", row.public_id).content.decode()

    def test_its_words_are_those_of_its_kind(self, client, monkeypatch):
        from jobs.flow import PLACEMENT_FLOW, PLACEMENT_WORDS

        placement = replace(kinds.get("seats"), flow=PLACEMENT_FLOW, words=PLACEMENT_WORDS)
        monkeypatch.setitem(kinds._kinds, "seats", placement)
        body = BodyFactory()
        operator, offer = person(Role.OPERATOR, body=body), seats_in("published")
        pool = seats.pool(offer_id=offer.pk, total=1, waiting_list=True, actor=offer.owner)
        rows = [
            seats.hold(
                pool_id=pool.pk, body=body, case_code=case, start=clock.today(), end=None, terms={}, actor=operator
            )
            for case in ("MI-1", "MI-2")
        ]
        first, second = (get(client, operator, "agreement", row.public_id).content.decode() for row in rows)
        assert ("Posto tenuto" in first, "Numero 1 in lista d’attesa" in second) == (True, True)
        agreements.sign(agreement_id=rows[0].pk, signed_on=clock.today(), actor=operator)
        page = get(client, operator, "agreement", rows[0].public_id).content.decode()
        assert ["Segna il primo giorno di lavoro" in page, "registrazione" in page, "chiavi" in page] == [
            True,
            False,
            False,
        ]
        form = get(client, operator, "agreement_action", rows[0].public_id, "consegna").content.decode()
        assert ('type="date"' in form, "datetime-local" in form) == (True, False)
        url = reverse("agreement_action", args=[rows[0].public_id, "consegna"])
        assert client.post(url, {"at": clock.today().isoformat()}).status_code == 302
        ends = get(client, operator, "agreement_action", rows[0].public_id, "fine").content.decode()
        assert ("Trasformato in un contratto di lavoro" in ends, "Canoni non pagati" in ends) == (True, False)


class TestSeatsOnLists:
    def three(self, owner=None):
        offer = seats_in("published", **({"owner": owner} if owner else {}))
        pool = seats.pool(offer_id=offer.pk, total=3, waiting_list=True, actor=offer.owner)
        body = BodyFactory()
        seats.hold(
            pool_id=pool.pk, body=body, case_code="MI-1", start=clock.today(), end=None, terms={}, actor=offer.owner
        )
        return offer

    def test_an_owner_reads_how_many_are_taken(self, client):
        offer = self.three()
        assert "1 di 3 posti" in get(client, offer.owner, "my_offers").content.decode()

    @pytest.mark.parametrize("n", [1, 3])
    def test_three_offers_with_seats_take_no_more_queries_than_one(self, count, n, monkeypatch):
        for name in ("_facts", "_tasks"):
            monkeypatch.setattr(panels, name, [])
        owner = person(Role.LANDLORD)
        for _number in range(n):
            self.three(owner)
        assert count(owner, "my_offers") == 9

    @pytest.mark.parametrize("n", [1, 3])
    def test_all_numbers_of_all_offers_take_one_query(self, n, django_assert_num_queries):
        offers = [self.three() for _number in range(n)]
        with django_assert_num_queries(1):
            found = seats_of(offers)
        assert set(found.values()) == {Seats(total=3, held=1, signed=0, waiting=0, free=2)}

    def test_closed_runs_do_not_count_while_another_is_open(self):
        offer = self.three()
        yesterday = clock.today() - timedelta(days=1)
        closed = seats.pool(offer_id=offer.pk, code="past", total=9, closes_on=yesterday, actor=None)
        assert seats_of([offer])[offer.pk].total == 3
        assert seats_of_pools([closed])[closed.pk] == Seats(total=9, held=0, signed=0, waiting=0, free=0)
