"""The kinds of check on a body: whom they concern, what they ask for and what the public reads about them.

How long a check holds is a figure of the rulebook, ``check.validity_<code>``, in days.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.organisations.enums import BUSINESSES, CASE_WORKERS, Role
from marketplace.organisations.models import Body

Text = str | Promise
EMPLOYERS = frozenset({Role.EMPLOYER})
TRAINERS = frozenset({Role.TRAINER})


def _always(body: Body) -> bool:
    return True


def _in_business_register(body: Body) -> bool:
    return body.form in BUSINESSES or bool(body.rea)


def in_sector(*divisions: str) -> Callable[[Body], bool]:
    """Does one of the body's ATECO codes lie in one of these divisions (the first two digits)?"""
    return lambda body: any(code.startswith(divisions) for code in body.ateco)


@dataclass(frozen=True)
class CheckKind:
    """``roles``: bodies with people in one of these roles are asked for it, where ``applies(body)``.

    ``required``: an employer publishes no placement without it. ``declared``: the body declares it under its own
    responsibility (DPR 445/2000 art. 47), there is no paper. ``from_register``: somebody looked it up, so its days run
    from the look and not from the paper's date. ``public``: the words of the badge, with ``%(on)s`` and ``%(until)s``;
    empty for what the public does not read. ``sentence``: what the body declares. ``asks``: further fields of the form.
    """

    code: str
    label: Text
    hint: Text
    law: str
    roles: frozenset[str]
    applies: Callable[[Body], bool] = field(default=_always)
    required: bool = False
    declared: bool = False
    from_register: bool = False
    public: Text = ""
    sentence: Text = ""
    asks: frozenset[str] = frozenset()

    @property
    def figure(self) -> str:
        """The key of its validity in the rulebook."""
        return f"check.validity_{self.code}"


NUMBER, ACCREDITATION, SECTIONS = "number", "accreditation", "sections"
VISURA, DURC, DVR, QUOTA_68, CAPORALATO = "visura", "durc", "dvr_declaration", "quota_68", "caporalato"
SITES, FARMS, LABOUR, TRAINING = "patente_crediti", "rete_agricola", "labour_accreditation", "training_accreditation"

KINDS = (
    CheckKind(
        VISURA, _("Visura camerale"),
        _("Dalla Camera di commercio: l’impresa è attiva e fa l’attività che dichiara."),
        "DPR 445/2000 art. 41", EMPLOYERS, _in_business_register, required=True,
        public=_("Visura camerale controllata il %(on)s, vale fino al %(until)s"),
    ),
    CheckKind(
        DURC, _("DURC"),
        _("Il documento di regolarità contributiva: l’impresa paga i contributi a INPS e INAIL."),
        "DM 30/1/2015 art. 7", EMPLOYERS, required=True, asks=frozenset({NUMBER}),
        public=_("DURC regolare controllato il %(on)s, vale fino al %(until)s"),
    ),
    CheckKind(
        DVR, _("Valutazione dei rischi dichiarata"),
        _("L’impresa dichiara di avere il documento di valutazione dei rischi e di formare chi comincia."),
        "D.Lgs. 81/2008 artt. 17, 28 e 37", EMPLOYERS, declared=True,
        public=_("Valutazione dei rischi e formazione sulla sicurezza dichiarate dall’impresa il %(on)s"),
        sentence=_("Dichiaro che l’impresa ha il documento di valutazione dei rischi aggiornato e forma sulla "
                   "sicurezza chi comincia a lavorare."),
    ),
    CheckKind(
        QUOTA_68, _("Collocamento mirato dichiarato"),
        _("L’impresa dichiara di rispettare la quota di lavoratori con disabilità. Fino a 14 dipendenti non c’è "
          "obbligo."),
        "L. 68/1999 art. 3", EMPLOYERS, declared=True,
        public=_("Rispetto della legge sul collocamento mirato dichiarato dall’impresa il %(on)s"),
        sentence=_("Dichiaro che l’impresa rispetta la legge sul collocamento mirato, o che non vi è soggetta."),
    ),
    CheckKind(
        CAPORALATO, _("Nessuna condanna per sfruttamento del lavoro"),
        _("Registriamo solo la dichiarazione: nessun certificato penale (GDPR art. 10)."),
        "c.p. art. 603-bis; D.Lgs. 231/2001 art. 25-quinquies", EMPLOYERS, declared=True,
        sentence=_("Dichiaro che né l’impresa né chi la amministra ha condanne per intermediazione illecita e "
                   "sfruttamento del lavoro, e che l’impresa non ha divieti ai sensi del D.Lgs. 231/2001."),
    ),
    CheckKind(
        SITES, _("Patente a crediti per i cantieri"),
        _("Serve alle imprese che lavorano nei cantieri. Si consulta nel portale dell’Ispettorato del lavoro."),
        "D.Lgs. 81/2008 art. 27", EMPLOYERS, in_sector("41", "42", "43"), required=True, from_register=True,
        asks=frozenset({NUMBER}),
        public=_("Patente a crediti per i cantieri controllata il %(on)s"),
    ),
    CheckKind(
        FARMS, _("Rete del lavoro agricolo di qualità"),
        _("L’elenco INPS delle imprese agricole in regola. L’iscrizione è volontaria."),
        "D.L. 91/2014 art. 6", EMPLOYERS, in_sector("01"), from_register=True, asks=frozenset({NUMBER}),
        public=_("Iscrizione alla Rete del lavoro agricolo di qualità controllata il %(on)s"),
    ),
    CheckKind(
        LABOUR, _("Accreditamento per i servizi al lavoro"),
        _("Serve a chi presenta persone alle imprese. Senza, l’ente accompagna e un altro ente accreditato presenta."),
        "D.Lgs. 276/2003 artt. 4 e 6; L.R. Lombardia 22/2006", CASE_WORKERS, from_register=True,
        asks=frozenset({ACCREDITATION, NUMBER}),
        public=_("Accreditamento per i servizi al lavoro controllato il %(on)s"),
    ),
    CheckKind(
        TRAINING, _("Accreditamento per la formazione"),
        _("L’iscrizione all’albo regionale degli enti di formazione, con le sezioni."),
        "L.R. Lombardia 19/2007 art. 25", TRAINERS, from_register=True, asks=frozenset({NUMBER, SECTIONS}),
        public=_("Accreditamento per la formazione controllato il %(on)s"),
    ),
)  # fmt: skip
_KINDS = {kind.code: kind for kind in KINDS}


def get(code: str) -> CheckKind:
    """The kind with this code. Raises ``KeyError``."""
    return _KINDS[code]


def all_kinds() -> Iterable[CheckKind]:
    return _KINDS.values()


def choices() -> list[tuple[str, Text]]:
    return [(kind.code, kind.label) for kind in all_kinds()]


def asked_of(body: Body, roles: Iterable[str]) -> list[CheckKind]:
    """What a body with people in these roles is asked for."""
    held = frozenset(roles)
    return [kind for kind in all_kinds() if kind.roles & held and kind.applies(body)]


def due_from_employer(body: Body | None) -> set[str]:
    """Codes of the checks without which an employer publishes no placement: by form and by sector of the body."""
    return {
        kind.code
        for kind in all_kinds()
        if kind.required and Role.EMPLOYER in kind.roles and (body is None or kind.applies(body))
    }
