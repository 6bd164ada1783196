"""A course: somebody takes a seat in one of its editions, or a place on its waiting list."""

from django.utils.translation import gettext_lazy as _

from ..enums import DeclineReason, Meeting, Step, WithdrawReason
from .base import Notice, Refusals, Words

COURSE = Words(
    plural=_("Corsi"),
    propose=_("Proponi un corso"),
    propose_to=_("Proponi questo corso al caso {code}"),
    thing=_("Il corso"),
    people=_("La persona"),
    shows_only=_("Per proteggere la persona il portale mostra solo questo."),
    nothing_else=_("E il nome del tuo ente. Nient’altro: né età, né provenienza, né permesso."),
    consent=_("La persona sa di questa proposta ed è d’accordo"),
    meet=_("Accetta il colloquio"),
    meet_hint=_("Accettare il colloquio di orientamento non ti impegna: prima vi conoscete."),
    met=_("Colloquio accettato. L’ente ti proporrà qualche orario."),
    accept_hint=_(
        "Un posto dell’edizione è tenuto per questa persona; se sono finiti, va in lista d’attesa. "
        "Fino all’iscrizione puoi ancora cambiare idea."
    ),
    accepted=_("Proposta accettata."),
    cancel=_("Annulla e libera il posto"),
    sign=_("Registra l’iscrizione"),
    sign_hint=_("Copia i dati dell’iscrizione. Il posto risulta preso, e il portale ricorda a tutti le scadenze."),
    signed=_("Iscrizione registrata."),
    to_sign=_("registrare l’iscrizione quando il patto formativo è firmato"),
    to_answer=_("rispondere alla proposta"),
    agreement=_("L’iscrizione"),
    steps={
        Step.MEETING: _("Colloquio accettato"),
        Step.ACCEPTED: _("Proposta accettata: il posto è tenuto"),
        Step.CLOSED: _("Proposta chiusa: questo corso non è più disponibile"),
        Step.AGREED: _("Iscrizione registrata"),
    },
    notices={
        Step.SENT: Notice(
            _("Una proposta per il tuo corso"),
            _("Un ente ti propone una persona per il tuo corso. Leggi il profilo e rispondi entro la data indicata."),
        ),
        Step.MEETING: Notice(
            _("Colloquio accettato"),
            _("Chi offre il corso accetta il colloquio di orientamento. Proponi qualche orario."),
        ),
        Step.ACCEPTED: Notice(
            _("Proposta accettata"),
            _("Chi offre ha accettato la proposta: il posto è tenuto. Firmato il patto, registra l’iscrizione."),
        ),
        Step.WITHDRAWN: Notice(
            _("Proposta ritirata"),
            _("L’ente ha ritirato la proposta. Il tuo corso può ricevere altre proposte."),
        ),
        Step.CLOSED: Notice(
            _("Il corso non è più disponibile"),
            _(
                "Questo corso non è più disponibile e la proposta si chiude. Non dipende dalla persona: "
                "cerchiamone un altro."
            ),
        ),
        Step.AGREED: Notice(
            _("Iscrizione registrata"),
            _("L’ente ha registrato l’iscrizione. Nella pagina trovi le scadenze."),
        ),
    },
    refusals=Refusals(
        gone=_("Le iscrizioni a questo corso sono chiuse. Scegline un altro tra quelli adatti."),
        own=_("Questo corso è tuo o del tuo ente: la proposta la fa un altro ente."),
        twice=_("C’è già una proposta aperta per questo corso."),
        many=_("Per questa edizione ci sono già {n} proposte aperte, il massimo. Riprova quando una si chiude."),
        unfit=_("Il corso non è adatto a questo caso. {why}. Se la persona può accettarlo, cambia il bisogno."),
        given=_("I posti di questa edizione sono finiti, e non c’è lista d’attesa."),
        settled=_("La persona non cerca più corsi: scrivi all’ente prima di accettare."),
    ),
    declines=(
        DeclineReason.DATES,
        DeclineReason.HOURS,
        DeclineReason.LEVEL,
        DeclineReason.SCHOOLING,
        DeclineReason.NOT_MET,
        DeclineReason.SEATS_GONE,
        DeclineReason.COURSE_OFF,
    ),
    withdrawals=(
        WithdrawReason.OTHER_COURSE,
        WithdrawReason.COURSE_UNFIT,
        WithdrawReason.PLAN_CHANGED,
        WithdrawReason.NO_ANSWER,
        WithdrawReason.MISTAKE,
    ),
    found=None,
    meetings=(Meeting.ORIENTATION,),
)
