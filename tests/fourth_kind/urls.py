from marketplace.offers.wizard.urls import urls
from marketplace.urls import urlpatterns as portal

from .wizard import WIZARD

urlpatterns = [*urls(WIZARD, "biciclette"), *portal]
