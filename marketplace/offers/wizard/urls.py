from django.urls import URLPattern, path

from . import views
from .wizard import Wizard


def urls(wizard: Wizard, folder: str, *, new: str = "nuova") -> list[URLPattern]:
    """The addresses of a wizard below ``folder``. The last ones take any word: put a kind's own addresses first."""
    pages = {
        "new": (f"{new}/", views.new),
        "resume": ("<slug:public_id>/", views.resume),
        "sent": ("<slug:public_id>/inviata/", views.sent),
        "reopen": ("<slug:public_id>/modifica/", views.reopen),
        "step": ("<slug:public_id>/<slug:code>/", views.step),
        "autosave": ("<slug:public_id>/<slug:code>/salva/", views.autosave),
    }
    return [
        path(f"{folder}/{tail}", view, {"wizard": wizard}, name=f"{wizard.name}_{page}")
        for page, (tail, view) in pages.items()
    ]
