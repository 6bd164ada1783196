"""A placement as ``JobPosting``, by the rules that search engines publish for it.

https://developers.google.com/search/docs/appearance/structured-data/job-posting -- pay, last day and employer are
always there, and nothing is said about citizenship: whoever may work in Italy may have the job.
"""

from datetime import datetime, time
from typing import Any

from django.utils.html import linebreaks

from jobs.enums import TRAINEESHIPS, ContractForm, Experience, PayPeriod, Remote
from jobs.models import Occupation, Placement
from jobs.placements.rules import pay
from jobs.sectors import SECTIONS, section
from marketplace.core.clock import ROME
from marketplace.offers.models import Offer, SeatPool

from .places import organisation, place

FULL_TIME_HOURS = 35  # from which on a job board calls it full time
_UNITS = {PayPeriod.HOUR: "HOUR", PayPeriod.MONTH: "MONTH", PayPeriod.YEAR: "YEAR"}
_TEMPORARY = {ContractForm.FIXED_TERM, ContractForm.SEASONAL, ContractForm.AGENCY}


def job(offer: Offer, card: Any, url: str) -> dict[str, Any]:
    """A ``JobPosting``."""
    placement = offer.placement
    data: dict[str, Any] = {
        "@type": "JobPosting",
        "title": offer.title,
        "description": linebreaks("\n\n".join(filter(None, [offer.description, placement.tasks])), autoescape=True),
        "identifier": {"@type": "PropertyValue", "name": "portal", "value": offer.public_id},
        "url": url,
        "datePosted": offer.published_at.astimezone(ROME).date().isoformat(),
        "employmentType": _employment(placement),
        "hiringOrganization": organisation(offer.body.legal_name if offer.body else ""),
        "jobLocation": place(offer),
        "directApply": False,
        "totalJobOpenings": sum(pool.total for pool in SeatPool.objects.filter(offer=offer)),
        "baseSalary": _salary(placement),
        **_times(offer, placement),
        **_requirements(placement),
    }
    if placement.remote == Remote.FULLY:
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = {"@type": "Country", "name": "IT"}
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _employment(placement: Placement) -> list[str]:
    if placement.contract in TRAINEESHIPS:
        return ["INTERN"]
    full = placement.hours_week is None or placement.hours_week >= FULL_TIME_HOURS
    found = ["FULL_TIME" if full else "PART_TIME"]
    if placement.contract in _TEMPORARY:
        found.append("TEMPORARY")
    if placement.contract == ContractForm.ON_CALL:
        return ["PER_DIEM"]
    return found


def _salary(placement: Placement) -> dict[str, Any] | None:
    low, high, period = pay.stated(placement)
    if low is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": _UNITS.get(period, "MONTH")}
    if high is None or high == low:
        value["value"] = float(low)
    else:
        value |= {"minValue": float(low), "maxValue": float(high)}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _times(offer: Offer, placement: Placement) -> dict[str, Any]:
    last = offer.available_to
    return {
        "validThrough": datetime.combine(last, time(23, 59, 59), ROME).isoformat() if last else None,
        "jobStartDate": offer.available_from.isoformat() if offer.available_from else None,
        "workHours": f"{placement.hours_week.normalize():f} h/settimana" if placement.hours_week else None,
    }


def _requirements(placement: Placement) -> dict[str, Any]:
    occupation = Occupation.objects.filter(pk=placement.occupation).first()
    no_experience = placement.experience in {"", Experience.NONE}
    return {
        "occupationalCategory": f"{occupation.code} {occupation.title('it')}" if occupation else None,
        "industry": str(SECTIONS.get(section(placement.sector), "")),
        "skills": ", ".join(map(str, _labels(placement, "skills"))),
        "qualifications": ", ".join(
            str(label) for name in ("licences", "certificates") for label in _labels(placement, name)
        ),
        "experienceRequirements": "no requirements" if no_experience else str(placement.get_experience_display()),
    }


def _labels(placement: Placement, name: str) -> list[Any]:
    """The words of the codes in one of the placement's lists."""
    choices = dict(placement._meta.get_field(name).base_field.choices)
    return [choices[code] for code in getattr(placement, name) if code in choices]
