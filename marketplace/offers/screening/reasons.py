"""What the law says about each category. ``%(who)s``: who must not choose so, in the words of the kind of offer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import Family
from .words import Category

WHY: dict[Category, str | Promise] = {
    Category.NATIONALITY: _("%(who)s non può scegliere in base alla nazionalità o alla cittadinanza."),
    Category.RELIGION: _("%(who)s non può scegliere in base alla religione."),
    Category.SEX: _("%(who)s non può scegliere tra donne e uomini."),
    Category.CHILDREN: _("%(who)s non può escludere chi ha o aspetta bambini."),
    Category.ORIGIN: _("%(who)s non può scegliere in base all’origine o al colore della pelle."),
    Category.ORIENTATION: _("%(who)s non può scegliere in base all’orientamento sessuale o all’identità di genere."),
    Category.DISABILITY: _("%(who)s non può escludere persone con disabilità o malattie."),
    Category.AGE: _("%(who)s non può scegliere in base all’età."),
    Category.LANGUAGE: _("%(who)s può chiedere un livello di lingua con il suo motivo, non la lingua madre."),
    Category.APPEARANCE: _("%(who)s non può scegliere in base all’aspetto."),
    Category.FAMILY: _("%(who)s non può chiedere di matrimonio, figli o gravidanza."),
    Category.OPINIONS: _("%(who)s non può chiedere di sindacato, politica o convinzioni personali."),
    Category.HEALTH: _("%(who)s non può chiedere della salute: l’idoneità la dice il medico competente."),
    Category.CAR: _("L’auto si chiede solo se serve ai compiti o se i mezzi pubblici non arrivano: va detto perché."),
    Category.CASH: _("La paga va data per intero con mezzi tracciabili e con la busta paga."),
    Category.DOCUMENTS: _("Nessuno può trattenere i documenti di chi lavora."),
    Category.FEE: _("A chi cerca lavoro non si chiede denaro: né per il posto, né per corsi, divise o pratiche."),
    Category.LODGING: _("Se l’alloggio dipende dal lavoro può esserci sfruttamento: va chiarito."),
    Category.HOURS: _("In media non più di 48 ore a settimana, con 11 ore di riposo al giorno e un giorno libero."),
    Category.CONTRACT: _("Prima di cominciare servono contratto scritto e comunicazione: anche la prova si paga."),
    Category.PIECEWORK: _("A pezzo o a provvigione la paga non scende sotto il contratto collettivo."),
}  # fmt: skip
EQUAL_WORK = "D.Lgs. 276/2003 art. 10; D.Lgs. 216/2003 art. 3"
EXPLOITING = "c.p. art. 603-bis"
LAW: dict[Category, str] = {
    Category.SEX: "D.Lgs. 198/2006 art. 27",
    Category.NATIONALITY: "D.Lgs. 215/2003 art. 3; D.Lgs. 286/1998 art. 43",
    Category.ORIGIN: "D.Lgs. 215/2003 art. 3",
    Category.LANGUAGE: "D.Lgs. 276/2003 art. 10",
    Category.APPEARANCE: "D.Lgs. 276/2003 art. 10",
    Category.FAMILY: "D.Lgs. 198/2006 art. 27",
    Category.CHILDREN: "D.Lgs. 198/2006 art. 27",
    Category.OPINIONS: "L. 300/1970 art. 8 e 15",
    Category.HEALTH: "L. 300/1970 art. 5; D.Lgs. 81/2008 art. 41",
    Category.CAR: "D.Lgs. 276/2003 art. 10",
    Category.CASH: f"L. 205/2017 art. 1 c. 910; {EXPLOITING}",
    Category.DOCUMENTS: EXPLOITING,
    Category.FEE: "D.Lgs. 276/2003 art. 11",
    Category.LODGING: EXPLOITING,
    Category.HOURS: "D.Lgs. 66/2003 art. 4, 7 e 9",
    Category.CONTRACT: "D.Lgs. 152/1997 art. 1; L. 296/2006 art. 1 c. 1180",
    Category.PIECEWORK: "Cost. art. 36",
}
HOME_LAW = "D.Lgs. 215/2003 art. 3; D.Lgs. 286/1998 art. 43-44"
# Told to the owner and the reviewer, but nothing that must be answered.
NOTES = frozenset({Category.CAR})
FAMILIES: dict[Family, str | Promise] = {
    Family.TRAITS: _("Scelta di persone"),
    Family.JOB: _("Scelta di persone"),
    Family.EXPLOITATION: _("Segnale di sfruttamento"),
}


def law_of(category: Category, *, work: bool) -> str:
    """Where it is written: for a home, or for work and training."""
    return LAW.get(category, EQUAL_WORK) if work else HOME_LAW
