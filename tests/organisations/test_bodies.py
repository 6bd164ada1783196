from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketplace.audit.models import Entry
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.organisations import services
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.organisations.models import Body, Membership
from marketplace.organisations.selectors import valid_memberships
from marketplace.outbox.services import relay_batch
from tests.factories import BodyFactory, MembershipFactory, UserFactory, person

from .conftest import FOUNDATION

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a mandate"


def register(actor: Any = None, **data: Any) -> Membership:
    return services.register_body(
        actor=actor or UserFactory(), role=Role.MANAGER, data=FOUNDATION | data, mandate=ContentFile(PDF, "delega.pdf")
    )


def messages_of(user: Any) -> list[str]:
    relay_batch()
    return list(Message.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def test_new_body_waits_and_gives_no_rights_yet() -> None:
    membership = register()
    assert membership.body.status == BodyStatus.PENDING
    assert membership.confirmed_at is None
    assert not valid_memberships(membership.user).exists()
    assert messages_of(membership.user) == ["body.registered"]


def test_body_that_is_here_already_is_refused_with_a_way_on() -> None:
    register()
    with pytest.raises(DomainError, match="già nel portale") as error:
        register()
    assert error.value.field == "codice_fiscale"
    assert Body.objects.filter(codice_fiscale=FOUNDATION["codice_fiscale"]).count() == 1


def test_verification_confirms_the_founders_mandate(reviewer: Any) -> None:
    membership = register()
    body = services.decide(actor=reviewer, body=membership.body, status=BodyStatus.VERIFIED)
    assert (body.status, body.verified_by) == (BodyStatus.VERIFIED, reviewer)
    assert valid_memberships(membership.user).get() == membership
    assert messages_of(membership.user)[-1] == "body.verified"
    assert Entry.objects.filter(action="body.verified", object_id=str(body.pk), actor=reviewer).exists()


def test_event_that_comes_twice_writes_once(reviewer: Any) -> None:
    membership = register()
    services.decide(actor=reviewer, body=membership.body, status=BodyStatus.VERIFIED)
    from marketplace.organisations.consumers import tell_people_of_body

    for _ in range(3):
        tell_people_of_body(membership.body_id)
    assert messages_of(membership.user) == ["body.verified"]  # the earlier event found the newer state


def test_integration_rests_until_the_body_answers(reviewer: Any) -> None:
    membership = register()
    body = services.ask_integration(actor=reviewer, body=membership.body, reason="Manca lo statuto.")
    assert body.integration_asked_at
    assert messages_of(membership.user)[-1] == "body.integration"
    body = services.update_body(actor=membership.user, body=body, data={"legal_name": "Fondazione nuova"})
    assert body.integration_asked_at is None
    assert body.legal_name == "Fondazione nuova"


def test_suspension_takes_the_rights_and_can_be_lifted(reviewer: Any) -> None:
    membership = register()
    services.decide(actor=reviewer, body=membership.body, status=BodyStatus.VERIFIED)
    services.decide(actor=reviewer, body=membership.body, status=BodyStatus.SUSPENDED, reason="Controlli in corso.")
    assert not valid_memberships(membership.user).exists()
    assert messages_of(membership.user)[-1] == "body.suspended"
    services.decide(actor=reviewer, body=membership.body, status=BodyStatus.VERIFIED)
    assert valid_memberships(membership.user).exists()


@pytest.mark.parametrize(
    ("start", "target"),
    [
        (BodyStatus.PENDING, BodyStatus.SUSPENDED),
        (BodyStatus.REVOKED, BodyStatus.VERIFIED),
        (BodyStatus.VERIFIED, BodyStatus.PENDING),
        (BodyStatus.VERIFIED, "nonsense"),
    ],
)
def test_other_transitions_are_refused(reviewer: Any, start: str, target: str) -> None:
    body = register().body
    Body.objects.filter(pk=body.pk).update(status=start)
    with pytest.raises(WrongState):
        services.decide(actor=reviewer, body=body, status=target, reason="Perché sì.")
    body.refresh_from_db()
    assert body.status == start


def test_reason_is_due(reviewer: Any) -> None:
    body = register().body
    with pytest.raises(DomainError, match="motivo") as error:
        services.decide(actor=reviewer, body=body, status=BodyStatus.REVOKED, reason="  ")
    assert error.value.field == "reason"


def test_nobody_decides_on_a_body_of_her_own(reviewer: Any) -> None:
    body = register().body
    MembershipFactory(user=reviewer, body=body, role=Role.OPERATOR)
    with pytest.raises(NotAllowed, match="un’altra persona"):
        services.decide(actor=reviewer, body=body, status=BodyStatus.VERIFIED)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMIN, Role.LANDLORD])
def test_only_reviewers_decide(role: str) -> None:
    body = register().body
    with pytest.raises(NotAllowed):
        services.decide(actor=person(role), body=body, status=BodyStatus.VERIFIED)


def test_identity_of_a_verified_body_stays(manager: Any) -> None:
    body = manager.memberships.get().body
    changed = services.update_body(actor=manager, body=body, data={"legal_name": "Altro nome", "phone": "02 123"})
    assert changed.legal_name != "Altro nome"
    assert changed.phone == "02 123"
    with pytest.raises(NotAllowed):
        services.update_body(actor=UserFactory(), body=body, data={"phone": "03"})


def test_mandate_document_is_for_reviewers_and_its_people(client: Client, reviewer: Any, manager: Any) -> None:
    membership = register()
    url = f"/incarichi/{membership.pk}/documento/"
    assert client.get(url).status_code == 302
    for user, status in ((reviewer, 200), (membership.user, 200), (manager, 404), (person(Role.ADMIN), 404)):
        client.force_login(user)
        assert client.get(url).status_code == status
    client.force_login(reviewer)
    response = client.get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="incarico-{membership.pk}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


def body_form(**changes: Any) -> dict[str, Any]:
    mandate = SimpleUploadedFile("delega.pdf", PDF)
    return FOUNDATION | {"mandate_document": mandate, "truthful": "on"} | changes


def test_registration_form(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    response = client.post("/iscriviti/enti/ente/", body_form(codice_fiscale="971 038 80585"))
    body = Body.objects.get(codice_fiscale="97103880585")
    assert response["Location"] == f"/enti/{body.pk}/"
    assert user.memberships.get().role == Role.MANAGER
    assert client.get(f"/enti/{body.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"codice_fiscale": "00000000000"}, "Questo codice fiscale non esiste"),
        ({"form": "company"}, "Scrivi la partita IVA"),
        ({"form": "aps", "runts_number": ""}, "Scrivi il numero del RUNTS"),
        ({"runts_section": ""}, "Scegli la sezione del RUNTS"),
        ({"mandate_document": SimpleUploadedFile("delega.pdf", b"MZ not a pdf")}, "questo file non si apre"),
        ({"truthful": ""}, "conferma che i dati sono veri"),
    ],
)
def test_wrong_form_is_told_and_loses_nothing_typed(client: Client, changes: dict[str, Any], words: str) -> None:
    client.force_login(UserFactory())
    response = client.post("/iscriviti/enti/ente/", body_form(**changes))
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "Fondazione di prova" in page
    assert not Body.objects.filter(legal_name="Fondazione di prova").exists()


def test_reviewers_pages(client: Client, reviewer: Any) -> None:
    body = register().body
    client.force_login(reviewer)
    assert body.legal_name in client.get("/revisione/enti/").content.decode()
    refused = client.post(f"/revisione/enti/{body.pk}/decisione/", {"decision": "revoked", "reason": ""})
    assert refused.status_code == 422
    assert "Scrivi il motivo" in refused.content.decode()
    assert client.post(f"/revisione/enti/{body.pk}/decisione/", {"decision": "verified"}).status_code == 302
    body.refresh_from_db()
    assert body.status == BodyStatus.VERIFIED


def test_strangers_do_not_see_a_body(client: Client, manager: Any) -> None:
    body = register().body
    client.force_login(manager)
    for url in (f"/enti/{body.pk}/", f"/enti/{body.pk}/modifica/"):
        assert client.get(url).status_code == 404
    assert client.get("/revisione/enti/").status_code == 403
    assert client.post(f"/revisione/enti/{body.pk}/decisione/", {"decision": "verified"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries(
    client: Client, reviewer: Any, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        register(codice_fiscale=f"9{number:010d}")  # no factory comes as far
    client.force_login(reviewer)
    client.get("/revisione/enti/")
    with django_assert_num_queries(6):  # session, person, memberships, rulebook, count, rows
        client.get("/revisione/enti/")


class TestAteco:
    def test_employer_enters_codes_and_others_are_not_asked(self, client: Client) -> None:
        client.force_login(UserFactory())
        assert 'name="ateco"' in client.get("/iscriviti/imprese/ente/").content.decode()
        assert 'name="ateco"' not in client.get("/iscriviti/enti/ente/").content.decode()

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [("56.11.11", ["56.11.11"]), ("56.11.11, 43,01.1;02 ", ["56.11.11", "43", "01.1", "02"]), ("", [])],
    )
    def test_codes_as_in_the_register(self, client: Client, typed: str, stored: list[str]) -> None:
        boss = person(Role.EMPLOYER)
        body = boss.memberships.get().body
        client.force_login(boss)
        form = {"legal_representative": "Ivo Galli", "ateco": typed}
        assert client.post(f"/enti/{body.pk}/modifica/", form).status_code == 302
        body.refresh_from_db()
        assert body.ateco == stored

    @pytest.mark.parametrize("typed", ["5", "56.", "56.111", "A.01", "56.11.11.1", "56.11/43"])
    def test_anything_else_comes_back_with_an_example(self, client: Client, typed: str) -> None:
        boss = person(Role.EMPLOYER)
        body = boss.memberships.get().body
        client.force_login(boss)
        response = client.post(f"/enti/{body.pk}/modifica/", {"legal_representative": "Ivo Galli", "ateco": typed})
        assert response.status_code == 422
        text = response.content.decode()
        assert "per esempio 56.11.11." in text
        assert f'value="{typed}"' in text


def test_website_without_a_scheme_is_https_and_warns_of_nothing(client: Client, recwarn: Any) -> None:
    from importlib import reload

    from marketplace.organisations import forms

    reload(forms)
    assert not [str(one.message) for one in recwarn if "URLField" in str(one.message)]
    body = BodyFactory()
    form = forms.BodyDataForm({"legal_representative": "Ivo Galli", "website": "example.org"}, instance=body)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["website"] == "https://example.org"
