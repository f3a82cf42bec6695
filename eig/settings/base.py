"""Settings shared by every environment. What differs between machines comes from variables."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from eig.settings.proconnect import origin_of, proconnect_app

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

SECRET_KEY = env("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_NAME = env("SITE_NAME", default="Entrepreneurs d’intérêt général")
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
ROOT_URLCONF = "eig.urls"
WSGI_APPLICATION = "eig.wsgi.application"

INSTALLED_APPS = [
    "eig.home.admin_site.EigAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "widget_tweaks",
    "dsfr",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_structlog",
    "eig.common",
    "eig.accounts",
    "eig.journal",
    "eig.notifications",
    "eig.questions",
    "eig.files",
    "eig.pages",
    "eig.promotions",
    "eig.juries",
    "challenges",
    "candidates",
    "eig.alerts",
    "mentoring",
    "eig.home",
    "eig.demo",
]

MIDDLEWARE = [
    "eig.common.middleware.ClockMiddleware",
    "eig.common.middleware.CleanMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eig.home.seeing.SeeingMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "eig.accounts.middleware.StaffMfaMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eig.common.context.site",
            ],
            "builtins": [
                "eig.common.templatetags.eig",
                "eig.common.templatetags.vocabulary",
                "django.templatetags.static",
            ],
        },
    }
]
CSRF_FAILURE_VIEW = "eig.home.views.errors.csrf_failure"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A promotion fits in memory: the default price of a random read, for spinning disks, keeps PostgreSQL off its indexes.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
FILES_ROOT = env("FILES_ROOT", default=str(BASE_DIR / ".data" / "files"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "eig.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "eig.accounts.forms.LoginForm",
    "signup": "eig.accounts.forms.SignupForm",
    "request_login_code": "eig.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "eig.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "eig.accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "eig.accounts.forms.ConfirmPasswordResetCodeForm",
    "add_email": "eig.accounts.forms.AddEmailForm",
    "change_email": "eig.accounts.forms.ChangeEmailForm",
    "change_password": "eig.accounts.forms.ChangePasswordForm",
    "set_password": "eig.accounts.forms.SetPasswordForm",
    "reset_password": "eig.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "eig.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "eig.accounts.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "eig.accounts.forms.MfaAuthenticateForm",
    "reauthenticate": "eig.accounts.forms.MfaReauthenticateForm",
    "activate_totp": "eig.accounts.forms.ActivateTOTPForm",
    "deactivate_totp": "eig.accounts.forms.DeactivateTOTPForm",
    "generate_recovery_codes": "eig.accounts.forms.GenerateRecoveryCodesForm",
}
# ProConnect, the sign-in of public agents: shown once its issuer is given (docs/proconnect.md).
PROCONNECT_ISSUER = env("PROCONNECT_ISSUER", default="").rstrip("/")
# Dotted path of a callable(user, siret, at) -> sentence: what an attested establishment opens.
PROCONNECT_ARRIVAL = "challenges.administrations.workflow.memberships.arrive"
SOCIALACCOUNT_ADAPTER = "eig.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = proconnect_app(
    PROCONNECT_ISSUER,
    env("PROCONNECT_CLIENT_ID", default=""),
    env("PROCONNECT_CLIENT_SECRET", default=""),
    env.list("PROCONNECT_VERIFIED_DOMAINS", default=[]),
)
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
# The pages say « un quart d’heure »: some administrations' mail servers take ten minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"alerts": "20/h/ip"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "eig.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Sessions and limits live in PostgreSQL: the broker is only a broker.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Look
CRISPY_ALLOWED_TEMPLATE_PACKS = "eig"
CRISPY_TEMPLATE_PACK = "eig"
CRISPY_FAIL_SILENTLY = False
DSFR_USE_INTEGRITY_CHECKSUMS = False
DSFR_CONTENT_IS_SAFE = False
DSFR_MARK_OPTIONAL_FIELDS = True
# What the site calls a challenge, a mentor, the mentor from the hierarchy and those recruited, where no promotion says
# otherwise: labels, and pages that span promotions.
SITE_WORDS = {
    "challenge": env("WORD_CHALLENGE", default="défi"),
    "challenges": env("WORD_CHALLENGES", default="défis"),
    "mentor": env("WORD_MENTOR", default="mentor"),
    "mentors": env("WORD_MENTORS", default="mentors"),
    "sponsor": env("WORD_SPONSOR", default="mentor de haut niveau"),
    "sponsors": env("WORD_SPONSORS", default="mentors de haut niveau"),
    "fellow": env("WORD_FELLOW", default="EIG"),
    "fellows": env("WORD_FELLOWS", default="EIG"),
}
STATE_BRAND = env.bool("STATE_BRAND", default=False)
DEMO = env.bool("DEMO", default=False)
MAILBOX_DIR = env("MAILBOX_DIR", default="")
# Facts that only the organisation which deploys can give; a page says which are missing.
LEGAL = {
    "publisher": env("LEGAL_PUBLISHER", default=""),
    "director": env("LEGAL_DIRECTOR", default=""),
    "host": env("LEGAL_HOST", default=""),
    "contact": env("LEGAL_CONTACT", default=""),
    "dpo": env("LEGAL_DPO", default=""),
    "source": env("LEGAL_SOURCE", default=""),
}
# How long personal data are kept, in months: what the register of personal data says, for the data-protection officer
# to confirm or change.
RETENTION_MONTHS = {
    "account": env.int("RETENTION_ACCOUNT", default=24),  # after the last sign-in
    "promotion": env.int("RETENTION_PROMOTION", default=12),  # after its end: surveys come 6 and 12 months later
    "refusal": env.int("RETENTION_REFUSAL", default=3),  # after it is announced: its reasons can be asked
    "consent": env.int("RETENTION_CONSENT", default=24),  # after the last contact with who agreed to be kept
}

# Letters
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Programme <contact@eig.example>")
# Dotted path of a callable(message_id) -> bool | None that asks the receiving side; empty when nobody can be asked.
OUTBOX_RECEIVER_LOG = env("OUTBOX_RECEIVER_LOG", default="")

# Celery only carries « drain now » and the ticking of the minute: see docs/architecture.md.
CELERY_BROKER_URL = env("REDIS_URL", default="redis://localhost:6379/0").replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
# One queue per deployment, so that several may share a broker.
CELERY_TASK_DEFAULT_QUEUE = env("CELERY_QUEUE", default="eig")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}
CELERY_TIMEZONE = "Europe/Paris"
CELERY_BEAT_SCHEDULE = {
    "drain the outbox": {"task": "eig.notifications.tasks.drain_outbox", "schedule": 30},
    "publish what is due": {"task": "eig.home.tasks.every_minute", "schedule": env.int("TICK_SECONDS", default=60)},
}
OUTBOX_INTERVAL = 30

# Protection
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *origin_of(PROCONNECT_ISSUER)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOG_LEVEL = env("LOG_LEVEL", default="INFO")
SENTRY_DSN = env("SENTRY_DSN", default="")
