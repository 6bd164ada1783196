"""The portal's own settings with what tests need: speed, and folders that disappear."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "TEST_FOLDER" not in os.environ:  # the processes that tests start inherit it
    os.environ["TEST_FOLDER"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["TEST_FOLDER"], ignore_errors=True)
_own = Path(os.environ["TEST_FOLDER"], os.environ.get("PYTEST_XDIST_WORKER", "main"))
os.environ["MEDIA_ROOT"] = os.environ.get("TEST_MEDIA_ROOT") or str(_own / "media")
os.environ["PRIVATE_ROOT"] = os.environ.get("TEST_PRIVATE_ROOT") or str(_own / "private")
os.environ["SECRET_KEY"] = "tests-only"
os.environ["DEBUG"] = os.environ["DEMO"] = "0"
os.environ["SERVE_MEDIA"] = "1"
os.environ["SITE_URL"] = "http://localhost"  # never https: the live server has no certificate
os.environ["CONN_MAX_AGE"] = "0"  # a database is replaced after each transactional test
for outside in ("ELASTICSEARCH_URL", "NOMINATIM_URL", "TILES_URL"):
    os.environ[outside] = ""
os.environ["EMAIL_URL"] = "dummymail://"

from marketplace.settings import *  # noqa: E402, F403
from marketplace.settings import INSTALLED_APPS, STORAGES  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "tests.fourth_kind"]  # a kind of offer that the portal does not have
SECOND_FACTOR_REQUIRED = False  # tests/organisations turns it on: everywhere else people sign in without
EMAIL_CONFIGURED = False  # the fixture `mailbox` turns it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
