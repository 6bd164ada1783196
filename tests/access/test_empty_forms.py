"""A form that is sent with nothing in it says what is missing, as 422, and a form sent half keeps that half."""

from html import escape

import pytest
from django.test import Client
from django.urls import reverse

from .world import build

# role, name of the address, its arguments, what was typed, and the field that holds it
FORMS = [
    ("operator", "need_new", (), {"budget_max": "77712"}),
    ("operator", "need_edit", ("NEED",), {"budget_max": "77712"}),
    ("operator", "proposal_new", ("NEED", "PUBLISHED"), {"note": "Vicino alla scuola"}),
    ("operator", "proposal_sign", ("TO_HIRE",), {"pay": "1234"}),
    ("trainer", "edition_new", ("COURSE",), {"room": "Aula magna"}),
    ("trainer", "edition_lessons", ("COURSE", "EDITION"), {"room": "Laboratorio 7"}),
    ("trainer", "lesson_edit", ("COURSE", "EDITION", "LESSON"), {"room": "Laboratorio 7"}),
    ("employer", "placement_live", ("JOB",), {"seats": "77"}),
    ("employer", "import_list", (), {}),
    ("employer", "import_row", ("IMPORT", 3), {"codice": "B", "contratto": "nessuno di questi"}),
    ("owner", "flat_live", ("PUBLISHED",), {"fees": "77"}),
    ("operator", "agreement_followup", ("HIRE", 1), {"note": "Contenta del lavoro"}),
    ("reviewer", "flat_office", ("SUBMITTED",), {"attested_persons": "settantasette"}),
]
NOTHING_IS_REQUIRED = {"flat_office"}


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "name", "args", "typed"), FORMS, ids=[form[1] for form in FORMS])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    role: str, name: str, args: tuple[str | int, ...], typed: dict[str, str], client: Client
) -> None:
    world = build()
    client.force_login(world.people[role])
    url = reverse(name, args=[world.args.get(a, a) for a in args])

    assert client.post(url).status_code == (302 if name in NOTHING_IS_REQUIRED else 422)
    half = client.post(url, typed)
    assert half.status_code == 422
    for value in typed.values():
        assert escape(value) in half.content.decode()
