"""A placement: a firm hires somebody; there may be several seats."""

from django.utils.translation import gettext_lazy as _

from ..enums import DeclineReason, Meeting, Step, WithdrawReason
from .base import Notice, Refusals, Words

PLACEMENT = Words(
    plural=_("Lavoro"),
    propose=_("Proponi un posto di lavoro"),
    propose_to=_("Proponi questo posto di lavoro al caso {code}"),
    thing=_("Il posto di lavoro"),
    people=_("La persona"),
    shows_only=_("Per proteggere la persona il portale mostra solo questo."),
    nothing_else=_("E il nome del tuo ente. Nient’altro: né età, né provenienza, né permesso, né lavori di prima."),
    consent=_("La persona sa di questa proposta ed è d’accordo"),
    meet=_("Accetta il colloquio"),
    meet_hint=_("Accettare il colloquio non ti impegna: prima vi conoscete."),
    met=_("Colloquio accettato. L’ente ti proporrà qualche orario."),
    accept_hint=_(
        "Il posto è tenuto per questa persona. Se era l’ultimo, le altre proposte si chiudono. "
        "Fino alla firma puoi ancora cambiare idea."
    ),
    accepted=_("Proposta accettata. Il posto è tenuto per questa persona."),
    cancel=_("Annulla e libera il posto"),
    sign=_("Registra l’assunzione"),
    sign_hint=_(
        "Copia i dati dal contratto firmato. Il posto risulta coperto, e il portale ricorda a tutti le scadenze."
    ),
    signed=_("Assunzione registrata. Il posto è coperto."),
    to_sign=_("registrare l’assunzione quando il contratto è firmato"),
    to_answer=_("rispondere alla proposta"),
    agreement=_("L’assunzione"),
    steps={
        Step.MEETING: _("Colloquio accettato"),
        Step.ACCEPTED: _("Proposta accettata: il posto è tenuto"),
        Step.CLOSED: _("Proposta chiusa: questo posto di lavoro non è più disponibile"),
        Step.AGREED: _("Assunzione registrata"),
    },
    notices={
        Step.SENT: Notice(
            _("Una proposta per il tuo posto di lavoro"),
            _("Un ente ti propone una persona per il tuo posto di lavoro. Leggi il profilo e rispondi entro la data."),
        ),
        Step.MEETING: Notice(
            _("Colloquio accettato"),
            _("Chi offre il lavoro accetta il colloquio. Proponi qualche orario."),
        ),
        Step.ACCEPTED: Notice(
            _("Proposta accettata"),
            _("Chi offre ha accettato la proposta: il posto è tenuto. Quando il contratto è firmato, registralo."),
        ),
        Step.WITHDRAWN: Notice(
            _("Proposta ritirata"),
            _("L’ente ha ritirato la proposta. Il tuo annuncio può ricevere altre proposte."),
        ),
        Step.CLOSED: Notice(
            _("Il posto di lavoro non è più disponibile"),
            _(
                "Questo posto di lavoro non è più disponibile e la proposta si chiude. Non dipende dalla persona: "
                "cerchiamone un altro."
            ),
        ),
        Step.AGREED: Notice(
            _("Assunzione registrata"),
            _("L’ente ha registrato il contratto firmato. Nella pagina trovi le scadenze."),
        ),
    },
    refusals=Refusals(
        gone=_("Questo posto di lavoro non è più disponibile. Scegline un altro tra quelli adatti."),
        own=_("Questo posto di lavoro è tuo o del tuo ente: la proposta la fa un altro ente."),
        twice=_("C’è già una proposta aperta per questo posto di lavoro."),
        many=_("Per questo posto di lavoro ci sono già {n} proposte aperte, il massimo. Riprova quando una si chiude."),
        unfit=_(
            "Il posto di lavoro non è adatto a questo caso. {why}. Se la persona può accettarlo, cambia il bisogno."
        ),
        given=_("I posti di questo annuncio sono già stati dati ad altre persone."),
        settled=_("La persona ha già trovato lavoro: scrivi all’ente prima di accettare."),
    ),
    declines=(
        DeclineReason.DATES,
        DeclineReason.HOURS,
        DeclineReason.SKILLS,
        DeclineReason.LEVEL,
        DeclineReason.LICENCE,
        DeclineReason.NOT_MET,
        DeclineReason.OTHER_PROPOSAL,
        DeclineReason.JOB_TAKEN,
        DeclineReason.JOB_OFF,
    ),
    withdrawals=(
        WithdrawReason.OTHER_JOB,
        WithdrawReason.JOB_UNFIT,
        WithdrawReason.PLAN_CHANGED,
        WithdrawReason.NO_ANSWER,
        WithdrawReason.MISTAKE,
    ),
    found=WithdrawReason.OTHER_JOB,
    meetings=(Meeting.INTERVIEW, Meeting.TRIAL),
)
