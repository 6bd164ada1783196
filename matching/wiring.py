"""Fills the ports of lower floors; called once the models are ready."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions
from marketplace.core import nav
from marketplace.offers import guards
from marketplace.offers import panels as ports
from marketplace.organisations.rules import is_case_worker, is_offerer

from . import consumers, panels
from .disclosure import check_outgoing
from .enums import Step

__all__ = ["connect", "consumers"]  # importing the consumers registers them


def _case_worker(request: HttpRequest) -> bool:
    return is_case_worker(request.user)


def _offerer(request: HttpRequest) -> bool:
    return is_offerer(request.user)


def _proposes_or_answers(request: HttpRequest) -> bool:
    return _case_worker(request) or _offerer(request)


def connect() -> None:
    guards.register(panels.keeps_its_word)
    guards.register_note(check_outgoing)
    ports.register_facts(panels.facts)
    ports.register_tasks(panels.tasks)
    ports.register_timeline(panels.timeline)
    ports.register_agreement_part(panels.thread_for_owner)
    ports.register_agreement_link(panels.thread_of)
    nav.register(
        nav.Entry(_("Bisogni"), "need_list", order=25, allowed=_case_worker),
        nav.Entry(_("Bisogni"), "need_list", place="staff", order=10, allowed=_case_worker),
        nav.Entry(_("Proposte"), "proposal_list", order=30, allowed=_proposes_or_answers),
        nav.Entry(_("Proposte"), "proposal_list", place="staff", order=20, allowed=_case_worker),
        nav.Entry(_("Proposte"), "proposal_list", place="user", order=30, allowed=_offerer),
    )
    actions.register(
        {
            "need.created": _("Bisogno registrato"),
            "need.changed": _("Bisogno modificato"),
            "need.read": _("Caso letto"),
            "need.listed": _("Elenco dei casi letto"),
            "need.open": _("Caso ripreso"),
            "need.paused": _("Caso in pausa"),
            "need.closed": _("Caso chiuso"),
            "need.agreed": _("Caso con accordo"),
            "proposal.read": _("Proposta letta"),
            "proposal.listed": _("Elenco delle proposte letto"),
            **{f"proposal.{step.value}": step.label for step in Step},
        }
    )
