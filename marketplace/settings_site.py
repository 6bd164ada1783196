"""Who stands behind the portal: shown in the header, the contacts and the footer of every page."""

import environ

env = environ.Env()
SITE_CONTACT = {
    "owner": env("SITE_OWNER", default="Comune di Milano"),
    "owner_url": env("SITE_OWNER_URL", default="https://www.comune.milano.it"),
    "phone": env("SITE_PHONE", default="+39 02 0202"),
    "email": env("SITE_EMAIL", default=""),
    "pec": env("SITE_PEC", default="protocollo@postacert.comune.milano.it"),
    "address": env("SITE_ADDRESS", default="Piazza della Scala 2, 20121 Milano"),
    "tax_code": env("SITE_TAX_CODE", default="01199250158"),
    "transparency_url": env(
        "SITE_TRANSPARENCY_URL", default="https://www.comune.milano.it/comune/amministrazione-trasparente"
    ),
}
SITE_PAGES = {  # paths of the pages that the footer must name (Modello Comuni C.SE.3); the CMS writes them
    "privacy": "/privacy/",
    "legal": "/note-legali/",
    "accessibility": "/accessibilita/",
    "faq": "/domande-frequenti/",
    "appointment": "/appuntamento/",
    "assistance": "/assistenza/",
    "report": "/segnala/",
    "sitemap": "/mappa/",
}
