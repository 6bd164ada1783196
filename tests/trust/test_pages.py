"""The pages: who sees what, what comes back with a message, and what a paper's address gives to whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketplace.audit.models import Entry
from marketplace.core.clock import today
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.trust import kinds, selectors
from marketplace.trust.enums import Accreditation, CheckState
from marketplace.trust.models import Check
from tests.factories import BodyFactory, UserFactory, person

from .factories import PDF, ago, boss_of, check_in
from .factories import firm as make_firm

pytestmark = pytest.mark.django_db
TODAY = today().isoformat
JPEG, PNG = b"\xff\xd8\xff\xe0 photo", b"\x89PNG\r\n\x1a\n photo"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def paper(content: bytes = PDF, name: str = "durc.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def hand_in(client: Client, body: Any, kind: str = kinds.DURC, **data: Any) -> Any:
    data = {"number": "INPS_1", "issued_on": TODAY(), "evidence": paper(), "truthful": "on"} | data
    return client.post(f"/enti/{body.pk}/verifiche/{kind}/", data)


def seen_of(body: Any, kind: str = kinds.DURC) -> str:
    return ",".join(str(row.pk) for row in selectors.open_rows(body, kind))


def enter(client: Client, body: Any, kind: str = kinds.DURC, **data: Any) -> Any:
    data = {"number": "INPS_1", "issued_on": TODAY(), "outcome": "ok", "seen": seen_of(body, kind)} | data
    return client.post(f"/verifiche/ente/{body.pk}/{kind}/", data)


class TestPaper:
    @pytest.mark.parametrize(("content", "ending"), [(PDF, "pdf"), (JPEG, "jpg"), (PNG, "png")])
    def test_type_is_told_from_the_bytes(self, firm: Any, private: Any, content: bytes, ending: str) -> None:
        response = hand_in(signed_in(boss_of(firm)), firm, evidence=paper(content, "qualunque.html"))
        assert response.status_code == 302
        check = selectors.open_rows(firm, kinds.DURC).get()
        assert check.state == CheckState.PROPOSED
        assert check.evidence.name.endswith(f".{ending}")
        assert "qualunque" not in check.evidence.name

    @pytest.mark.parametrize(
        "content",
        [b"<html><script>alert(1)</script>", b"MZ\x90\x00\x03 a program", b"<svg xmlns='http://www.w3.org/2000/svg'>"],
        ids=["html", "exe", "svg"],
    )
    def test_what_is_no_pdf_and_no_photo_is_refused(self, firm: Any, content: bytes) -> None:
        response = hand_in(signed_in(boss_of(firm)), firm, evidence=paper(content))
        assert response.status_code == 422
        assert "Carica un PDF o una foto" in response.content.decode()
        assert not Check.objects.exists()

    @pytest.mark.parametrize(("more", "status"), [(0, 302), (1, 422)])
    def test_twenty_megabytes_and_not_one_byte_more(self, firm: Any, private: Any, more: int, status: int) -> None:
        content = PDF.ljust(20 * 1024 * 1024 + more, b" ")
        response = hand_in(signed_in(boss_of(firm)), firm, evidence=paper(content))
        assert response.status_code == status
        if more:
            assert "più grande di 20 MB" in response.content.decode()

    def test_nothing_typed_is_lost(self, firm: Any) -> None:
        response = hand_in(signed_in(boss_of(firm)), firm, number="INPS_45", issued_on=ago(200).isoformat())
        assert response.status_code == 422
        text = response.content.decode()
        assert 'value="INPS_45"' in text
        assert "serve un documento più recente" in text

    def test_declaration_is_a_sentence_and_a_tick(self, firm: Any) -> None:
        client = signed_in(boss_of(firm))
        page = client.get(f"/enti/{firm.pk}/verifiche/{kinds.CAPORALATO}/").content.decode()
        assert "condanne per intermediazione illecita" in page
        assert 'type="file"' not in page
        assert client.post(f"/enti/{firm.pk}/verifiche/{kinds.CAPORALATO}/", {}).status_code == 422
        assert hand_in(client, firm, kinds.CAPORALATO).status_code == 302
        check = selectors.open_rows(firm, kinds.CAPORALATO).get()
        assert (check.issued_on, check.evidence.name) == (today(), "")


class TestFile:
    @pytest.fixture
    def filed(self, firm: Any, private: Any) -> Check:
        return check_in(CheckState.PROPOSED, firm, evidence=ContentFile(PDF, "x.pdf"))

    def test_is_a_download_and_never_a_page(self, firm: Any, filed: Check, reviewer: Any) -> None:
        for reader in (reviewer, boss_of(firm)):
            response = signed_in(reader).get(f"/verifiche/{filed.pk}/documento/")
            assert b"".join(response.streaming_content) == PDF
            assert response["Content-Disposition"].startswith("attachment")
            assert response["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in response["Cache-Control"]
        assert Entry.objects.filter(action="check.read", object_id=str(filed.pk)).count() == 2

    @pytest.mark.parametrize("role", [Role.EMPLOYER, Role.MANAGER, Role.OPERATOR, Role.EDITOR, Role.ADMIN])
    def test_strangers_do_not_learn_that_it_exists(self, filed: Check, role: str) -> None:
        assert signed_in(person(role)).get(f"/verifiche/{filed.pk}/documento/").status_code == 404
        assert not Entry.objects.filter(action="check.read").exists()

    def test_visitors_sign_in_and_no_public_address_leads_to_it(self, client: Client, filed: Check) -> None:
        assert client.get(f"/verifiche/{filed.pk}/documento/").status_code == 302
        assert client.get(f"/media/{filed.evidence.name}").status_code == 404

    def test_founder_opens_her_own_before_the_verification(self, firm: Any, private: Any) -> None:
        membership = firm.memberships.get()
        membership.confirmed_at = None
        membership.save(update_fields=["confirmed_at"])
        firm.status, firm.created_by = BodyStatus.PENDING, membership.user
        firm.save()
        client = signed_in(membership.user)
        assert hand_in(client, firm).status_code == 302
        check = selectors.open_rows(firm, kinds.DURC).get()
        assert client.get(f"/verifiche/{check.pk}/documento/").status_code == 200


class TestReviewer:
    def test_records_from_the_page_that_shows_the_proposal(self, firm: Any, reviewer: Any) -> None:
        hand_in(signed_in(boss_of(firm)), firm)
        client = signed_in(reviewer)
        page = client.get(f"/verifiche/ente/{firm.pk}/durc/").content.decode()
        assert 'value="INPS_1"' in page
        response = enter(client, firm)
        assert response.status_code == 302
        assert response.url == f"/revisione/enti/{firm.pk}/"
        assert selectors.valid_checks(firm).get().number == "INPS_1"
        assert "In regola" in client.get(response.url).content.decode()

    def test_defect_without_a_word_comes_back_beside_the_field(self, firm: Any, reviewer: Any) -> None:
        response = enter(signed_in(reviewer), firm, outcome="defect")
        assert response.status_code == 422
        assert "Scrivi che cosa non va" in response.content.decode()

    def test_page_that_is_older_than_the_newest_paper_says_so(self, firm: Any, reviewer: Any) -> None:
        client, seen = signed_in(reviewer), seen_of(firm)
        hand_in(signed_in(boss_of(firm)), firm)
        response = enter(client, firm, seen=seen)
        assert response.status_code == 422
        assert "qualcun altro ha cambiato" in response.content.decode()

    def test_own_body_has_no_form_and_refuses_one(self, reviewer: Any) -> None:
        client, body = signed_in(reviewer), reviewer.memberships.get().body
        assert "Registra la verifica" not in client.get(f"/verifiche/ente/{body.pk}/durc/").content.decode()
        assert enter(client, body).status_code == 422
        assert not Check.objects.exists()

    def test_comune_needs_no_number_and_an_agency_does(self, reviewer: Any) -> None:
        client, body = signed_in(reviewer), BodyFactory()
        title = {"number": "", "issued_on": ""}
        agency = enter(client, body, kinds.LABOUR, accreditation=Accreditation.NATIONAL, **title)
        assert agency.status_code == 422
        assert enter(client, body, kinds.LABOUR, accreditation=Accreditation.COMUNE, **title).status_code == 302
        assert selectors.labour_accreditation(body).valid_until == today() + timedelta(days=365)

    def test_withdraws_with_a_reason(self, firm: Any, reviewer: Any) -> None:
        client, check = signed_in(reviewer), check_in(CheckState.OK, firm)
        address = f"/verifiche/{check.pk}/ritira/"
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": ""}).status_code == 422
        assert client.post(address, {"reason": "Falso."}).status_code == 302
        assert client.get(address).status_code == 404  # it is history now
        assert "Falso." in client.get(f"/verifiche/ente/{firm.pk}/durc/").content.decode()

    @pytest.mark.parametrize(
        ("what", "expected"),
        [("", 4), ("proposed", 1), ("ending", 1), ("ended", 1), ("defect", 1)],
    )
    def test_list_shows_what_needs_a_look(self, firm: Any, reviewer: Any, what: str, expected: int) -> None:
        check_in(CheckState.PROPOSED, firm)
        check_in(CheckState.OK, firm, issued_on=ago(110))
        check_in(CheckState.OK, firm, kinds.VISURA, issued_on=ago(181))
        check_in(CheckState.DEFECT, firm, kinds.DVR)
        check_in(CheckState.OK, make_firm())  # months away
        page = signed_in(reviewer).get("/verifiche/", {"what": what}).content.decode()
        assert page.count('<th scope="row">') == expected

    def test_list_filters_by_body_and_kind(self, reviewer: Any) -> None:
        for name in ("Edilizia Perù", "Trattoria Sole"):
            check_in(CheckState.PROPOSED, make_firm(legal_name=name))
        client = signed_in(reviewer)
        assert client.get("/verifiche/", {"q": "peru"}).content.decode().count('<th scope="row">') == 1
        assert client.get("/verifiche/", {"kind": "visura"}).content.decode().count('<th scope="row">') == 0

    @pytest.mark.parametrize("count", [1, 3])
    def test_list_asks_the_same_number_of_queries(
        self, reviewer: Any, django_assert_num_queries: Any, count: int
    ) -> None:
        for _ in range(count):
            check_in(CheckState.PROPOSED, make_firm())
            check_in(CheckState.OK, make_firm(), issued_on=ago(110))
        client = signed_in(reviewer)
        client.get("/verifiche/")
        with django_assert_num_queries(6):  # session, person, memberships, rulebook, count, rows
            client.get("/verifiche/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_page_of_a_kind_asks_the_same_number_of_queries(
        self, firm: Any, reviewer: Any, django_assert_num_queries: Any, count: int
    ) -> None:
        client = signed_in(reviewer)
        for _ in range(count):
            enter(client, firm)
        client.get(f"/verifiche/ente/{firm.pk}/durc/")
        with django_assert_num_queries(8):  # session, person, memberships, body, checks, rulebook, own, history
            client.get(f"/verifiche/ente/{firm.pk}/durc/")


class TestOwnPage:
    def test_says_what_is_missing_and_where_to_hand_it_in(self, firm: Any) -> None:
        check_in(CheckState.OK, firm, kinds.VISURA)
        check_in(CheckState.DEFECT, firm, kinds.QUOTA_68, note="È del 2024.")
        page = signed_in(boss_of(firm)).get(f"/enti/{firm.pk}/").content.decode()
        assert "non vanno online: <strong>DURC</strong>" in page
        assert f"/enti/{firm.pk}/verifiche/durc/" in page
        assert "È del 2024." in page

    def test_colleague_who_does_not_run_it_reads_only(self, firm: Any) -> None:
        colleague = person(Role.OPERATOR, body=firm)
        page = signed_in(colleague).get(f"/enti/{firm.pk}/").content.decode()
        assert "Visura camerale" in page
        assert "/verifiche/durc/" not in page
        assert signed_in(colleague).get(f"/enti/{firm.pk}/verifiche/durc/").status_code == 403

    def test_third_sector_body_sees_only_what_concerns_it(self) -> None:
        body = BodyFactory()
        page = signed_in(person(Role.MANAGER, body=body)).get(f"/enti/{body.pk}/").content.decode()
        assert "Accreditamento per i servizi al lavoro" in page
        assert "DURC" not in page

    def test_landlord_company_has_no_table(self) -> None:
        body = BodyFactory()
        page = signed_in(person(Role.LANDLORD, body=body)).get(f"/enti/{body.pk}/").content.decode()
        assert "Verifiche" not in page

    @pytest.mark.parametrize("kind", ["durc", "nessuna"])
    def test_strangers_and_unknown_kinds_are_not_found(self, firm: Any, kind: str) -> None:
        assert signed_in(UserFactory()).get(f"/enti/{firm.pk}/verifiche/{kind}/").status_code == 404
        if kind == "nessuna":
            assert signed_in(boss_of(firm)).get(f"/enti/{firm.pk}/verifiche/{kind}/").status_code == 404


def test_pages_speak_english(firm: Any, reviewer: Any) -> None:
    check_in(CheckState.PROPOSED, firm)
    page = signed_in(reviewer).get(f"/en/verifiche/ente/{firm.pk}/durc/").content.decode()
    assert "The paper to be checked" in page
    assert "Valid for 120 days" in page
