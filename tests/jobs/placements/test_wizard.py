"""The steps of a placement: questions by contract, shifts by buttons, and the law beside the answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.enums import TRAINEESHIPS, ContractForm
from jobs.models import Placement, Shift
from jobs.placements import asks, completeness, hints, selectors
from jobs.placements.steps import STEPS
from marketplace.core import clock
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from tests.factories import LAMBRATE, person
from tests.offers.factories import milano

from .made import answers, autosave, complete, draft, employer, submit, vocabularies

pytestmark = pytest.mark.django_db
F = ContractForm
LAWLESS: dict[str, tuple[str, dict[str, Any], str]] = {  # a step, answers that break a rule there, and its law
    F.TRAINEESHIP: ("paga", {"indemnity": "499", "meals": "False"}, "DGR Lombardia 7763/2018"),
    F.INCLUSION: ("dichiarazioni", {"tutor_trainees": "4"}, "Linee guida 25/5/2017"),
    F.WORK_GRANT: ("dichiarazioni", {"tutor_trainees": "4", "safety_declared": "False"}, "D.Lgs. 81/2008"),
    F.APPRENTICE_1: ("posti", {"months": "49"}, "D.Lgs. 81/2015 artt. 42 e 43"),
    F.APPRENTICE_2: ("posti", {"months": "37", "craft": "False"}, "D.Lgs. 81/2015 artt. 42 e 44"),
    F.APPRENTICE_3: ("posti", {"months": "5"}, "D.Lgs. 81/2015 artt. 42 e 45"),
    F.FIXED_TERM: ("posti", {"months": "25"}, "D.Lgs. 81/2015 art. 19"),
    F.PERMANENT: ("orario", {"hours_week": "41", "hours_day": "8"}, "D.Lgs. 66/2003"),
    F.AGENCY: ("paga", {"pay_min": "2", "pay_max": "2", "pay_period": "hour"}, "Costituzione art. 36"),
    F.SEASONAL: ("orario", {"hours_week": "49", "hours_day": "8"}, "D.Lgs. 66/2003"),
    F.DOMESTIC: ("paga", {"pay_min": "3", "pay_max": "3", "pay_period": "hour"}, "Costituzione art. 36"),
    F.ON_CALL: ("orario", {"hours_week": "30", "hours_day": "14"}, "D.Lgs. 66/2003 art. 7"),
}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.frozen(clock.now().replace(year=2026, month=11, day=23)):
        yield


@pytest.fixture
def owner(client: Client) -> Any:
    user = employer()
    client.force_login(user)
    return user


@pytest.fixture
def placement(owner: Any) -> Placement:
    return draft(owner)


def read(placement: Placement) -> Placement:
    return selectors.placements().get(pk=placement.pk)


def test_a_firm_begins_a_draft_with_one_seat(client: Client, owner: Any) -> None:
    page = client.get(reverse("placement_new"))
    assert "il nome si legge nell’annuncio" in page.content.decode()
    answer = client.post(reverse("placement_new"))
    placement = Placement.objects.select_related("offer").get()
    assert answer.url == reverse("placement_step", args=[placement.offer.public_id, "professione"])
    assert (placement.pool.code, placement.pool.total, placement.pool.held) == ("", 1, 0)


@pytest.mark.parametrize("role", [Role.LANDLORD, Role.OPERATOR, Role.TRAINER])
def test_others_do_not(client: Client, role: str, placement: Placement) -> None:
    client.force_login(person(role))
    assert client.post(reverse("placement_new")).status_code == 403
    assert client.get(reverse("placement_step", args=[placement.offer.public_id, "paga"])).status_code == 404


def test_every_step_opens_in_any_order(client: Client, placement: Placement) -> None:
    for step in reversed(STEPS):
        page = client.get(reverse("placement_step", args=[placement.offer.public_id, step.code]))
        assert page.status_code == 200, step.code
        assert "Mancano" in page.content.decode()


@pytest.mark.parametrize("contract", ContractForm.values)
def test_a_complete_placement_of_each_form_is_sent(client: Client, owner: Any, contract: str) -> None:
    placement = complete(owner, contract)
    assert completeness.missing(read(placement)) == []
    summary = client.get(reverse("placement_step", args=[placement.offer.public_id, "riepilogo"]))
    assert str(ContractForm(contract).label).partition(" (")[0] in summary.content.decode()
    answer = submit(client, placement, "riepilogo", declared="on")
    assert answer.url == reverse("placement_sent", args=[placement.offer.public_id])
    placement.refresh_from_db()
    assert placement.declaration_at is not None
    assert Offer.objects.get(pk=placement.pk).state == OfferState.SUBMITTED


@pytest.mark.parametrize("contract", ContractForm.values)
def test_an_unlawful_one_names_the_law_and_is_not_sent(client: Client, owner: Any, contract: str) -> None:
    placement = complete(owner, contract)
    step, wrong, law = LAWLESS[contract]
    page = submit(client, placement, step, **_typed(placement, step), **wrong)
    assert page.status_code == 422
    assert law in page.content.decode()
    page = submit(client, placement, "riepilogo", declared="on")
    assert page.status_code == 422
    assert Offer.objects.get(pk=placement.pk).state == OfferState.DRAFT


def _typed(placement: Placement, step: str) -> dict[str, Any]:
    """A step as it stands, as a browser sends it; what the test answers itself is left out."""
    form = STEPS.by_code[step].form(content=read(placement))
    own = LAWLESS[placement.contract][1]
    return {name: values for name, values in form.typed(form.fields).items() if values and name not in own}


@pytest.mark.parametrize("contract", ContractForm.values)
def test_each_form_asks_its_own_questions_only(client: Client, placement: Placement, contract: str) -> None:
    answer = submit(client, placement, "contratto", contract=contract)
    assert answer.url.endswith("/posti/")
    for step, names in {"posti": asks.of_term, "paga": asks.of_pay, "dichiarazioni": asks.of_declarations}.items():
        form = STEPS.by_code[step].form(content=read(placement))
        own = set(form.fields) - {"seats", "available_from", "available_to"}
        assert own == set(names(contract))
    missing = {item.field for item in completeness.missing(read(placement))}
    assert ("indemnity" in missing) == (contract in TRAINEESHIPS)
    assert ("ccnl" in missing) == (contract not in TRAINEESHIPS)


def test_answers_of_another_contract_are_set_aside_and_come_back(client: Client, owner: Any) -> None:
    placement = complete(owner, F.TRAINEESHIP)
    submit(client, placement, "contratto", contract=F.PERMANENT)
    changed = read(placement)
    assert (changed.indemnity, changed.months, changed.eqf, changed.promoter_name) == (None, None, [], "")
    assert (changed.employees, changed.meals) == (8, False)
    submit(client, placement, "contratto", contract=F.TRAINEESHIP)
    back = read(placement)
    assert (back.indemnity, back.months, back.eqf, back.promoter_name) == (500, 6, [3], "Ente promotore")
    assert "indemnity" not in back.set_aside


def test_a_range_is_saved_as_a_whole(client: Client, owner: Any) -> None:
    """One end that is refused must not leave the other where the database would refuse both."""
    placement = complete(owner, F.PERMANENT)
    answer = autosave(client, placement, "paga", pay_min="3", pay_max="4", pay_period="hour")
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"pay_min", "pay_max"}
    row = read(placement)
    assert (row.pay_min, row.pay_max, row.pay_period) == (1400, 1500, "hour")
    assert (row.unsaved["pay_min"], row.unsaved["pay_max"]) == (["3"], ["4"])
    assert autosave(client, placement, "paga", pay_min="9", pay_max="10", pay_period="hour").status_code == 200


def test_two_windows_never_put_the_range_in_the_wrong_order(client: Client, owner: Any) -> None:
    placement = complete(owner, F.PERMANENT)
    month = {"pay_period": "month", "pay_instalments": "14"}
    autosave(client, placement, "paga", version=1, pay_min="1490", pay_max="1500", **month)
    answer = autosave(client, placement, "paga", version=1, pay_min="1400", pay_max="1450", **month)
    assert answer.status_code == 409
    assert (read(placement).pay_min, read(placement).pay_max) == (1490, 1500)


def test_shifts_come_and_go_by_buttons(client: Client, placement: Placement) -> None:
    added = submit(client, placement, "orario", add="1", hours_week="38,5")
    shift = Shift.objects.get(placement=placement)
    assert added.url.endswith(f"/orario/#turno-{shift.pk}")
    row = {f"shift_{shift.pk}_days": ["1", "2"], f"shift_{shift.pk}_start": "08:00", f"shift_{shift.pk}_end": "12:30"}
    submit(client, placement, "orario", add="1", hours_week="38,5", **row)
    shift.refresh_from_db()
    assert (shift.days, f"{shift.start:%H:%M}") == (["1", "2"], "08:00")
    assert read(placement).hours_week == 38.5
    submit(client, placement, "orario", remove=str(shift.pk), hours_week="38,5", **row)
    assert list(Shift.objects.filter(pk=shift.pk)) == []
    assert Shift.objects.filter(placement=placement).count() == 1


def test_shifts_of_another_firm_cannot_be_touched(client: Client, placement: Placement) -> None:
    strange = Shift.objects.create(placement=draft(employer()), days=["1"])
    submit(client, placement, "orario", remove=str(strange.pk))
    autosave(client, placement, "orario", **{f"shift_{strange.pk}_start": "08:00"})
    strange.refresh_from_db()
    assert strange.start is None


def test_a_shift_without_a_day_of_rest_names_the_law(client: Client, placement: Placement) -> None:
    shift = Shift.objects.create(placement=placement)
    answer = autosave(
        client, placement, "orario", **{f"shift_{shift.pk}_days": list("1234567"), f"shift_{shift.pk}_start": ""}
    )
    assert "D.Lgs. 66/2003 art. 9" in answer.json()["errors"][f"shift_{shift.pk}_days"][0]


def test_seats_live_in_the_pool_and_close_with_the_deadline(client: Client, placement: Placement) -> None:
    data = {"seats": "3", "available_from": "2027-01-11", "available_to": "2026-12-31"}
    assert autosave(client, placement, "posti", **data).status_code == 200
    pool = read(placement).pool
    assert (pool.total, pool.closes_on) == (3, date(2026, 12, 31))
    assert autosave(client, placement, "posti", **data | {"available_to": "2026-11-22"}).status_code == 422


def test_the_pay_is_reckoned_beside_the_fields(client: Client, placement: Placement) -> None:
    submit(client, placement, "contratto", contract=F.PERMANENT)
    submit(client, placement, "orario", hours_week="40", hours_day="8")
    answer = autosave(client, placement, "paga", pay_min="9", pay_max="10", pay_period="hour")
    assert "1560" in answer.json()["hints_html"].replace(".", "")
    submit(client, placement, "contratto", contract=F.TRAINEESHIP)
    page = client.get(reverse("placement_step", args=[placement.offer.public_id, "paga"])).content.decode()
    assert "Almeno 500" in page
    submit(client, placement, "orario", hours_week="20", hours_day="4")
    page = client.get(reverse("placement_step", args=[placement.offer.public_id, "paga"])).content.decode()
    assert "Almeno 350" in page


def test_uncertain_rules_are_shown_to_be_checked(client: Client, owner: Any) -> None:
    placement = complete(owner, F.ON_CALL, call_days=401)
    page = client.get(reverse("placement_step", args=[placement.offer.public_id, "posti"])).content.decode()
    assert "Da verificare" in page
    assert "D.Lgs. 81/2015 art. 13" in page
    assert completeness.missing(read(placement)) == []


def test_a_night_shift_is_told_where_the_place_is_known(client: Client, owner: Any) -> None:
    placement = complete(owner)
    Shift.objects.filter(placement=placement).update(start="22:00", end="05:00")
    found = [hint for hint in hints.of_step(read(placement), "orario") if hint.title == "Si arriva?"]
    assert "05:00" in found[0].warnings[0]


@pytest.mark.parametrize(
    ("step", "name", "text", "marked"),
    [
        ("professione", "tasks", "Cercasi ragazza giovane per le pulizie", "ragazza"),
        ("requisiti", "cefr_reason", "Preferibilmente madrelingua italiano", "madrelingua"),
        ("descrizione", "description", "Solo italiani, niente stranieri", "italiani"),
    ],
)
def test_a_wish_about_people_is_told_while_it_is_written(
    client: Client, placement: Placement, step: str, name: str, text: str, marked: str
) -> None:
    html = autosave(client, placement, step, **{name: text}).json()["hints_html"]
    assert "Rileggi questi passaggi" in html
    assert marked in html
    assert "Descrivi il lavoro, non chi lo farà." in html


def test_words_of_every_day_become_codes(client: Client, placement: Placement) -> None:
    vocabularies()
    answer = autosave(client, placement, "professione", occupation="5120", sector="56.11", tasks="Cucinare")
    assert answer.status_code == 200, answer.content
    assert (read(placement).occupation, read(placement).sector) == ("5120", "56.11")
    answer = autosave(client, placement, "professione", occupation="qwertyuiop")
    assert "Non troviamo" in answer.json()["errors"]["occupation"][0]


def test_the_place_is_shown_or_hidden(client: Client, placement: Placement) -> None:
    milano()
    data = {"address": "Via Conte Rosso 1", "lon": LAMBRATE.x, "lat": LAMBRATE.y, "remote": "no"}
    assert autosave(client, placement, "luogo", address_public="on", **data).status_code == 200
    assert read(placement).address_public is True
    autosave(client, placement, "luogo", **data)
    assert read(placement).address_public is False


def test_what_is_missing_is_told_with_its_step(placement: Placement) -> None:
    items = completeness.missing(read(placement))
    silent = {"paga", "dichiarazioni", "requisiti", "foto", "riepilogo"}  # the first two wait for the contract
    assert {item.step for item in items} == {step.code for step in STEPS} - silent


def test_the_deadline_comes_before_the_first_day(owner: Any) -> None:
    placement = complete(owner)
    Offer.objects.filter(pk=placement.pk).update(available_to=date(2027, 1, 12))
    assert [item.field for item in completeness.missing(read(placement))] == ["available_to"]


def test_no_anonymous_ads(owner: Any) -> None:
    placement = complete(owner)
    Offer.objects.filter(pk=placement.pk).update(body=None)
    assert "D.Lgs. 276/2003 art. 9" in completeness.missing(read(placement))[0].text


@pytest.mark.parametrize("count", [1, 3])
def test_a_step_takes_the_same_queries_for_any_number_of_shifts(
    client: Client, owner: Any, count: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    placement = complete(owner)
    for _ in range(count - 1):
        Shift.objects.create(placement=placement, days=["6"], start="09:00", end="12:00")
    url = reverse("placement_step", args=[placement.offer.public_id, "orario"])
    client.get(url)
    with django_assert_max_num_queries(20):
        client.get(url)


def test_lawful_answers_hold_together() -> None:
    for contract in ContractForm.values:
        assert set(asks.of_contract(contract)) - asks.OPTIONAL - {"months"} <= set(answers(contract)) | {"months"}
