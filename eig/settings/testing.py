"""The test suite: real PostgreSQL and broker, letters into memory unless a test says otherwise."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-the-tests")
os.environ.setdefault("EMAIL_URL", "memorymail://")

from eig.settings.base import *  # noqa: F403
from eig.settings.base import DATABASES, env
from eig.settings.logs import configure_structlog, logging_config

DEBUG = False
STAFF_MFA_REQUIRED = False
DEMO = False
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# One place for all the workers of a run: the rows that they copy from each other name its files.
FILES_ROOT = os.environ.get("TESTS_FILES") or tempfile.mkdtemp(prefix="eig-files-")
os.environ["TESTS_FILES"] = FILES_ROOT
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
CELERY_TASK_DEFAULT_QUEUE = f"eig-test-{os.getpid()}"
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": "test_" + env("TEST_DB", default="eig")}
configure_structlog()
LOGGING = logging_config("ERROR", colours=True)
