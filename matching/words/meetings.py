"""What a meeting is called, whatever the kind of offer: a visit, an interview, a trial day."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from ..enums import Meeting, Step
from .base import Notice, Text


@dataclass(frozen=True)
class MeetingWords:
    """``minutes``: how long it takes. ``title`` heads its box and, with the case code, the calendar's entry."""

    minutes: int
    title: Text
    summary: Text
    steps: dict[Step, Text]
    notices: dict[Step, Notice]
    to_propose: Text
    to_choose: Text
    arranged: Text
    afterwards: Text
    chosen: Text
    cancelled: Text
    cancel: Text
    taken: Text


VISIT = MeetingWords(
    minutes=30,
    title=_("Visita"),
    summary=_("Visita della casa, caso {code}"),
    steps={
        Step.SLOTS: _("Orari proposti per la visita"),
        Step.VISIT: _("Visita fissata"),
        Step.VISIT_CANCELLED: _("Visita annullata"),
    },
    notices={
        Step.SLOTS: Notice(
            _("Orari per la visita"), _("Ti propongono alcuni orari per la visita. Scegli quello che va bene.")
        ),
        Step.VISIT: Notice(
            _("Visita fissata"), _("La visita è fissata. Il file allegato la mette nel tuo calendario.")
        ),
        Step.VISIT_CANCELLED: Notice(
            _("Visita annullata"), _("La visita è annullata. Potete accordarvi su un altro orario.")
        ),
    },
    to_propose=_("proporre qualche orario per la visita"),
    to_choose=_("scegliere un orario per la visita"),
    arranged=_("la visita è fissata"),
    afterwards=_("dopo la visita, accettare la proposta o rifiutarla"),
    chosen=_("Visita fissata. Puoi metterla nel calendario."),
    cancelled=_("Visita annullata. Potete scegliere un altro orario."),
    cancel=_("Annulla la visita"),
    taken=_("C’è già una visita fissata: annullala, poi proponi altri orari."),
)

INTERVIEW = MeetingWords(
    minutes=45,
    title=_("Colloquio"),
    summary=_("Colloquio di lavoro, caso {code}"),
    steps={
        Step.SLOTS: _("Orari proposti per il colloquio"),
        Step.VISIT: _("Colloquio fissato"),
        Step.VISIT_CANCELLED: _("Colloquio annullato"),
    },
    notices={
        Step.SLOTS: Notice(
            _("Orari per il colloquio"), _("Ti propongono alcuni orari per il colloquio. Scegli quello che va bene.")
        ),
        Step.VISIT: Notice(
            _("Colloquio fissato"), _("Il colloquio è fissato. Il file allegato lo mette nel tuo calendario.")
        ),
        Step.VISIT_CANCELLED: Notice(
            _("Colloquio annullato"), _("Il colloquio è annullato. Potete accordarvi su un altro orario.")
        ),
    },
    to_propose=_("proporre qualche orario per il colloquio"),
    to_choose=_("scegliere un orario per il colloquio"),
    arranged=_("il colloquio è fissato"),
    afterwards=_("dopo il colloquio, accettare la proposta o rifiutarla"),
    chosen=_("Colloquio fissato. Puoi metterlo nel calendario."),
    cancelled=_("Colloquio annullato. Potete scegliere un altro orario."),
    cancel=_("Annulla il colloquio"),
    taken=_("C’è già un colloquio fissato: annullalo, poi proponi altri orari."),
)

TRIAL = MeetingWords(
    minutes=8 * 60,
    title=_("Giornata di prova"),
    summary=_("Giornata di prova, caso {code}"),
    steps={
        Step.SLOTS: _("Giorni proposti per la prova"),
        Step.VISIT: _("Giornata di prova fissata"),
        Step.VISIT_CANCELLED: _("Giornata di prova annullata"),
    },
    notices={
        Step.SLOTS: Notice(
            _("Giorni per la prova"), _("Ti propongono alcuni giorni per la prova pagata. Scegli quello che va bene.")
        ),
        Step.VISIT: Notice(
            _("Giornata di prova fissata"),
            _("La giornata di prova è fissata. Il file allegato la mette nel tuo calendario."),
        ),
        Step.VISIT_CANCELLED: Notice(
            _("Giornata di prova annullata"),
            _("La giornata di prova è annullata. Potete accordarvi su un altro giorno."),
        ),
    },
    to_propose=_("proporre qualche giorno per la prova"),
    to_choose=_("scegliere un giorno per la prova"),
    arranged=_("la giornata di prova è fissata"),
    afterwards=_("dopo la prova, accettare la proposta o rifiutarla"),
    chosen=_("Giornata di prova fissata. Puoi metterla nel calendario."),
    cancelled=_("Giornata di prova annullata. Potete scegliere un altro giorno."),
    cancel=_("Annulla la prova"),
    taken=_("C’è già una giornata di prova fissata: annullala, poi proponi altri giorni."),
)

ORIENTATION = replace(
    INTERVIEW,
    minutes=30,
    title=_("Colloquio di orientamento"),
    summary=_("Colloquio di orientamento al corso, caso {code}"),
)

MEETINGS = {
    Meeting.VISIT: VISIT,
    Meeting.INTERVIEW: INTERVIEW,
    Meeting.TRIAL: TRIAL,
    Meeting.ORIENTATION: ORIENTATION,
}
