"""The table: URL name × role → answer. Grown with every new address.

302 for a visitor means "sign in first"; 404 for a stranger means that she does not learn what exists; 422 that the
form came back with what is wrong, which only somebody who may send it sees.
"""

from dataclasses import dataclass, field
from typing import Any

from jobs.courses.steps import STEPS as COURSE_STEPS
from jobs.placements.steps import STEPS as PLACEMENT_STEPS

# Third parties' pages: their own tests hold them. The few that stand at the door of ours are rows below.
ELSEWHERE = ("admin:", "wagtail", "account_", "mfa_", "socialaccount_", "component")
SIGN_IN = {"visitor": 302}
OWNER = SIGN_IN | {"owner": 200}
OPERATORS = SIGN_IN | dict.fromkeys(("operator", "colleague", "other_operator", "manager"), 200)
BODY = SIGN_IN | dict.fromkeys(("operator", "colleague", "manager"), 200)  # of the body that has the need
STRANGERS_TO_IT = {"other_operator": 404}
REVIEWER = SIGN_IN | {"reviewer": 200}
EMPLOYER = SIGN_IN | {"employer": 200}
TRAINER = SIGN_IN | {"trainer": 200}


def turned(answers: dict[str, int], to: int) -> dict[str, int]:
    """The same people, of whom those that may get ``to``."""
    return {role: to if answer == 200 else answer for role, answer in answers.items()}


@dataclass(frozen=True)
class Row:
    """``default`` is the answer for every role that ``answers`` does not name."""

    name: str
    default: int
    answers: dict[str, int] = field(default_factory=dict)
    args: tuple[Any, ...] = ()
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)

    def expected(self, role: str) -> int:
        return self.answers.get(role, self.default)


def post(name: str, default: int, answers: dict[str, int] | None = None, *args: Any, **data: Any) -> Row:
    return Row(name, default, answers or {}, args, "POST", data)


PUBLIC = [
    Row("healthz", 200),
    Row("readyz", 503),  # the world has an event that nobody could deliver
    Row("robots", 200),
    Row("site_map", 200),
    Row("wagtail_serve", 200, args=("",)),
    Row("wagtail_serve", 200, args=("privacy/",)),
    Row("offer_list", 200),
    Row("offer_map", 200),
    Row("offer_suggest", 200),
    Row("offer_tile", 204, args=(3, 0, 0)),
    Row("offer_tile", 404, args=(3, 9, 9)),
    Row("offer_detail", 200, args=("PUBLISHED",)),
    Row("offer_detail", 404, args=("DRAFT",)),
    Row("offer_detail", 200, args=("JOB",)),
    Row("offer_detail", 200, args=("COURSE",)),
    Row("offer_list", 200, data={"tipo": "lavoro"}),
    Row("offer_list", 200, data={"tipo": "corsi"}),
    Row("edition_ics", 200, args=("COURSE", "EDITION")),
    Row("edition_ics", 404, args=("COURSE_DRAFT", "DRAFT_EDITION")),
    Row("occupation_suggest", 200, data={"q": "lavapiatti"}),
    Row("sector_suggest", 200, data={"q": "ristoranti"}),
    Row("ccnl_suggest", 200, data={"q": "pubblici esercizi"}),
    Row("offer_sitemap", 200),
    Row("offer_sitemap_part", 200, args=("offerte",)),
    Row("place_suggest", 200, data={"q": "via padova"}),
    Row("place_locate", 422, data={"lon": "2", "lat": "48"}),
    Row("place_nil_layer", 200),
    Row("place_metro_layer", 200),
    Row("rulebook", 200),
    Row("join", 200),
    Row("join_audience", 200, args=("proprietari",)),
    Row("join_audience", 404, args=("nessuno",)),
    Row("account_login", 302, {"visitor": 200}),
    Row("offer_confirm", 404, args=("falso",)),
    Row("saved_new", 200, data={"nil": "23"}),
    post("saved_new", 422, frequency="mai"),
    Row("saved_confirm", 404, args=("falso",)),
    Row("saved_confirm", 200, args=("SAVED_CONFIRM",)),
    Row("saved_stop", 404, args=("falso",)),
    Row("saved_stop", 200, args=("SAVED_STOP",)),
    Row("invitation", 404, args=("falso",)),
]
PERSON = [
    post("session", 200, {"visitor": 401}),
    Row("profile", 200, SIGN_IN),
    Row("home_after_login", 302),
    Row("saved_list", 200, SIGN_IN),
    Row("saved_change", 404, OWNER, ("SAVED",)),
    post("saved_end", 404, turned(OWNER, 302), "SAVED"),
    post("saved_resume", 404, turned(OWNER, 302), "SAVED"),
    post("saved_delete", 404, turned(OWNER, 302), "SAVED"),
    Row("message_list", 200, SIGN_IN),
    Row("message_detail", 404, OWNER, ("MESSAGE",)),
    Row("message_attachment", 404, SIGN_IN, ("MESSAGE", 0)),
    Row("message_all", 404),
    Row("message_any", 404, args=("MESSAGE",)),
    post("act_as", 404, SIGN_IN | {"operator": 302}, membership="ACTING"),
    Row("join_start", 200, SIGN_IN, ("proprietari",)),
    Row("body_new", 200, SIGN_IN, ("enti",)),
    Row("my_offers", 200, SIGN_IN),
    Row("proposal_list", 200, SIGN_IN),
]
BODIES = [
    Row("body_detail", 404, BODY | {"reviewer": 404}, ("BODY",)),
    Row("body_edit", 404, SIGN_IN | {"operator": 403, "colleague": 403, "manager": 200}, ("BODY",)),
    post("body_invite", 404, SIGN_IN | {"operator": 403, "colleague": 403, "manager": 422}, "BODY"),
    post("invitation_withdraw", 404, SIGN_IN, "falso"),
    post("mandate_end", 404, turned(BODY, 302), "MANDATE"),
    Row("mandate_document", 404, SIGN_IN, ("MANDATE",)),
    Row("body_review_list", 403, REVIEWER),
    Row("body_review", 403, REVIEWER, ("PENDING",)),
    post("body_decide", 403, turned(REVIEWER, 422), "PENDING"),
]
RUNS_BODY = SIGN_IN | {"operator": 403, "colleague": 403, "manager": 200}
CHECKS = [
    Row("check_list", 403, REVIEWER),
    Row("check_record", 403, REVIEWER, ("BODY", "labour_accreditation")),
    Row("check_record", 403, turned(REVIEWER, 404), ("BODY", "nessuna")),
    post("check_record", 403, turned(REVIEWER, 422), "BODY", "labour_accreditation"),
    Row("check_withdraw", 403, REVIEWER, ("CHECK",)),
    post("check_withdraw", 403, turned(REVIEWER, 422), "CHECK"),
    Row("check_evidence", 404, SIGN_IN | {"manager": 200, "reviewer": 200}, ("CHECK",)),
    Row("check_propose", 404, RUNS_BODY, ("BODY", "labour_accreditation")),
    post("check_propose", 404, turned(RUNS_BODY, 422), "BODY", "labour_accreditation"),
]
OFFERS = [
    Row("flat_new", 403, SIGN_IN | {"owner": 200, "landlord": 200}),
    Row("flat_resume", 404, SIGN_IN | {"owner": 302}, ("DRAFT",)),
    Row("flat_sent", 404, OWNER, ("SUBMITTED",)),
    Row("flat_step", 404, OWNER, ("DRAFT", "canone")),
    Row("flat_step", 404, OWNER, ("DRAFT", "foto")),
    Row("flat_step", 404, SIGN_IN, ("DRAFT", "nessuno")),
    post("flat_autosave", 404, {"visitor": 401, "owner": 200}, "DRAFT", "canone", version=1),
    post("flat_reopen", 404, SIGN_IN | {"owner": 302}, "PUBLISHED"),
    Row("flat_live", 404, OWNER, ("PUBLISHED",)),
    Row("flat_office", 403, REVIEWER, ("SUBMITTED",)),
    post("photo_upload", 404, SIGN_IN | {"owner": 302}, "DRAFT"),
    post("photo_order", 404, SIGN_IN | {"owner": 302}, "DRAFT"),
    post("photo_change", 404, SIGN_IN | {"owner": 302}, "DRAFT", "PHOTO", alt="Una stanza"),
    Row("my_offer", 404, OWNER, ("PUBLISHED",)),
    Row("my_offer_action", 404, OWNER, ("PUBLISHED", "ritira")),
    post("my_offer_action", 404, SIGN_IN | {"owner": 302}, "PUBLISHED", "pausa"),
    Row("review_queue", 403, REVIEWER),
    Row("review_offer", 403, REVIEWER, ("SUBMITTED",)),
    post("review_charge", 403, turned(REVIEWER, 302), "SUBMITTED"),
    Row("agreement", 404, BODY | {"owner": 200, "reviewer": 200}, ("AGREEMENT",)),
    post("agreement_action", 404, SIGN_IN, "AGREEMENT", "nessuna"),
]
JOBS = [
    Row("placement_new", 403, EMPLOYER),
    Row("placement_resume", 404, SIGN_IN | {"employer": 302}, ("JOB_DRAFT",)),
    Row("placement_sent", 404, EMPLOYER, ("JOB_SUBMITTED",)),
    *(Row("placement_step", 404, EMPLOYER, ("JOB_DRAFT", step.code)) for step in PLACEMENT_STEPS),
    Row("placement_step", 404, SIGN_IN, ("JOB_DRAFT", "nessuno")),
    post("placement_autosave", 404, {"visitor": 401, "employer": 200}, "JOB_DRAFT", "posti", version=1),
    post("placement_reopen", 404, SIGN_IN | {"employer": 302}, "JOB"),
    Row("placement_live", 404, EMPLOYER, ("JOB",)),
    post("placement_live", 404, turned(EMPLOYER, 422), "JOB", seats="0"),
    Row("my_offer", 404, EMPLOYER, ("JOB",)),
    Row("review_offer", 403, REVIEWER, ("JOB_SUBMITTED",)),
]
COURSES = [
    Row("course_new", 403, TRAINER),
    Row("course_resume", 404, SIGN_IN | {"trainer": 302}, ("COURSE_DRAFT",)),
    Row("course_sent", 404, TRAINER, ("COURSE",)),
    *(Row("course_step", 404, TRAINER, ("COURSE_DRAFT", step.code)) for step in COURSE_STEPS),
    Row("course_step", 404, SIGN_IN, ("COURSE_DRAFT", "nessuno")),
    post("course_autosave", 404, {"visitor": 401, "trainer": 200}, "COURSE_DRAFT", "ore", version=1),
    post("course_reopen", 404, SIGN_IN | {"trainer": 302}, "COURSE"),
    Row("my_offer", 404, TRAINER, ("COURSE",)),
    Row("edition_list", 404, TRAINER, ("COURSE",)),
    Row("edition_new", 404, TRAINER, ("COURSE",)),
    post("edition_new", 404, turned(TRAINER, 422), "COURSE"),
    Row("edition_edit", 404, TRAINER, ("COURSE", "EDITION")),
    Row("edition_edit", 404, SIGN_IN, ("COURSE", "DRAFT_EDITION")),
    post("edition_confirm", 404, turned(TRAINER, 302), "COURSE", "EDITION"),
    Row("edition_cancel", 404, TRAINER, ("COURSE", "EDITION")),
    post("edition_cancel", 404, turned(TRAINER, 302), "COURSE", "EDITION"),
    Row("edition_lessons", 404, TRAINER, ("COURSE", "EDITION")),
    post("edition_lessons", 404, turned(TRAINER, 422), "COURSE", "EDITION", day="mai"),
    Row("lesson_edit", 404, TRAINER, ("COURSE", "EDITION", "LESSON")),
    Row("lesson_edit", 404, SIGN_IN, ("COURSE", "EDITION", "nessuna")),
    post("lesson_edit", 404, turned(TRAINER, 302), "COURSE", "EDITION", "LESSON", azione="annulla"),
    Row("edition_register", 404, TRAINER, ("COURSE", "EDITION")),
    post("edition_register", 404, turned(TRAINER, 302), "COURSE", "EDITION", lezione="LESSON"),
    Row("edition_register_csv", 404, TRAINER, ("COURSE", "EDITION")),
    Row("enrolment", 404, TRAINER, ("COURSE", "EDITION", "ENROLMENT")),
    Row("enrolment", 404, SIGN_IN, ("COURSE", "EDITION", "nessuna")),
    post("enrolment", 404, turned(TRAINER, 422), "COURSE", "EDITION", "ENROLMENT", azione="nessuna"),
]
LOADS = SIGN_IN | {"employer": 200, "trainer": 200}
IMPORTS = [
    Row("import_list", 403, LOADS),
    post("import_list", 403, turned(LOADS, 422), kind=""),
    *(Row("import_template", 200, SIGN_IN, ("placement", extension)) for extension in ("csv", "xlsx")),
    Row("import_template", 404, SIGN_IN, ("flat", "csv")),
    Row("import_run", 404, EMPLOYER, ("IMPORT",)),
    post("import_confirm", 404, turned(EMPLOYER, 302), "IMPORT"),
    Row("import_bad_rows", 404, EMPLOYER, ("IMPORT",)),
    Row("import_row", 404, EMPLOYER, ("IMPORT", 3)),
    Row("import_row", 404, SIGN_IN, ("IMPORT", 99)),
    post("import_row", 404, turned(EMPLOYER, 422), "IMPORT", 3, codice="B", contratto="nessuno"),
]
NEEDS = [
    Row("need_list", 403, OPERATORS),
    Row("need_new", 403, OPERATORS),
    post("need_count", 403, OPERATORS, adults=1, budget_max=800),
    Row("need_detail", 403, BODY | STRANGERS_TO_IT, ("NEED",)),
    Row("need_edit", 403, BODY | STRANGERS_TO_IT, ("NEED",)),
    post("need_state", 403, turned(BODY, 302) | STRANGERS_TO_IT, "NEED", state="paused"),
    Row("needs_for_offer", 403, OPERATORS, ("PUBLISHED",)),
    Row("needs_for_offer", 403, turned(OPERATORS, 404), ("DRAFT",)),
    Row("proposal_new", 403, BODY | STRANGERS_TO_IT, ("NEED", "PUBLISHED")),
    post("proposal_new", 403, turned(BODY, 302) | STRANGERS_TO_IT, "NEED", "PUBLISHED", consent="on"),
    post("proposal_new", 403, turned(BODY, 422) | STRANGERS_TO_IT, "NEED", "PUBLISHED"),  # without consent
    Row("need_detail", 403, BODY | STRANGERS_TO_IT, ("PLAN",)),
    Row("need_edit", 403, BODY | STRANGERS_TO_IT, ("PLAN",)),
    Row("needs_for_offer", 403, OPERATORS, ("JOB",)),
    Row("needs_for_offer", 403, OPERATORS, ("COURSE",)),
    Row("proposal_new", 403, BODY | STRANGERS_TO_IT, ("PLAN", "JOB")),
    Row("proposal_new", 403, BODY | STRANGERS_TO_IT, ("PLAN", "COURSE")),
    Row("proposal_new", 403, turned(BODY, 404) | STRANGERS_TO_IT, ("PLAN", "PUBLISHED")),  # wants no home
    post("proposal_new", 403, turned(BODY, 302) | STRANGERS_TO_IT, "PLAN", "JOB", consent="on"),
]
BOTH = BODY | {"owner": 200}
HIRES = BODY | {"employer": 200}
TEACHES = BODY | {"trainer": 200}
THREAD = [
    Row("proposal", 404, BOTH, ("MEETING",)),
    Row("proposal", 404, BOTH, ("AGREED",)),
    # A step that this side may not take, or not now, comes back with the reason: 302 without a form, 422 with one.
    post("proposal_message", 404, turned(BOTH, 302), "MEETING", **{"message-text": "Buongiorno"}),
    post("proposal_meeting", 404, turned(BOTH, 302), "MEETING"),
    post("proposal_accept", 404, turned(BOTH, 302), "MEETING"),
    post("proposal_decline", 404, turned(BODY, 422) | {"owner": 302}, "MEETING", **{"decline-reason": "dates"}),
    post("proposal_withdraw", 404, turned(BODY, 302) | {"owner": 422}, "MEETING", **{"withdraw-reason": "mistake"}),
    post("proposal_slots", 404, turned(BOTH, 422), "MEETING"),
    post("proposal_slot_choose", 404, turned(BOTH, 302), "MEETING", slot="SLOT"),
    post("proposal_slot_cancel", 404, turned(BOTH, 302), "MEETING", slot="SLOT"),
    Row("proposal_ics", 404, SIGN_IN, ("MEETING",)),
    Row("proposal_sign", 404, SIGN_IN, ("MEETING",)),
]
AFTERWARDS = [
    Row("proposal", 404, HIRES, ("JOB_MEETING",)),
    Row("proposal", 404, TEACHES, ("WAITLIST",)),
    post("proposal_accept", 404, turned(HIRES, 302), "JOB_MEETING"),
    Row("proposal_sign", 404, SIGN_IN | turned(BODY, 200), ("TO_HIRE",)),
    post("proposal_sign", 404, SIGN_IN | turned(BODY, 422), "TO_HIRE", pay="0"),
    Row("agreement", 404, HIRES | {"reviewer": 200}, ("HIRE",)),
    Row("agreement", 404, TEACHES | {"reviewer": 200}, ("ENROLMENT",)),
    Row("agreement_action", 404, HIRES, ("HIRE", "fine")),
    Row("agreement_action", 404, TEACHES, ("ENROLMENT", "annulla")),
    Row("agreement_followup", 404, BODY, ("HIRE", 1)),
    Row("agreement_followup", 404, SIGN_IN, ("HIRE", 99)),
    post("agreement_followup", 404, turned(BODY, 422), "HIRE", 1),
]
SYSTEM = [
    Row("event_list", 403, SIGN_IN | {"admin": 200}),
    post("event_retry", 403, SIGN_IN | {"admin": 302}, "EVENT"),
    Row("audit_log", 403, SIGN_IN | {"auditor": 200, "admin": 200}),
]
TABLE: list[Row] = [
    *PUBLIC, *PERSON, *BODIES, *CHECKS, *OFFERS, *JOBS, *COURSES, *IMPORTS, *NEEDS, *THREAD, *AFTERWARDS, *SYSTEM
]  # fmt: skip
