"""A flat: a household moves in."""

from django.utils.translation import gettext_lazy as _

from ..enums import DeclineReason, Meeting, Step, WithdrawReason
from .base import Notice, Refusals, Words

FLAT = Words(
    plural=_("Case"),
    propose=_("Proponi una casa"),
    propose_to=_("Proponi questa casa al caso {code}"),
    thing=_("La casa"),
    people=_("La famiglia"),
    shows_only=_("Per proteggere la famiglia il portale mostra solo questo."),
    nothing_else=_("E il nome del tuo ente. Nient’altro: né età, né figli, né lavoro, né provenienza."),
    consent=_("La famiglia sa di questa proposta ed è d’accordo"),
    meet=_("Accetta l’incontro"),
    meet_hint=_("Accettare l’incontro non ti impegna: prima vi conoscete."),
    met=_("Incontro accettato. L’ente ti proporrà qualche orario per la visita."),
    accept_hint=_(
        "La casa viene prenotata per questa famiglia e le altre proposte si chiudono. "
        "Fino alla firma puoi ancora cambiare idea."
    ),
    accepted=_("Proposta accettata. La casa è prenotata per questa famiglia."),
    cancel=_("Annulla la prenotazione"),
    sign=_("Registra l’accordo"),
    sign_hint=_(
        "Copia i dati dal contratto firmato. La casa esce dall’elenco, e il portale ricorda a tutti le scadenze: "
        "la registrazione del contratto e la comunicazione di ospitalità."
    ),
    signed=_("Accordo registrato. La casa non è più tra quelle da trovare."),
    to_sign=_("registrare l’accordo quando è firmato"),
    to_answer=_("rispondere alla proposta"),
    agreement=_("L’accordo"),
    steps={
        Step.ACCEPTED: _("Proposta accettata: la casa è prenotata"),
        Step.CLOSED: _("Proposta chiusa: la casa non è più disponibile"),
    },
    notices={
        Step.SENT: Notice(
            _("Una proposta per la tua casa"),
            _("Un ente ti propone una famiglia per la tua casa. Leggi il profilo e rispondi entro la data indicata."),
        ),
        Step.MEETING: Notice(
            _("Incontro accettato"),
            _("Chi offre la casa accetta di incontrare la famiglia. Proponi qualche orario per la visita."),
        ),
        Step.ACCEPTED: Notice(
            _("Proposta accettata"),
            _("Chi offre ha accettato la proposta: la casa è prenotata. Quando il contratto è firmato, registralo."),
        ),
        Step.WITHDRAWN: Notice(
            _("Proposta ritirata"),
            _("L’ente ha ritirato la proposta. La tua casa resta online e può ricevere altre proposte."),
        ),
        Step.CLOSED: Notice(
            _("La casa non è più disponibile"),
            _(
                "La casa non è più disponibile e la proposta si chiude. Non dipende dalla famiglia: "
                "cerchiamone un’altra."
            ),
        ),
        Step.AGREED: Notice(
            _("Accordo firmato"),
            _(
                "L’ente ha registrato il contratto firmato. Nella pagina trovi le scadenze: "
                "registrazione e comunicazione."
            ),
        ),
    },
    refusals=Refusals(
        gone=_("Questa casa non è più libera. Scegline un’altra tra quelle adatte."),
        own=_("Questa casa è tua o del tuo ente: la proposta la fa un altro ente."),
        twice=_("C’è già una proposta aperta per questa casa."),
        many=_("Per questa casa ci sono già {n} proposte aperte, il massimo. Riprova quando una si chiude."),
        unfit=_("La casa non è adatta a questo caso. {why}. Se la famiglia può accettarlo, cambia il bisogno."),
        given=_("Per questa casa è già stata accettata un’altra proposta."),
        settled=_("La famiglia non cerca più casa: scrivi all’ente prima di accettare."),
    ),
    declines=(
        DeclineReason.DATES,
        DeclineReason.BUDGET,
        DeclineReason.SIZE,
        DeclineReason.LEASE,
        DeclineReason.NO_LONGER_FREE,
        DeclineReason.OTHER_PROPOSAL,
        DeclineReason.WANTS_GUARANTEE,
        DeclineReason.THINKING,
    ),
    withdrawals=(
        WithdrawReason.OTHER_HOME,
        WithdrawReason.NOT_SUITABLE,
        WithdrawReason.PLANS_CHANGED,
        WithdrawReason.NO_ANSWER,
        WithdrawReason.MISTAKE,
    ),
    found=WithdrawReason.OTHER_HOME,
    meetings=(Meeting.VISIT,),
)
