"""A kind that the portal does not have, from its first step to its agreement: a folder and a registration."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.offers import kinds
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Offer
from marketplace.offers.services import agreements, drafts, market, review
from marketplace.organisations.enums import Role
from marketplace.outbox.models import Event
from marketplace.outbox.services import relay_batch
from tests.factories import LAMBRATE, BodyFactory, person
from tests.fourth_kind import kind
from tests.fourth_kind.models import Bicycle
from tests.fourth_kind.wizard import STEPS
from tests.offers.factories import milano
from tests.support.database import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.fourth_kind.urls")]
ANSWERS = {
    "luogo": {"address": "Via Conte Rosso 1", "lon": LAMBRATE.x, "lat": LAMBRATE.y},
    "bicicletta": {"type": "cargo", "deposit": "50", "weight": "21,5", "lights": "True"},
    "descrizione": {"title": "Bici da carico", "description": "Porta la spesa."},
}


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kind.register()


@pytest.fixture
def owner(client: Client) -> User:
    milano()
    owner = person(Role.LANDLORD)
    client.force_login(owner)
    return owner


@pytest.fixture
def bicycle(owner: User) -> Bicycle:
    return drafts.create_draft(actor=owner, kind="bicycle").bicycle


def url(page: str, bicycle: Bicycle, *more: str) -> str:
    return reverse(f"bicycle_{page}", args=[bicycle.offer.public_id, *more])


def save(client: Client, bicycle: Bicycle, step: str, version: int | None = None, **data: Any) -> Any:
    version = version or Offer.objects.get(pk=bicycle.pk).version
    return client.post(url("autosave", bicycle, step), {"version": version, **data})


def answer_all(client: Client, bicycle: Bicycle) -> None:
    for step, data in ANSWERS.items():
        assert save(client, bicycle, step, **data).status_code == 200


def send(client: Client, bicycle: Bicycle) -> None:
    answer_all(client, bicycle)
    answer = client.post(url("step", bicycle, "riepilogo"), {"version": 9, "declared": "on"})
    assert answer.url == url("sent", bicycle)


def publish(client: Client, bicycle: Bicycle) -> Offer:
    send(client, bicycle)
    reviewer = person(Role.REVIEWER)
    review.take_charge(offer_id=bicycle.pk, actor=reviewer)
    review.save_checklist(offer_id=bicycle.pk, ticked={"real"}, actor=reviewer)
    review.approve(offer_id=bicycle.pk, actor=reviewer)
    relay_batch()
    assert not Event.objects.exclude(error="").exists()  # no consumer stumbles over a kind that it does not know
    return Offer.objects.get(pk=bicycle.pk)


def test_it_is_begun_from_the_owners_page(client: Client, owner: User) -> None:
    page = client.get(reverse("my_offers")).content.decode()
    assert "Inserisci la bicicletta" in page
    page = client.get(reverse("bicycle_new")).content.decode()
    assert "Presta una bicicletta" in page
    assert "una foto, anche fatta con il telefono" in page
    begun = client.post(reverse("bicycle_new"))
    assert begun.url == url("step", Bicycle.objects.get(), "luogo")
    client.force_login(person(Role.OPERATOR))
    assert client.get(reverse("bicycle_new")).status_code == 403


def test_every_step_opens_in_any_order(client: Client, bicycle: Bicycle) -> None:
    for step in reversed(STEPS):
        page = client.get(url("step", bicycle, step.code))
        assert page.status_code == 200, step.code
        assert "Mancano" in page.content.decode()
    assert client.get(url("step", bicycle, "altro")).status_code == 404
    assert client.get(url("resume", bicycle)).url == url("step", bicycle, "luogo")


def test_what_is_missing_leads_to_its_field(client: Client, bicycle: Bicycle) -> None:
    page = client.get(url("step", bicycle, "bicicletta")).content.decode()
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = re.findall(rf'href="{url("step", bicycle, "bicicletta")}#([^"]+)"', page)
    assert links == ["id_type_0", "id_deposit"]
    assert set(links) <= ids


def test_without_script_the_steps_lead_to_the_summary(client: Client, bicycle: Bicycle) -> None:
    for step, following in zip(STEPS, STEPS[1:], strict=False):
        data = {"version": Offer.objects.get(pk=bicycle.pk).version, **ANSWERS.get(step.code, {})}
        assert client.post(url("step", bicycle, step.code), data).url == url("step", bicycle, following.code)
    summary = client.get(url("step", bicycle, "riepilogo")).content.decode()
    for printed in ("Da carico", "21,5 kg", "50\N{NO-BREAK SPACE}€", "Sì", "Non manca niente"):
        assert printed in summary


def test_fields_save_by_themselves_and_keep_what_is_wrong(client: Client, bicycle: Bicycle) -> None:
    answer = save(client, bicycle, "bicicletta", type="city", deposit="cento", lights="False")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["deposit"]
    assert "Di notte servono" in answer.json()["hints_html"]
    bicycle.refresh_from_db()
    assert (bicycle.type, bicycle.deposit, bicycle.unsaved) == ("city", None, {"deposit": ["cento"]})
    page = client.get(url("step", bicycle, "bicicletta")).content.decode()
    assert 'value="cento"' in page
    assert "Correggi un dato in «Bicicletta»" in page
    assert save(client, bicycle, "bicicletta", type="city", deposit="100", lights="False").status_code == 200


def test_two_windows_notice_each_other(client: Client, bicycle: Bicycle) -> None:
    save(client, bicycle, "bicicletta", version=1, deposit="80")
    late = save(client, bicycle, "bicicletta", version=1, deposit="90")
    assert late.status_code == 409
    assert late.json()["fields"] == {"deposit": {"mine": ["90"], "theirs": ["80"]}}
    page = client.post(url("step", bicycle, "bicicletta"), {"version": 1, "deposit": "90"})
    assert page.status_code == 409
    assert "In un’altra finestra c’è scritto «80»" in page.content.decode()


def test_it_is_sent_with_a_declaration_and_taken_back(client: Client, bicycle: Bicycle) -> None:
    answer_all(client, bicycle)
    refused = client.post(url("step", bicycle, "riepilogo"), {"version": 9})
    assert refused.status_code == 422
    assert "Spunta la dichiarazione" in refused.content.decode()
    send(client, bicycle)
    assert "Quando è tutto a posto l’annuncio va sul sito." in client.get(url("sent", bicycle)).content.decode()
    bicycle.refresh_from_db()
    assert bicycle.declaration_at
    assert client.get(url("step", bicycle, "luogo")).url == url("step", bicycle, "riepilogo")
    assert client.post(url("reopen", bicycle)).url == url("step", bicycle, "luogo")
    assert Offer.objects.get(pk=bicycle.pk).state == OfferState.DRAFT


def test_strangers_find_nothing(client: Client, bicycle: Bicycle) -> None:
    client.force_login(person(Role.LANDLORD))
    assert client.get(url("step", bicycle, "luogo")).status_code == 404
    assert save(client, bicycle, "bicicletta", deposit="1").status_code == 404
    client.logout()
    assert save(client, bicycle, "bicicletta", deposit="1").status_code == 401


def test_the_reviewer_reads_it_in_the_same_queue(client: Client, bicycle: Bicycle) -> None:
    send(client, bicycle)
    reviewer = person(Role.REVIEWER)
    client.force_login(reviewer)
    assert "Bici da carico" in client.get(reverse("review_queue")).content.decode()
    review.take_charge(offer_id=bicycle.pk, actor=reviewer)
    page = client.get(reverse("review_offer", args=[bicycle.offer.public_id])).content.decode()
    assert "La bicicletta esiste" in page
    assert "21,5 kg" in page


def test_it_is_found_and_read_by_everybody(client: Client, bicycle: Bicycle) -> None:
    offer = publish(client, bicycle)
    client.logout()
    found = client.get(reverse("offer_list"), {"q": "bici da carico"}).content.decode()
    assert reverse("offer_detail", args=[offer.public_id]) in found
    page = client.get(reverse("offer_detail", args=[offer.public_id]))
    assert page.status_code == 200
    assert "Bicicletta in prestito" in page.content.decode()
    assert "Da carico" in page.content.decode()
    assert "Conte Rosso" not in page.content.decode()
    features = client.get(reverse("offer_map"), {"q": "bici da carico"}).json()["features"]
    assert offer.public_id in {feature["properties"].get("id") for feature in features}


def test_it_ends_in_an_agreement(client: Client, bicycle: Bicycle) -> None:
    offer, body = publish(client, bicycle), BodyFactory()
    operator = person(Role.OPERATOR, body=body)
    market.reserve(offer_id=offer.pk, actor=operator)
    terms = {"deposit": 50}
    agreement = agreements.draft(
        offer_id=offer.pk, body=body, case_code="MI-7K2", start=today(), end=today() + timedelta(days=90), terms=terms,
        actor=operator,
    )  # fmt: skip
    agreements.sign(agreement_id=agreement.pk, signed_on=today(), actor=offer.owner)
    client.force_login(offer.owner)
    page = client.get(reverse("agreement", args=[agreement.public_id])).content.decode()
    assert "Cauzione" in page
    assert "Segna la consegna della bicicletta" in page
    agreements.hand_over(agreement_id=agreement.pk, at=now(), actor=offer.owner)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.exclusive) == (AgreementState.HANDED_OVER, True)
    assert client.get(reverse("offer_detail", args=[offer.public_id])).status_code == 410


@pytest.mark.parametrize("step", ["luogo", "bicicletta", "foto", "riepilogo"])
def test_a_step_takes_few_queries(
    client: Client, bicycle: Bicycle, step: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    answer_all(client, bicycle)
    client.get(url("step", bicycle, step))
    with django_assert_max_num_queries(12):
        client.get(url("step", bicycle, step))


GIVEN = {"code", "wizard_url", "new_url", "step_name", "create", "missing", "fields", "texts", "select_related"}


def test_the_guide_says_what_the_code_says() -> None:
    """docs/new_kind.md names the files of tests/fourth_kind, and what a kind says besides what the wizard knows."""
    folder = ROOT / "tests" / "fourth_kind"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if "__pycache__" not in path.parts}
    guide = (ROOT / "docs" / "new_kind.md").read_text()
    assert set(re.findall(r"^\| `([\w/.]+)` \|", guide, re.MULTILINE)) == {
        name for name in files if not name.endswith("__init__.py")
    }
    described = set(re.findall(r"^- `(\w+)`", guide, re.MULTILINE))
    assert described == set(kinds.OfferKind.__dataclass_fields__) - GIVEN
