"""What the life of an offer is called, kind by kind. The defaults are a flat's; another kind gives its own.

``%(title)s`` stands for the offer's title. Sentences that fit every kind stay where they are printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Asking:
    """The question that is put to the owner every two weeks: on the page, in the message and in the timeline."""

    question: Text = _("È ancora libera?")
    subject: Text = _("È ancora libera? Basta un clic")
    subject_again: Text = _("Promemoria: la casa è ancora libera?")
    about: Text = _("«%(title)s» è ancora libera?")
    about_again: Text = _(
        "Qualche giorno fa ti abbiamo chiesto se «%(title)s» è ancora libera. Non abbiamo ancora una risposta."
    )
    yes: Text = _("È ancora libera")
    gone: Text = _("È già affittata")
    thanks: Text = _("Grazie: abbiamo segnato che è ancora libera.")
    thanks_gone: Text = _("«%(title)s» non è più online. Se hai un’altra casa, saremo felici di accoglierla.")
    asked: Text = _("Ti abbiamo chiesto se è ancora libera")
    confirmed: Text = _("Hai confermato: è ancora libera")
    every: Text = _("Ogni due settimane ti chiediamo se è ancora libera: basta un clic.")
    resume: Text = _("Se è ancora libera, rimettila online con un clic:")


@dataclass(frozen=True)
class Ending:
    """The agreement in which an offer ends: what its steps, its days and its states are called.

    ``states``: other words for states of ``AgreementState``; what is not there has its own label.
    """

    states: Mapping[str, Text] = field(default_factory=dict)
    sign_help: Text = _("Quando tutte e due le parti hanno firmato. L’offerta risulta assegnata.")
    begin: Text = _("Segna la consegna delle chiavi")
    begin_field: Text = _("Giorno e ora della consegna delle chiavi")
    begin_help: Text = _(
        "Da questo momento partono le 48 ore per la comunicazione alla Questura (D.Lgs. 286/1998 art. 7)."
    )
    begin_done: Text = _("Consegna segnata. Da ora ci sono 48 ore per la comunicazione di ospitalità.")
    begin_future: Text = _("La consegna delle chiavi non può essere nel futuro.")
    began_on: Text = _("Chiavi consegnate il")
    began: Text = _("Chiavi consegnate")
    end_help: Text = _("L’annuncio resta in pausa: chi affitta può rimetterlo online.")
    cancel_help: Text = _("Solo se non si è arrivati alla consegna delle chiavi. Non si può tornare indietro.")
    resume: Text = _("Quando la casa è di nuovo libera, rimettila online con un clic:")


@dataclass(frozen=True)
class Words:
    """``add``: the button that begins such an offer; ``empty``: what will stand on the owner's page; ``place``: what
    the address is the address of; ``published``: what comes next, once it is online; ``live`` and ``live_hint``: what
    may change without a new review; ``chooser``: who may not choose people by who they are, ``describe``: what to
    write instead.
    """

    add: Text = _("Inserisci la casa")
    empty: Text = _("Qui vedi la tua casa, le proposte e la garanzia.")
    place: Text = _("Casa")
    published: Text = _(
        "Ora gli enti possono proporti una famiglia. Non mostriamo a nessuno il tuo indirizzo e-mail, né il numero "
        "civico."
    )
    live: Text = _("Cambia date o abbassa il canone")
    live_hint: Text = _(
        "Per cambiare solo le date o abbassare il canone non serve: quei dati si possono cambiare restando online."
    )
    chooser: Text = _("Chi affitta")
    describe: Text = _("Descrivi la casa, non chi la abiterà.")
    asking: Asking = field(default_factory=Asking)
    ending: Ending = field(default_factory=Ending)


HOME = Words()
