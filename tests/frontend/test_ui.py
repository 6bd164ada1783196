"""Template tags and the field template, without a browser."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from marketplace.core.forms import AmountInput, Autocomplete, DateInput, MoneyInput
from marketplace.core.templatetags.ui import STATES, icon, money, state_badge


@pytest.mark.parametrize(
    ("amount", "italian", "english"),
    [
        (850, "850 €", "850 €"),
        ("850.00", "850 €", "850 €"),
        ("850.5", "850,50 €", "850.50 €"),
        (8700, "8700 €", "8700 €"),
        (11800, "11.800 €", "11,800 €"),
        ("1234567.89", "1.234.567,89 €", "1,234,567.89 €"),
        (-60, "-60 €", "-60 €"),
        (0, "0 €", "0 €"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_money(amount, italian, english):
    with translation.override("it"):
        assert money(amount).replace("\N{NO-BREAK SPACE}", " ") == italian
    with translation.override("en"):
        assert money(amount).replace("\N{NO-BREAK SPACE}", " ") == english


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_word_and_icon(state):
    html = state_badge(state)
    assert f"state-{state}" in html
    assert "<svg" in html
    assert str(STATES[state][1]) in html


def test_a_state_of_something_else_borrows_a_look_and_keeps_its_word():
    assert "state-published" in state_badge("verified", "Verificato")
    assert "Verificato" in state_badge("verified", "Verificato")
    assert "state-draft" in state_badge("never-heard-of", "Nuovo")


def test_texts_are_escaped():
    assert "<script>" not in state_badge("draft", "<script>")
    assert "<script>" not in icon("house", title="<script>")


class Sample(forms.Form):
    rent = forms.DecimalField(label="canone", widget=MoneyInput(), help_text="Al mese.")
    area = forms.DecimalField(widget=AmountInput(unit="m²"), required=False)
    lease = forms.ChoiceField(choices=[("a", "Uno"), ("b", "Due")], widget=forms.RadioSelect)
    start = forms.DateField(widget=DateInput())
    street = forms.CharField(widget=Autocomplete("/vie", fill={"value": "street_id", "lat": "latitude"}))


def test_a_field_has_active_label_type_and_descriptions():
    html = Sample({"rent": "x"})["rent"].as_field_group()
    assert '<label class="active" for="id_rent">Canone' in html
    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html
    assert 'aria-describedby="id_rent_helptext id_rent_error"' in html
    assert 'aria-invalid="true"' in html
    assert "is-invalid" in html
    assert 'id="id_rent_error"' in html
    assert ">€<" in html


def test_only_what_is_optional_is_marked():
    form = Sample()
    assert "(facoltativo)" in form["area"].as_field_group()
    assert "(facoltativo)" not in form["rent"].as_field_group()


def test_options_stand_in_a_fieldset_and_the_summary_leads_to_the_first():
    field = Sample()["lease"]
    html = field.as_field_group()
    assert "<fieldset" in html
    assert "<legend>" in html
    assert field.focus_id == "id_lease_0"
    assert 'id="id_lease_0"' in html


def test_a_date_travels_as_iso():
    html = str(Sample(initial={"start": "2027-01-31"})["start"])
    assert 'type="date"' in html
    assert 'value="2027-01-31"' in html


def test_an_autocomplete_says_where_its_suggestions_are():
    html = str(Sample()["street"])
    assert 'data-source="/vie"' in html
    assert 'data-fill="value:street_id lat:latitude"' in html


def test_query_changes_one_parameter_and_keeps_the_others(rf):
    context = Context({"request": rf.get("/?q=a&page=2&tag=x&tag=y")})
    template = "{% load ui %}{% autoescape off %}{% query page=3 q=None %}{% endautoescape %}"
    assert Template(template).render(context) == "?tag=x&tag=y&page=3"
