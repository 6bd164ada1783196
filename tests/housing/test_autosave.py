"""Saving by itself: nothing typed is lost, nothing of another window is overwritten unseen."""

import pytest
from django.test import Client
from django.urls import reverse

from housing.models import Flat
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer
from tests.factories import person

from .wizard import autosave, complete, draft, landlord, submit

pytestmark = pytest.mark.django_db
HOUSE = {"surface_net": "66,5", "floor": "2", "bathrooms": "1", "lift": "True", "heating": "central"}


@pytest.fixture
def flat(client: Client) -> Flat:
    owner = landlord()
    client.force_login(owner)
    return draft(owner)


def test_a_change_is_saved_and_explained(client: Client, flat: Flat) -> None:
    answer = autosave(client, flat, "casa", **HOUSE)
    assert answer.status_code == 200
    body = answer.json()
    flat = Flat.objects.select_related("offer").get(pk=flat.pk)
    assert (str(flat.surface_net), flat.floor, flat.lift, flat.step_free) == ("66.50", 2, True, None)
    assert body["version"] == flat.offer.version == 2
    assert "Tabella della Lombardia: 4 persone" in body["hints_html"]
    assert "Di’ se si entra senza scale" in body["missing_html"]


def test_the_same_answers_twice_change_nothing(client: Client, flat: Flat) -> None:
    first = autosave(client, flat, "casa", version=1, **HOUSE)
    second = autosave(client, flat, "casa", version=1, **HOUSE)
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["version"] == first.json()["version"] == 2


def test_what_means_the_same_is_no_change(client: Client, flat: Flat) -> None:
    autosave(client, flat, "documenti", category="a3")
    version = Offer.objects.get(pk=flat.pk).version
    answer = autosave(client, flat, "documenti", version=version - 1, category="A 3")
    assert answer.status_code == 200
    assert answer.json()["version"] == version


def test_valid_fields_are_saved_beside_wrong_ones_and_nothing_typed_is_lost(client: Client, flat: Flat) -> None:
    answer = autosave(client, flat, "canone", rent="ottocento", fees="90")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["rent"]
    flat.refresh_from_db()
    assert (flat.rent, flat.fees, flat.unsaved) == (None, 90, {"rent": ["ottocento"]})
    page = client.get(reverse("flat_step", args=[flat.offer.public_id, "canone"]))
    assert 'value="ottocento"' in page.content.decode()
    assert "Scrivi un importo in euro, senza centesimi." in page.content.decode()
    assert "Correggi un dato in «Canone»" in page.content.decode()
    assert autosave(client, flat, "canone", rent="800", fees="90").status_code == 200
    flat.refresh_from_db()
    assert (flat.rent, flat.unsaved) == (800, {})


def test_two_windows_on_different_fields_both_keep_theirs(client: Client, flat: Flat) -> None:
    assert autosave(client, flat, "descrizione", version=1, title="Bilocale", description="").status_code == 200
    late = autosave(client, flat, "descrizione", version=1, title="", description="Luminoso")
    assert late.status_code == 409  # the title on the late window's page is old: it learns the new one
    assert late.json()["fields"] == {"title": {"mine": [""], "theirs": ["Bilocale"]}}
    offer = Offer.objects.get(pk=flat.pk)
    assert (offer.title, offer.description) == ("Bilocale", "Luminoso")
    again = autosave(client, flat, "descrizione", late.json()["version"], title="Bilocale", description="Luminoso")
    assert again.status_code == 200


def test_two_windows_on_one_field_must_choose(client: Client, flat: Flat) -> None:
    autosave(client, flat, "canone", version=1, rent="800")
    late = autosave(client, flat, "canone", version=1, rent="750")
    assert late.status_code == 409
    assert late.json()["fields"] == {"rent": {"mine": ["750"], "theirs": ["800"]}}
    flat.refresh_from_db()
    assert flat.rent == 800
    assert autosave(client, flat, "canone", late.json()["version"], rent="750").status_code == 200
    flat.refresh_from_db()
    assert flat.rent == 750


def test_without_script_the_conflict_is_shown_on_the_page(client: Client, flat: Flat) -> None:
    submit(client, flat, "canone", 1, rent="800")
    late = submit(client, flat, "canone", 1, rent="750")
    assert late.status_code == 409
    assert "In un’altra finestra c’è scritto «800»" in late.content.decode()
    assert 'value="750"' in late.content.decode()
    version = Offer.objects.get(pk=flat.pk).version
    assert f'name="version" value="{version}"' in late.content.decode()
    assert submit(client, flat, "canone", version, rent="750").status_code == 302
    flat.refresh_from_db()
    assert flat.rent == 750


def test_without_script_errors_keep_the_step_and_what_was_typed(client: Client, flat: Flat) -> None:
    answer = submit(client, flat, "canone", 1, rent="800", deposit_months="4")
    assert answer.status_code == 422
    assert 'value="4"' in answer.content.decode()
    assert "il massimo di legge è 3" in answer.content.decode()
    flat.refresh_from_db()
    assert (flat.rent, flat.deposit_months) == (800, None)


def test_a_lost_session_answers_401_and_changes_nothing(client: Client, flat: Flat) -> None:
    client.logout()
    assert autosave(client, flat, "canone", rent="800").status_code == 401
    flat.refresh_from_db()
    assert flat.rent is None


def test_strangers_find_nothing(client: Client, flat: Flat) -> None:
    client.force_login(person("landlord"))
    assert autosave(client, flat, "canone", rent="1").status_code == 404
    assert client.get(reverse("flat_step", args=[flat.offer.public_id, "canone"])).status_code == 404


def test_a_sent_flat_is_not_changed(client: Client, flat: Flat) -> None:
    Offer.objects.filter(pk=flat.pk).update(state=OfferState.SUBMITTED)
    answer = autosave(client, flat, "canone", rent="800")
    assert answer.status_code == 422
    assert "ricarica la pagina" in answer.json()["errors"]["__all__"][0]
    flat.refresh_from_db()
    assert flat.rent is None


def test_sending_needs_the_declaration_and_everything_else(client: Client) -> None:
    owner = landlord()
    client.force_login(owner)
    flat = complete(owner)
    data = {"owner_title": "owner", "all_owners_agree": "True"}
    refused = submit(client, flat, "riepilogo", 1, **data)
    assert refused.status_code == 422
    assert "Spunta la dichiarazione" in refused.content.decode()
    sent = submit(client, flat, "riepilogo", 1, declared="on", **data)
    assert sent.url == reverse("flat_sent", args=[flat.offer.public_id])
    flat.refresh_from_db()
    assert flat.offer.state == OfferState.SUBMITTED
    assert flat.declaration_at is not None
    assert client.get(sent.url).status_code == 200


def test_an_incomplete_flat_is_not_sent(client: Client, flat: Flat) -> None:
    answer = submit(client, flat, "riepilogo", 1, declared="on", owner_title="owner", all_owners_agree="True")
    assert answer.status_code == 422
    assert "Scrivi il canone al mese, in euro" in answer.content.decode()
    assert Offer.objects.get(pk=flat.pk).state == OfferState.DRAFT
