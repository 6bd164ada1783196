"""The words for what this app writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions


def register_actions() -> None:
    actions.register(
        {
            "offer.created": _("Annuncio iniziato"),
            "offer.deleted": _("Bozza eliminata"),
            "offer.draft": _("Annuncio riaperto"),
            "offer.submitted": _("Annuncio inviato in revisione"),
            "offer.changes": _("Modifiche richieste"),
            "offer.published": _("Annuncio pubblicato"),
            "offer.reserved": _("Offerta prenotata"),
            "offer.taken": _("Offerta assegnata"),
            "offer.paused": _("Annuncio messo in pausa"),
            "offer.withdrawn": _("Annuncio ritirato"),
            "offer.expired": _("Annuncio scaduto"),
            "offer.rejected": _("Annuncio respinto"),
            "offer.confirmed": _("Confermato che l’offerta vale ancora"),
            "offer.seats_set": _("Numero di posti cambiato"),
            "offer.answered_by_link": _("Risposta con il collegamento del messaggio"),
            "offer.review_started": _("Revisione presa in carico"),
            "offer.review_released": _("Revisione rimessa in coda"),
            "photo.added": _("Foto aggiunta"),
            "photo.removed": _("Foto tolta"),
            "agreement.drafted": _("Accordo in preparazione"),
            "agreement.waiting": _("In lista d’attesa"),
            "agreement.moved_up": _("Dalla lista d’attesa a un posto"),
            "agreement.changed": _("Accordo modificato"),
            "agreement.signed": _("Accordo firmato"),
            "agreement.registered": _("Contratto registrato"),
            "agreement.handed_over": _("Accordo cominciato: chiavi consegnate o primo giorno"),
            "agreement.notice_done": _("Comunicazione di ospitalità inviata"),
            "agreement.registration_done": _("Contratto registrato"),
            "agreement.ended": _("Accordo concluso"),
            "agreement.cancelled": _("Accordo annullato"),
            "agreement.followed_up": _("Segnato l’esito di un accordo"),
            "agreement.converted": _("Tirocinio diventato un contratto di lavoro"),
            "agreement.read": _("Accordo letto"),
        }
    )
