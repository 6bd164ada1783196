"""What a kind of offer tells the wizard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..kinds import Missing, OfferKind
from ..life import Who, parts_of
from ..models import Content, Offer
from . import printed
from .hints import Hint
from .printed import Section
from .services import Saved
from .steps import Step, Steps

Text = str | Promise


@dataclass(frozen=True)
class WizardWords:
    """What a kind says in its own words; the texts of buttons and errors are the same for all."""

    title: Text  # of the page that begins: "Metti a disposizione una casa"
    lead: Text  # how long it takes
    begin: Text  # its button: "Inserisci la casa"
    for_body: Text  # with %(body)s: "La pubblichi per %(body)s."
    keep: tuple[Text, ...] = ()  # what to have at hand
    then: tuple[Text, ...] = ()  # what happens afterwards
    published: Text = _("Quando è tutto a posto l’annuncio va sul sito.")  # the last line of the receipt
    declaration: Text = _(
        "I dati che invii valgono come dichiarazione (D.P.R. 445/2000, articoli 46 e 47). Chi dichiara il falso ne "
        "risponde, anche penalmente (articolo 76). Gli uffici fanno controlli a campione (articolo 71)."
    )
    declare: Text = _("Dichiaro che i dati sono veri")


@dataclass(frozen=True)
class Wizard:
    """The wizard of one kind. ``name`` begins the names of its addresses; see the package for the rest.

    ``rows()``: the contents with all that its pages read, the offer among it. ``missing(content)``: what keeps it from
    being sent, [] when nothing does. ``sections(content)``: what has been answered, step by step. ``hints(content,
    code)``: boxes beside a step. ``parts(content, step)``: what a step's template prints besides.
    ``buttons``: name of a submit button → what it does when the step has been saved; returns where on the step's page
    the person comes back to, raises ``DomainError``.
    """

    kind: str
    name: str
    model: type[Content]
    steps: Steps
    rows: Callable[[], QuerySet]
    missing: Callable[[Any], list[Missing]]
    sections: Callable[[Any], list[Section]]
    words: WizardWords
    hints: Callable[[Any, str], list[Hint]] = field(default=lambda content, code: [])
    parts: Callable[[Any, Step], dict[str, Any]] = field(default=lambda content, step: {})
    buttons: Mapping[str, Callable[[HttpRequest, Saved], str]] = field(default_factory=dict)

    def url(self, page: str, *args: str) -> str:
        """The address of one of the wizard's pages: "new", "step" …"""
        return reverse(f"{self.name}_{page}", args=args)

    @property
    def step_name(self) -> str:
        return f"{self.name}_step"

    @property
    def autosave_name(self) -> str:
        return f"{self.name}_autosave"

    @property
    def reopen_name(self) -> str:
        return f"{self.name}_reopen"

    def of(self, offer: Offer) -> Any:
        """The content of ``offer``, read afresh."""
        return self.rows().get(pk=offer.pk)

    def own(self, actor: Any, public_id: str) -> Any:
        """The content with this public id if ``actor`` may write it. Raises ``DoesNotExist``, for strangers too."""
        content = self.rows().get(offer__public_id=public_id, offer__kind=self.kind)
        if Who.OWNER not in parts_of(actor, content.offer):
            raise self.model.DoesNotExist
        return content

    def by_step(self, missing: list[Missing]) -> list[tuple[Step, list[tuple[str, str]]]]:
        """What is missing, in the order of the steps: the sentence, and the id of what to fill in ("" for none)."""
        found: dict[Step, list[tuple[str, str]]] = {step: [] for step in self.steps}
        for item in missing:
            step = self.steps.by_code[item.step]
            found[step].append((item.text, _focus(step, item.field)))
        return [(step, items) for step, items in found.items() if items]

    def offer_kind(self, **own: Any) -> OfferKind:
        """The kind to register: what the wizard knows of it already, and ``own``, which may say otherwise."""
        known: dict[str, Any] = {
            "code": self.kind,
            "wizard_url": f"{self.name}_resume",
            "new_url": f"{self.name}_new",
            "step_name": self.step_name,
            "create": lambda offer: self.model._default_manager.create(offer=offer),
            "missing": lambda offer: self.missing(self.of(offer)),
            "fields": self._fields,
            "texts": printed.texts,
            "select_related": (self.model._meta.model_name,),
        }
        return OfferKind(**known | own)

    def _fields(self, offer: Offer) -> list[tuple[str, str]]:
        """Everything that a reviewer compares."""
        return [(str(label), value) for section in self.sections(self.of(offer)) for label, value in section.rows]


def _focus(step: Step, name: str) -> str:
    """As ``PortalBoundField.focus_id``: of several boxes the first."""
    control = step.form.base_fields.get(name) if step.form else None
    several = control and isinstance(control.widget, RadioSelect | CheckboxSelectMultiple)
    return f"id_{name}_0" if several else f"id_{name}" if name else ""
