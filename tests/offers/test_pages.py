"""The pages: who opens them, what they say, and how many queries they take."""

from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.core import clock
from marketplace.offers import panels
from marketplace.offers.models import Offer, OfferViews, Review
from marketplace.offers.services import review, seats, visits
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

from .factories import agreement_in, in_charge
from .trial import seats_in, trial_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return person(Role.REVIEWER)


def get(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def queries(client, user, url, assert_max):
    client.force_login(user)
    client.get(url)
    with assert_max as captured:
        client.get(url)
    return len(captured)


@pytest.fixture
def count(client, django_assert_max_num_queries):
    return lambda user, name: queries(client, user, reverse(name), django_assert_max_num_queries(60))


class TestWhoSeesWhat:
    def test_a_stranger_does_not_find_an_offer(self, client):
        offer = trial_in("published")
        for user in (person(Role.LANDLORD), person(Role.OPERATOR), person(Role.REVIEWER)):
            assert get(client, user, "my_offer", offer.public_id).status_code == 404

    def test_a_stranger_changes_nothing(self, client):
        offer = trial_in("published")
        client.force_login(person(Role.LANDLORD))
        answer = client.post(reverse("my_offer_action", args=[offer.public_id, "pausa"]))
        assert (answer.status_code, Offer.objects.get(pk=offer.pk).state) == (404, "published")

    def test_colleagues_see_the_bodys_offers(self, client):
        body = BodyFactory()
        offer = trial_in("published", owner=person(Role.LANDLORD, body=body), body=body, title="Della ditta")
        colleague = person(Role.LANDLORD, body=body)
        assert get(client, colleague, "my_offer", offer.public_id).status_code == 200
        assert "Della ditta" in get(client, colleague, "my_offers").content.decode()

    @pytest.mark.parametrize("role", [Role.LANDLORD, Role.OPERATOR, Role.EDITOR])
    def test_only_reviewers_open_the_queue(self, client, role):
        offer = trial_in("submitted")
        user = person(role)
        codes = [
            get(client, user, "review_queue").status_code,
            get(client, user, "review_offer", offer.public_id).status_code,
        ]
        assert codes == [403, 403]

    def test_an_agreement_is_open_to_its_two_sides_and_to_reviewers(self, client, reviewer):
        body = BodyFactory()
        row = agreement_in("signed", offer=trial_in("taken"), body=body)
        people = [
            row.offer.owner,
            person(Role.OPERATOR, body=body),
            reviewer,
            person(Role.OPERATOR),
            person(Role.LANDLORD),
        ]
        assert [get(client, user, "agreement", row.public_id).status_code for user in people] == [
            200,
            200,
            200,
            404,
            404,
        ]

    def test_a_reviewer_reads_an_agreement_and_records_nothing(self, client, reviewer):
        row = agreement_in("signed", offer=trial_in("taken"))
        client.force_login(reviewer)
        assert (
            client.post(reverse("agreement_action", args=[row.public_id, "annulla"]), {"reason": "other"}).status_code
            == 404
        )


class TestOwnersPage:
    def test_what_to_do_comes_first(self, client):
        owner = person(Role.LANDLORD)
        trial_in("changes", owner=owner, title="Mansarda")
        trial_in("draft", owner=owner, title="Box")
        page = get(client, owner, "my_offers").content.decode()
        assert (
            page.index("Il Comune chiede una modifica a «Mansarda»")
            < page.index("«Box» è ancora una bozza")
            < page.index("Tutte le offerte")
        )

    def test_an_empty_page_says_what_will_stand_there(self, client):
        assert "Qui vedi la tua casa" in get(client, person(Role.LANDLORD), "my_offers").content.decode()

    @pytest.mark.parametrize("n", [1, 3])
    def test_three_offers_take_no_more_queries_than_one(self, count, n, monkeypatch):
        for name in ("_facts", "_tasks"):
            monkeypatch.setattr(panels, name, [])  # what higher floors add is counted there
        owner = person(Role.LANDLORD)
        for number in range(n):
            trial_in("published", owner=owner, title=f"Casa {number}")
        assert count(owner, "my_offers") == 8

    def test_higher_floors_add_facts_tasks_and_entries(self, client, monkeypatch):
        offer = trial_in("published")
        for name, source in {
            "_facts": lambda offers, user: {row.pk: [panels.Fact("2 proposte")] for row in offers},
            "_tasks": lambda offers, user: [panels.Task("Rispondi alla proposta", "/x/", "Rispondi")],
            "_timelines": lambda row, user: [panels.Entry(clock.now(), "Proposta arrivata")],
        }.items():
            monkeypatch.setattr(panels, name, [source])
        page = get(client, offer.owner, "my_offer", offer.public_id).content.decode()
        assert [text in page for text in ("2 proposte", "Rispondi alla proposta", "Proposta arrivata")] == [True] * 3

    @pytest.mark.parametrize(("state", "action", "data", "after"), [
        ("published", "pausa", {}, "paused"), ("paused", "online", {}, "published"),
            ("published", "libera", {}, "published"),
        ("published", "affittata", {}, "withdrawn"), ("submitted", "riprendi", {}, "draft"),
            ("published", "modifica", {}, "draft"),
        ("published", "ritira", {"reason": "sold"}, "withdrawn"), ("published", "ritira", {}, "published"),
    ])  # fmt: skip
    def test_the_buttons(self, client, state, action, data, after):
        offer = trial_in(state)
        client.force_login(offer.owner)
        url = reverse("my_offer_action", args=[offer.public_id, action])
        before = client.get(url).status_code
        answer = client.post(url, data)
        assert (before in {200, 302}, Offer.objects.get(pk=offer.pk).state) == (True, after)
        assert answer.status_code == (422 if after == state and action == "ritira" else 302)

    def test_a_button_that_comes_too_late_says_so(self, client):
        offer = trial_in("reserved")
        client.force_login(offer.owner)
        page = client.post(reverse("my_offer_action", args=[offer.public_id, "pausa"]), follow=True).content.decode()
        assert "questo passo non è più possibile" in page

    def test_the_timeline_names_no_reviewer(self, client, reviewer):
        offer = trial_in("submitted")
        in_charge(offer, reviewer)
        review.request_changes(offer_id=offer.pk, message="Aggiungi una foto.", actor=reviewer)
        page = get(client, offer.owner, "my_offer", offer.public_id).content.decode()
        assert ("Aggiungi una foto." in page, str(reviewer) in page) == (True, False)


class TestReviewPages:
    @pytest.mark.parametrize("n", [1, 3])
    def test_three_rows_take_no_more_queries_than_one(self, count, reviewer, n):
        for number in range(n):
            trial_in("submitted", title=f"Casa {number}")
        assert count(reviewer, "review_queue") == 6

    @pytest.mark.parametrize("n", [1, 3])
    def test_seats_take_one_query_more_whatever_their_number(self, count, reviewer, n):
        for number in range(n):
            offer = seats_in("submitted", title=f"Posto {number}")
            seats.pool(offer_id=offer.pk, total=3, actor=offer.owner)
        assert count(reviewer, "review_queue") == 7

    def test_the_queue_says_and_filters_by_kind(self, client, reviewer):
        offer = seats_in("submitted", title="Magazzino")
        seats.pool(offer_id=offer.pk, total=3, actor=offer.owner)
        trial_in("submitted", title="Bilocale")
        client.force_login(reviewer)
        page = client.get(reverse("review_queue"), {"kind": "seats"}).content.decode()
        assert ("Magazzino</a>" in page, "0 di 3 posti" in page, "Bilocale</a>" in page) == (True, True, False)

    def test_one_that_comes_back_keeps_its_place(self, client, reviewer):
        now = clock.now()
        trial_in("submitted", title="Nuova", submitted_at=now - timedelta(days=5))
        trial_in("submitted", title="Tornata", submitted_at=now, review_spent=timedelta(days=20))
        page = get(client, reviewer, "review_queue").content.decode()
        assert page.index("Tornata") < page.index("Nuova")

    def test_what_is_due_first_comes_first(self, client, reviewer):
        now = clock.now()
        for days, title in ((3, "Seconda"), (9, "Prima"), (1, "Terza")):
            trial_in("submitted", title=title, submitted_at=now - timedelta(days=days))
        page = get(client, reviewer, "review_queue").content.decode()
        assert page.index("Prima") < page.index("Seconda") < page.index("Terza")

    def test_the_filter_shows_only_mine(self, client, reviewer):
        in_charge(trial_in("submitted", title="Mia"), reviewer)
        trial_in("submitted", title="Altrui")
        client.force_login(reviewer)
        page = client.get(reverse("review_queue"), {"mine": "on"}).content.decode()
        assert ("Mia</a>" in page, "Altrui</a>" in page) == (True, False)

    def test_marked_passages_and_the_way_to_publication(self, client, reviewer):
        offer = trial_in("submitted", description="Solo italiani.", hits=1)
        url = reverse("review_offer", args=[offer.public_id])
        client.force_login(reviewer)
        client.post(reverse("review_charge", args=[offer.public_id]))
        assert "<mark>Solo italiani</mark>" in client.get(url).content.decode()
        refused = client.post(url, {"decision": "approve", "checklist": ["papers"]})
        kept = Review.objects.get(offer=offer).checklist
        done = client.post(url, {"decision": "approve", "checklist": ["papers", "screening"]})
        assert (refused.status_code, kept, done.status_code) == (422, {"papers": True}, 302)
        assert Offer.objects.get(pk=offer.pk).state == "published"

    def test_a_request_without_a_message_keeps_what_was_ticked(self, client, reviewer):
        offer = trial_in("submitted")
        in_charge(offer, reviewer)
        client.force_login(reviewer)
        url = reverse("review_offer", args=[offer.public_id])
        answer = client.post(url, {"decision": "changes", "checklist": ["papers"], "message": ""})
        assert (answer.status_code, 'value="papers"' in answer.content.decode()) == (422, True)
        assert Offer.objects.get(pk=offer.pk).state == "submitted"

    def test_her_own_offer_says_that_another_person_checks_it(self, client, reviewer):
        offer = trial_in("submitted", owner=reviewer)
        assert (
            "Non puoi approvare una tua offerta"
            in get(client, reviewer, "review_offer", offer.public_id).content.decode()
        )


class TestVisits:
    BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"

    def view(self, rf, offer, user, **headers):
        request = rf.get("/", headers={"User-Agent": self.BROWSER, **headers})
        request.user = user
        return visits.count_view(offer=offer, request=request)

    def test_people_are_counted_machines_and_the_owner_are_not(self, rf):
        from django.contrib.auth.models import AnonymousUser

        offer, anyone = trial_in("published"), AnonymousUser()
        counted = [
            self.view(rf, offer, anyone),
            self.view(rf, offer, person(Role.OPERATOR)),
            self.view(rf, offer, offer.owner),
            self.view(rf, offer, anyone, **{"User-Agent": "Googlebot/2.1"}),
            self.view(rf, offer, anyone, **{"User-Agent": ""}),
            self.view(rf, offer, anyone, **{"Sec-Purpose": "prefetch;prerender"}),
        ]
        assert counted == [True, True, False, False, False, False]
        assert list(OfferViews.objects.values_list("day", "count")) == [(clock.today(), 2)]
