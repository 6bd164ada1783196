"""Durations of the kinds of lease, and what an owner should know of each (L. 431/1998; D.M. 16/1/2017)."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from housing.enums import LeaseType, LettingScheme
from marketplace.rulebook.selectors import figure

FIGURES = {  # the others have no duration in law
    LeaseType.LIBERO_4_4: "lease.LIBERO_4_4",
    LeaseType.CONCORDATO_3_2: "lease.CONCORDATO_3_2",
    LeaseType.TRANSITORIO: "lease.TRANSITORIO",
    LeaseType.STUDENTI: "lease.STUDENTI",
}
TO_A_BODY = {LettingScheme.ETS_HEADLEASE}


@dataclass(frozen=True)
class Term:
    """Months that a lease of this type may last at first; ``longest`` None means no limit."""

    shortest: int
    longest: int | None = None


@dataclass(frozen=True)
class Explained:
    """A type of lease in two sentences, with what is uncertain about it."""

    type: str
    label: str
    text: str
    warnings: list[str] = field(default_factory=list)


def term(lease_type: str) -> Term:
    """The first term by law; elsewhere the portal's own shortest: no lets of up to 30 days (D.L. 145/2023)."""
    key = FIGURES.get(LeaseType(lease_type))
    if key is None:
        return Term(-(-int(figure("lease.min_days").value) // 31))  # 30 days: one month
    value = figure(key).value
    return Term(int(value["min_months"]), value.get("max_months"))


def fits(lease_type: str, min_months: int | None, max_months: int | None) -> bool:
    """Can a lease of this type last something between ``min_months`` and ``max_months``?"""
    allowed = term(lease_type)
    too_short = max_months is not None and max_months < allowed.shortest
    too_long = min_months is not None and allowed.longest is not None and min_months > allowed.longest
    return not too_short and not too_long


def problems(types: Collection[str], min_months: int | None, max_months: int | None) -> list[str]:
    """One sentence for each chosen type that the durations make impossible."""
    found = []
    for lease_type in types:
        if fits(lease_type, min_months, max_months):
            continue
        allowed, label = term(lease_type), LeaseType(lease_type).label
        if allowed.longest:
            text = _("%(label)s: dura da %(low)s a %(high)s mesi. Cambia la durata o togli questo contratto.")
        else:
            text = _("%(label)s: dura almeno %(low)s mesi. Cambia la durata o togli questo contratto.")
        found.append(text % {"label": label, "low": allowed.shortest, "high": allowed.longest})
    return found


def explain(lease_type: str, schemes: Collection[str] = ()) -> Explained:
    """What this lease means for the owner. Warns where a tax option is contested: nothing is promised."""
    texts = {
        LeaseType.LIBERO_4_4: _("Dura 4 anni e si rinnova per altri 4. Il canone si decide liberamente."),
        LeaseType.CONCORDATO_3_2: _(
            "Dura almeno 3 anni e si rinnova per 2. Il canone sta in una fascia e le tasse sono più basse."
        ),
        LeaseType.TRANSITORIO: _("Al massimo 18 mesi, per un motivo scritto nel contratto e documentato."),
        LeaseType.STUDENTI: _("Da 6 a 36 mesi, per chi studia in un’università di un altro comune."),
        LeaseType.STANZA: _("Affitti una stanza: cucina e bagno possono essere in comune."),
        LeaseType.CONVENZIONATO: _("Il canone è scritto nella convenzione della casa con il Comune."),
        LeaseType.COMODATO: _("Presti la casa senza canone. Serve comunque la comunicazione di ospitalità."),
        LeaseType.OSPITALITA: _("Ospiti in casa tua una persona o una famiglia, con il sostegno di un ente."),
        LeaseType.FORESTERIA: _("Un ente prende in affitto la casa e ospita le persone che segue."),
    }
    warnings = []
    to_a_body = lease_type == LeaseType.FORESTERIA or TO_A_BODY & set(schemes)
    if to_a_body and lease_type in (LeaseType.LIBERO_4_4, LeaseType.CONCORDATO_3_2, LeaseType.FORESTERIA):
        warnings.append(_("Con un ente come inquilino la cedolare secca è discussa: chiedi prima a chi ti segue."))
    if lease_type == LeaseType.TRANSITORIO:
        warnings.append(_("Il motivo va provato con un documento allegato al contratto."))
    return Explained(lease_type, LeaseType(lease_type).label, texts[LeaseType(lease_type)], warnings)
