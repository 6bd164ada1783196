"""Who signs up: one page each, which says what happens next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import BodyForm, Role


@dataclass(frozen=True)
class Audience:
    """``slug`` stands in the address and is remembered on the person until the first sign-in."""

    slug: str
    role: Role
    icon: str
    title: str | Promise
    lead: str | Promise
    steps: tuple[str | Promise, ...]
    first_form: BodyForm

    @property
    def for_persons(self) -> bool:
        """May a person sign up for herself, without a body?"""
        return self.role == Role.LANDLORD


AUDIENCES = {
    audience.slug: audience
    for audience in (
        Audience(
            "proprietari",
            Role.LANDLORD,
            "house",
            _("Ho una casa da affittare"),
            _("Metti a disposizione una casa: il Comune la controlla, un ente ti presenta una famiglia e la segue."),
            (
                _("Crei il tuo accesso con l’e-mail e confermi l’indirizzo: 2 minuti."),
                _("Descrivi la casa un passo alla volta. Si salva da sola: puoi fermarti e riprendere."),
                _("Il Comune controlla l’annuncio e ti scrive se manca qualcosa."),
                _("Quando un ente trova una famiglia adatta ti arriva una proposta. Decidi tu se incontrarla."),
            ),
            BodyForm.COMPANY,
        ),
        Audience(
            "imprese",
            Role.EMPLOYER,
            "briefcase",
            _("Cerco persone da assumere"),
            _("Offri un posto di lavoro o un tirocinio: gli enti ti presentano persone pronte a cominciare."),
            (
                _("Crei il tuo accesso con l’e-mail e confermi l’indirizzo: 2 minuti."),
                _("Scrivi i dati dell’impresa: codice fiscale, partita IVA, PEC, numero REA."),
                _("Il Comune verifica l’impresa e ti scrive quando puoi cominciare."),
                _("Pubblichi un posto di lavoro e ricevi le proposte degli enti."),
            ),
            BodyForm.COMPANY,
        ),
        Audience(
            "formazione",
            Role.TRAINER,
            "book",
            _("Organizzo corsi"),
            _("Metti a disposizione i posti liberi dei tuoi corsi di italiano o di mestiere."),
            (
                _("Crei il tuo accesso con l’e-mail e confermi l’indirizzo: 2 minuti."),
                _("Scrivi i dati dell’ente o della scuola."),
                _("Il Comune verifica l’ente e ti scrive quando puoi cominciare."),
                _("Pubblichi i corsi con date e posti, e gli enti iscrivono le persone."),
            ),
            BodyForm.SCHOOL,
        ),
        Audience(
            "enti",
            Role.MANAGER,
            "people",
            _("Accompagno persone in uscita dall’accoglienza"),
            _("Con il tuo ente del Terzo settore registri i bisogni e proponi case, lavoro e corsi."),
            (
                _("Crei il tuo accesso con l’e-mail e confermi l’indirizzo: 2 minuti."),
                _("Scrivi i dati dell’ente e carichi il tuo incarico."),
                _("Il Comune verifica l’ente e il tuo incarico, e ti scrive."),
                _("Proteggi l’accesso con un secondo codice, poi inviti colleghe e colleghi."),
            ),
            BodyForm.SOCIAL_COOP,
        ),
    )
}
