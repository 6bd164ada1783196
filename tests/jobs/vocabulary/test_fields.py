from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from jobs.vocabulary.fields import OccupationsField
from tests.jobs.vocabulary.forms import Work

pytestmark = pytest.mark.django_db


def sent(**values: str) -> Work:
    data = QueryDict(mutable=True)
    data.update(values)
    return Work(data)


def test_words_become_codes() -> None:
    form = sent(
        occupation="Magazziniera",
        occupations="lavapiatti\r\n\r\nBadante\nAiuto cucina\n",
        sector="56.30 – Attività di somministrazione di bevande",
        ccnl="h05y",
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "occupation": "4321",
        "occupations": ["9412", "5322"],
        "sector": "56.30",
        "ccnl": "H05Y",
    }


def test_nothing_is_nothing() -> None:
    form = sent(occupation=" ", occupations="\n \n")
    assert form.is_valid()
    assert form.cleaned_data == {"occupation": "", "occupations": [], "sector": "", "ccnl": ""}
    required = OccupationsField(required=True)
    with pytest.raises(forms.ValidationError):
        required.clean("")


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("occupation", "rider", "«rider» può essere: Rider in moto; Rider in bici. Scrivi quale."),
        ("occupation", "qwertyuiop", "Non troviamo «qwertyuiop». Prova con una parola più comune, per esempio"),
        ("occupations", "cuoco\nrider\nqwertyuiop", "«rider» può essere"),
        ("occupations", "cuoco\n" * 21, "Scrivi al massimo 20 mestieri."),
        ("sector", "bar", "«bar» può essere: 56.30 – "),
        ("sector", "99.99", "Non troviamo «99.99»"),
        ("ccnl", "pulizie", "«pulizie» può essere: K511 – Pulizie e multiservizi (industria); K521 – "),
    ],
)
def test_what_is_not_sure_is_said_and_stays_in_the_box(field: str, text: str, says: str) -> None:
    form = sent(**{field: text})
    assert not form.is_valid()
    assert says in " ".join(form.errors[field])
    assert form[field].value() == text


def test_every_line_that_is_wrong_is_named() -> None:
    form = sent(occupations="rider\nqwertyuiop")
    assert len(form.errors["occupations"]) == 2


def test_codes_are_shown_as_words() -> None:
    form = Work(initial={"occupation": "9331", "occupations": ["9412", "0000"], "sector": "F", "ccnl": "H501"})
    assert 'value="Rider in bici"' in str(form["occupation"])
    assert form["occupations"].value() == "Aiuto cucina\n0000"
    assert 'value="F – Edilizia"' in str(form["sector"])
    assert 'value="H501 – Lavoro domestico"' in str(form["ccnl"])


@pytest.mark.parametrize(
    ("field", "saved", "same", "other"),
    [
        ("occupation", "9331", "Rider in bici", "Cuoco"),
        ("occupations", ["9412", "5322"], "Aiuto cucina\r\nbadante", "badante"),
        ("sector", "F", "F – Edilizia", "qwertyuiop"),
        ("ccnl", "H501", "H501 – Lavoro domestico", ""),
    ],
)
def test_the_same_words_are_no_change(field: str, saved: Any, same: str, other: str) -> None:
    control = Work().fields[field]
    assert not control.has_changed(saved, same)
    assert control.has_changed(saved, other)


def test_the_boxes_know_where_their_suggestions_are() -> None:
    html = str(Work()["occupation"]) + str(Work()["occupations"])
    assert html.count('data-source="/lavori/professioni/"') == 2
    assert 'data-module="chips"' in html
    assert 'data-remove="Togli: {what}"' in html
