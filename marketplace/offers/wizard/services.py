"""Saving a step: each field saves and merges by itself, so that two windows never overwrite each other silently."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import DomainError

from ..models import Content, Offer
from ..services import drafts

if TYPE_CHECKING:  # forms stand above services: they are handed in
    from .forms import StepForm, Typed
    from .wizard import Wizard


@dataclass(frozen=True)
class Saved:
    """What became of a step's answers. ``form`` carries the errors; ``conflicts`` what two windows disagree on."""

    content: Any
    form: "StepForm"
    version: int
    at: datetime
    conflicts: dict[str, dict[str, list[str]]] = field(default_factory=dict)


@transaction.atomic
def save_step(
    wizard: "Wizard", *, offer_id: int, version: int, bind: Callable[[Content], "StepForm"], actor: Any
) -> Saved:
    """Save what is valid of one step, field by field; keep what is not valid as it was typed.

    ``bind(content)`` binds the answers to the offer as it stands now, under lock. ``version`` is what the window had
    read. A field that another window has changed since is left alone and comes back in ``conflicts``.
    Raises ``NotAllowed``, ``WrongState``, ``NeedsReopening``.
    """
    drafts.check_editable(offer_id=offer_id, actor=actor)
    content = wizard.rows().get(pk=offer_id)
    form = bind(content)
    form.is_valid()
    changed = [name for name in form.changed_data if name in form.errors or not _same(form, name)]
    clashing = {name for name in changed if content.saved_in.get(name, 0) > version}
    theirs = form.typed(clashing)
    conflicts = {name: {"mine": form.sent(name), "theirs": theirs[name]} for name in clashing}
    answers = form.read([name for name in changed if name not in form.errors and name not in clashing])
    wrong = {name: form.sent(name) for name in form.errors if name in form.fields and name not in clashing}
    typed = _typed_wrongly(content, form, wrong)
    saved_version = content.offer.version
    if answers:
        saved_version = drafts.save_content(offer_id=offer_id, version=None, actor=actor, values=answers.offer).version
        for name, value in answers.content.items():
            setattr(content, name, value)
        for row, columns in answers.parts.items():
            row.save(update_fields=columns)
        content.saved_in |= dict.fromkeys(answers.names, saved_version)
    content.unsaved = typed
    content.save(update_fields=["unsaved", "saved_in", *answers.content])
    return Saved(wizard.rows().get(pk=offer_id), form, saved_version, now(), conflicts)


def _same(form: "StepForm", name: str) -> bool:
    """Does this say what is saved already, only written otherwise ("a3" for A/3)?"""
    return form.cleaned_data.get(name) == form.initial[name]


def _typed_wrongly(content: Content, form: "StepForm", wrong: "Typed") -> "Typed":
    """What stays typed but not saved: of this step what is wrong now, of the others what was."""
    return {name: values for name, values in content.unsaved.items() if name not in form.fields} | wrong


def forget_typed(content: Content, prefix: str) -> None:
    """Drop what was typed wrongly in a row that has been removed; its fields' names begin with ``prefix``."""
    content.unsaved = {name: typed for name, typed in content.unsaved.items() if not name.startswith(prefix)}
    content.save(update_fields=["unsaved"])


@transaction.atomic
def send(wizard: "Wizard", *, offer_id: int, declared: bool, actor: Any) -> Offer:
    """Send the offer to review with its owner's declaration (D.P.R. 445/2000 art. 46-47).

    Raises ``DomainError`` without the declaration, or naming what is missing.
    """
    if not declared:
        raise DomainError(_("Spunta la dichiarazione per inviare l’annuncio."), field="declared")
    offer = drafts.submit(offer_id=offer_id, actor=actor)
    wizard.model._default_manager.filter(pk=offer_id).update(declaration_at=now())
    return offer
