"""Answers in words, and which step a field stands on: what every kind takes from the wizard."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.db.models import TextChoices

from marketplace.offers.models import Offer
from marketplace.offers.wizard import missing, printed
from marketplace.offers.wizard.forms import Amount, Answers, Day, Euros, Number, OneOf, Several, StepForm, YesNo
from marketplace.offers.wizard.steps import Step, Steps
from tests.fourth_kind.models import Bicycle


class Colour(TextChoices):
    RED = "red", "Rossa"
    BLUE = "blue", "Blu"


FIELDS: list[tuple[forms.Field, Any, str]] = [
    (Euros(), 1200, "1200\N{NO-BREAK SPACE}€"),
    (Amount("€", max_digits=9, decimal_places=2), Decimal("977.50"), "977,50\N{NO-BREAK SPACE}€"),
    (Amount("kg", max_digits=5, decimal_places=2), Decimal("21.50"), "21,5 kg"),
    (Number("mesi"), 0, "0 mesi"),
    (Number(), 3, "3"),
    (YesNo(), False, "No"),
    (forms.BooleanField(), True, "Sì"),
    (OneOf(Colour), "red", "Rossa"),
    (Several(Colour.choices), ["blue", "red"], "Blu, Rossa"),
    (Several([(3, "Livello 3"), (4, "Livello 4")]), [4], "Livello 4"),
    (Day(), date(2026, 12, 1), "1 dicembre 2026"),
    (forms.TimeField(), time(7, 30), "07:30"),
    (forms.CharField(), "Scala B", "Scala B"),
    (forms.CharField(), "", ""),
    (Several(Colour.choices), [], ""),
]


@pytest.mark.parametrize(("control", "saved", "words"), FIELDS)
def test_a_saved_answer_in_words(control: forms.Field, saved: Any, words: str) -> None:
    class Form(StepForm):
        asked = control

        def saved(self, name: str) -> Any:
            return saved

    assert printed.value(Form(content=Bicycle()), "asked") == words


class RowsForm(StepForm):
    @classmethod
    def owns(cls, name: str) -> bool:
        return name.startswith("row_")


class PlainForm(StepForm):
    colour = OneOf(Colour)


STEPS = Steps([Step("a", "A", "", PlainForm), Step("b", "B", "", None), Step("c", "C", "", RowsForm)])


def test_steps_know_their_neighbours_and_their_fields() -> None:
    first, middle, last = STEPS
    assert (STEPS.first, STEPS.last) == (first, last)
    assert (STEPS.before(first), STEPS.after(first), STEPS.after(last)) == (None, middle, None)
    assert [STEPS.step_of(name) for name in ("colour", "row_3_size", "other")] == [first, last, None]


def test_one_line_for_each_step_with_something_typed_wrongly() -> None:
    content = Bicycle(unsaved={"row_1_size": ["?"], "row_2_size": ["?"], "colour": ["green"]})
    found = missing.unsaved(content, STEPS)
    assert [(item.text, item.step, item.field) for item in found] == [
        ("Correggi un dato in «A»", "a", "colour"),
        ("Correggi un dato in «C»", "c", "row_1_size"),
    ]


def test_nothing_and_no_are_answers() -> None:
    row = Bicycle(deposit=0, lights=False)
    asked = {"deposit": "Cauzione", "lights": "Luci", "type": "Tipo"}
    assert [item.field for item in missing.empty(row, "a", asked)] == ["type"]


def test_a_part_is_saved_with_the_columns_that_changed() -> None:
    answers, row = Answers(), Offer(pk=1)
    assert not answers
    answers.change(row, title="Nuovo")
    answers.change(row, cap="20133")
    assert answers
    assert (row.title, row.cap, answers.parts) == ("Nuovo", "20133", {row: {"title", "cap"}})
