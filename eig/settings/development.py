"""A developer's machine and the demonstration: what `./run` starts."""

from eig.settings.base import *  # noqa: F403
from eig.settings.base import LOG_LEVEL, env
from eig.settings.logs import configure_structlog, logging_config

DEBUG = env.bool("DEBUG", default=False)
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=False)
DEMO = env.bool("DEMO", default=True)
# Static files are served from their sources: collecting 69 MB would cost half a minute at each start.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
OUTBOX_RECEIVER_LOG = env("OUTBOX_RECEIVER_LOG", default="eig.demo.mailbox.was_received")
ACCOUNT_RATE_LIMITS = False
configure_structlog()
LOGGING = logging_config(LOG_LEVEL, colours=True)
