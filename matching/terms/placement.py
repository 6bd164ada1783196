"""A hire: an employment contract, or the project of a traineeship."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs.enums import TRAINEESHIPS, ContractForm, PayPeriod
from marketplace.core.clock import today
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.core.forms import DateInput
from marketplace.offers.models import Offer
from marketplace.offers.services.accords import months_after
from marketplace.offers.wizard.forms import Amount
from marketplace.organisations.models import Body
from marketplace.trust.selectors import may_intermediate

from ..enums import Meeting
from ..forms.money import Cents
from ..models import Need, Proposal
from ..permits import can_work
from .base import Days, Deal, Opening, Terms, TermsForm

MAY_BE_OPEN = frozenset(
    {
        ContractForm.PERMANENT,
        ContractForm.APPRENTICE_2,
        ContractForm.DOMESTIC,
        ContractForm.ON_CALL,
        ContractForm.AGENCY,
    }
)
NOT_ACCREDITED = gettext_lazy(
    "Per proporre un lavoro il tuo ente deve essere autorizzato o accreditato ai servizi per il lavoro "
    "(D.Lgs. 276/2003 art. 6, L.R. Lombardia 22/2006). Chi è responsabile carica l’accreditamento nella pagina "
    "dell’ente: il Comune lo controlla, poi puoi proporre."
)


@dataclass(frozen=True, kw_only=True)
class HireTerms(Terms):
    """Pay is gross, in euros for one ``pay_period``; hours are a week's.

    ``unilav_on``: when the hire is told to the Ministry, at the latest the day before (L. 296/2006 art. 1 c. 1180).
    ``permit_attested``: the operator has seen a title that allows to work on the first day (TUI art. 22 c. 12); the
    title itself is not recorded.
    """

    contract: str
    pay: Decimal
    pay_period: str
    level: str
    hours: Decimal
    ccnl: str
    unilav_on: date
    permit_attested: bool

    def check(self, proposal: Proposal, need: Need) -> None:
        plan = need.plan("placement")
        if plan and not can_work(plan.permit_kind, plan.permit_date, self.start, self.contract).allowed:
            raise DomainError(_("Quel giorno la persona non può ancora lavorare: guarda nel bisogno."), field="start")
        if self.unilav_on >= self.start:
            raise DomainError(
                _("La comunicazione UNILAV va fatta al più tardi il giorno prima di cominciare (L. 296/2006)."),
                field="unilav_on",
            )
        if self.end is None and self.contract not in MAY_BE_OPEN:
            raise DomainError(_("Questo contratto ha una fine: scrivi l’ultimo giorno."), field="end")
        if self.end is not None and self.contract == ContractForm.PERMANENT:
            raise DomainError(_("Un contratto a tempo indeterminato non ha un ultimo giorno."), field="end")
        if not self.ccnl and self.contract not in TRAINEESHIPS:
            raise DomainError(_("Scrivi il contratto collettivo, con il codice del CNEL."), field="ccnl")
        if not self.permit_attested:
            raise DomainError(
                _("Conferma di aver visto un documento che permette di lavorare dal primo giorno."),
                field="permit_attested",
            )

    @property
    def done(self) -> frozenset[str]:
        return frozenset({"unilav"} if self.unilav_on <= today() else ())

    def recorded(self, proposal: Proposal) -> dict[str, Any]:
        return {
            "contract": self.contract,
            "pay": str(self.pay),
            "pay_period": self.pay_period,
            "level": self.level,
            "hours": str(self.hours),
            "ccnl": self.ccnl,
            "unilav_on": self.unilav_on.isoformat(),
            "permit_attested": True,
        }


class HireForm(TermsForm):
    """What stands in the signed contract, or in the project of the traineeship."""

    start = forms.DateField(label=gettext_lazy("Primo giorno di lavoro"), widget=DateInput)
    last_day = forms.DateField(
        label=gettext_lazy("Ultimo giorno di lavoro"), widget=DateInput, required=False,
        help_text=gettext_lazy("Vuoto per un contratto senza fine."),
    )  # fmt: skip
    contract = forms.ChoiceField(label=gettext_lazy("Contratto"), choices=ContractForm)
    pay = Cents(
        label=gettext_lazy("Paga lorda"), min_value=1, help_text=gettext_lazy("Per un tirocinio, l’indennità al mese.")
    )
    pay_period = forms.ChoiceField(label=gettext_lazy("La paga è"), choices=PayPeriod)
    ccnl = forms.CharField(
        label=gettext_lazy("Contratto collettivo"), max_length=120, required=False,
        help_text=gettext_lazy("Codice del CNEL. Non serve per un tirocinio."),
    )  # fmt: skip
    level = forms.CharField(label=gettext_lazy("Livello"), max_length=20, required=False)
    hours = Amount(
        "h", label=gettext_lazy("Ore alla settimana"), min_value=1, max_value=60, max_digits=3, decimal_places=1
    )
    unilav_on = forms.DateField(
        label=gettext_lazy("Comunicazione UNILAV, mandata o da mandare il"), widget=DateInput,
        help_text=gettext_lazy("Al più tardi il giorno prima di cominciare (L. 296/2006 art. 1 c. 1180)."),
    )  # fmt: skip
    permit_attested = forms.BooleanField(
        label=gettext_lazy("Ho visto un documento che permette di lavorare dal primo giorno"),
        required=False,
        help_text=gettext_lazy("Lo chiede la legge (D.Lgs. 286/1998 art. 22 c. 12). Il documento non si carica."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("pay", "hours"):  # an amount of the wizard may be left for later, here it may not
            self.fields[name].required = True

    def filled_in(self, proposal: Proposal, need: Need) -> dict[str, Any]:
        placement = proposal.offer.placement
        start, end = days(proposal)
        return {
            "start": start,
            "last_day": end - timedelta(days=1) if end else None,
            "contract": placement.contract,
            "pay": placement.indemnity or placement.pay_min,
            "pay_period": PayPeriod.MONTH if placement.indemnity else placement.pay_period,
            "ccnl": placement.ccnl,
            "level": placement.level,
            "hours": placement.hours_week,
        }

    def terms(self) -> HireTerms:
        return HireTerms(**self.values())


def days(proposal: Proposal) -> Days:
    """From the ad's first day on, as long as it says."""
    offer = proposal.offer
    start = max(offer.available_from or today(), today())
    months = offer.placement.months
    return start, months_after(start, months) if months else None


def openings(offer: Offer) -> list[Opening]:
    return [Opening(pool, "") for pool in offer.pools.all() if pool.open]


def seats(proposal: Proposal) -> str:
    pool = proposal.pool
    return ngettext("{free} di {n} posto libero", "{free} di {n} posti liberi", pool.total).format(
        free=pool.free, n=pool.total
    )


def check_sender(body: Body) -> None:
    """D.Lgs. 276/2003 art. 6: intermediation is for the Comune and for accredited or authorised bodies."""
    if not may_intermediate(body):
        raise NotAllowed(NOT_ACCREDITED)


def meetings(offer: Offer) -> tuple[Meeting, ...]:
    """A trial day only where the employer says that there is a paid one."""
    return (Meeting.INTERVIEW, Meeting.TRIAL) if offer.placement.trial_day else (Meeting.INTERVIEW,)


PLACEMENT = Deal(form=HireForm, meetings=meetings, days=days, openings=openings, check_sender=check_sender, seats=seats)
