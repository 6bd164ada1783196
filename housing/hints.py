"""What the wizard computes and explains beside the fields of a step."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.core.numbers import euros, printed
from marketplace.offers.wizard import hints as shared
from marketplace.offers.wizard.hints import Hint
from marketplace.places.models import MILANO

from . import completeness
from .enums import LeaseType
from .models import Flat
from .rules import cadastral, concordato, deposit, energy, leases
from .rules.capacity import Capacity
from .selectors import capacities, concordato_band


def of_step(flat: Flat, step: str) -> list[Hint]:
    """The boxes of a step, [] for a step without any."""
    make = _MAKERS.get(step)
    return make(flat) if make else []


def _capacity(flat: Flat) -> list[Hint]:
    names = {"DM_1975": _("Regole nazionali"), "ERP_LOMB": _("Tabella della Lombardia")}
    found = capacities(flat)
    if not found:
        return [Hint(_("Quante persone può ospitare"), [_("Scrivi la superficie nel passo «Casa» per calcolarlo.")])]
    hints = [_persons(names[result.name], result) for result in found]
    note = _("È una stima: il numero ufficiale lo scrive il Municipio nell’idoneità abitativa.")
    return [*hints, Hint(_("Capienza indicativa"), [note])]


def _persons(name: str, result: Capacity) -> Hint:
    title = _("%(name)s: %(persons)s persone") % {"name": name, "persons": result.persons}
    if result.persons == 1:
        title = _("%(name)s: 1 persona") % {"name": name}
    return Hint(title, result.because, result.warnings)


def _rent(flat: Flat) -> list[Hint]:
    hints = []
    if flat.rent is not None:
        total = _("Canone e spese insieme: %(total)s al mese") % {"total": euros(flat.total)}
        most = _("Deposito e fideiussione insieme: al massimo %(limit)s, cioè %(months)s mesi di canone.")
        values = {"limit": euros(deposit.limit(flat.rent)), "months": printed(deposit.limit_months())}
        hints.append(Hint(total, [most % values]))
    return [*hints, *_agreed(flat)]


def _agreed(flat: Flat) -> list[Hint]:
    """The canone concordato, where Milan's accord applies."""
    if flat.offer.comune_id and flat.offer.comune_id != MILANO:
        lines = [_("Questo comune ha un accordo suo: chiedi la fascia a un’organizzazione dei proprietari.")]
        return [Hint(_("Canone concordato"), lines)]
    band = concordato_band(flat)
    if band is None:
        lines = [_("La zona dell’accordo la scrive l’ufficio durante la revisione: poi qui vedi la fascia.")]
        return [Hint(_("Canone concordato"), lines)]
    values = {"low": euros(band.minimum), "high": euros(band.maximum)}
    title = _("Canone concordato: da %(low)s a %(high)s al mese (indicativo)") % values
    lines, warnings = list(band.because), list(band.warnings)
    if flat.rent is not None:
        lines.append(_place_in_band(flat.rent, band))
    if LeaseType.STANZA in flat.lease_types:
        lines.append(_room_line(band.zone))
    warnings.append(_("Decide l’attestazione firmata insieme da un’organizzazione di chi affitta e una di chi abita."))
    if flat.surface_cadastral is None:
        warnings.append(_("Conta la superficie catastale: qui abbiamo usato quella calpestabile."))
    if flat.rent is None:
        return [Hint(title, lines, warnings)]
    bar = {"rent": float(flat.rent), "low": float(band.minimum), "high": float(band.maximum)}
    return [Hint(title, lines, warnings, "housing/_band.html", bar)]


def _place_in_band(rent: int, band: concordato.Band) -> str:
    if rent > band.maximum:
        return _("Il tuo canone è sopra la fascia: con questo contratto va abbassato.")
    if rent < band.minimum:
        return _("Il tuo canone è sotto la fascia: si può fare, d’accordo con chi abita.")
    return _("Il tuo canone è dentro la fascia.")


def _room_line(zone: int) -> str:
    limit = concordato.room_limit(zone)
    if limit is None:
        return _("In questa zona l’accordo non prevede un canone a corpo per una stanza.")
    return _("Una stanza arredata: al massimo %(limit)s al mese.") % {"limit": euros(limit)}


def _contract(flat: Flat) -> list[Hint]:
    problems = leases.problems(flat.lease_types, flat.min_months, flat.max_months)
    hints = [Hint(_("Le durate non vanno d’accordo"), [], problems)] if problems else []
    for lease_type in flat.lease_types:
        told = leases.explain(lease_type, flat.letting_schemes)
        hints.append(Hint(told.label, [told.text], told.warnings))
    return hints


def _energy(flat: Flat) -> list[Hint]:
    lines = [energy.rule()]
    if flat.ape_issued:
        day = date_format(energy.expires(flat.ape_issued), "j F Y")
        lines.append(_("Il tuo APE vale fino al %(day)s.") % {"day": day})
    warnings = [problem.text for problem in completeness.energy_problems(flat)] if flat.ape_pending else []
    return [Hint(_("Perché serve l’APE"), lines, warnings)]


def _papers(flat: Flat) -> list[Hint]:
    hints = []
    if flat.category and cadastral.is_prized(flat.category):
        text = _("Le case %(category)s restano fuori da molte misure di sostegno: chiedici prima.")
        hints.append(Hint(_("Categoria di pregio"), [], [text % {"category": flat.category}]))
    if flat.salva_casa:
        text = _("Per contare le misure ridotte serve l’asseverazione di un tecnico: te la chiederemo.")
        hints.append(Hint(_("Salva casa"), [text]))
    return hints


_MAKERS: dict[str, Callable[[Flat], list[Hint]]] = {
    "indirizzo": shared.address,
    "casa": _capacity,
    "stanze": _capacity,
    "canone": _rent,
    "contratto": _contract,
    "energia": _energy,
    "documenti": _papers,
    "descrizione": shared.texts,
}
