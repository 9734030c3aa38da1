"""Every setting of the installation: one file, read from the environment, loud when wrong.

What a deployer may change is listed with a comment in `.env.example`.
"""

import os
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from csp.constants import NONE, SELF

from thidua import database, version
from thidua.database import database_settings, secret_key

BASE = Path(__file__).resolve().parent
VAR = database.VAR
VERSION = version.VERSION


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "1" if default else "0")
    if value not in {"0", "1"}:
        message = f"{name} phải là 0 hoặc 1, đang là {value!r}."
        raise ValueError(message)
    return value == "1"


def _mail_server(text: str) -> SplitResult:
    """ "smtp://user:password@host:port"; the password is left out of what is said when it is wrong."""
    address = urlsplit(text)
    if text and (address.scheme not in {"smtp", "smtps", "smtp+starttls"} or not address.hostname):
        message = "THIDUA_SMTP phải là smtp://, smtps:// hoặc smtp+starttls:// rồi tên máy chủ thư."
        raise ValueError(message)
    return address


def _named_targets(text: str) -> dict[str, str]:
    """ "name=https://…, name=https://…" as the operator wrote it."""
    targets = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, address = (part.strip() for part in entry.partition("="))
        if not name or urlsplit(address).scheme not in {"http", "https"}:
            message = f"THIDUA_WEBHOOKS phải là tên=https://…, cách nhau bằng dấu phẩy; có phần {entry!r}."
            raise ValueError(message)
        targets[name] = address
    return targets


DEBUG = False
DEMO = _flag("THIDUA_DEMO", default=(VAR / "demo").exists())
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_ADDRESS = os.environ.get("THIDUA_ADDRESS", "http://127.0.0.1:8000")
HTTPS = SITE_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "thidua.core",
    "thidua.activity",
    "thidua.org",
    "thidua.documents",
    "thidua.reporting",
    "thidua.movements",
    "thidua.commendation",
    "thidua.stories",
    "thidua.home",
    "thidua.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "axes",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "thidua.core.http.ErrorCodeMiddleware",
    "thidua.core.http.NulMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so a compressed page does not give its key away
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "thidua.org.access.AccessMiddleware",
    "thidua.home.start.EmptyInstallationMiddleware",
    "thidua.activity.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "thidua.urls"
WSGI_APPLICATION = "thidua.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "thidua.templating.environment",
            "context_processors": ["thidua.home.shell.shell"],
        },
    },
    {
        # Only for third-party applications that bring their own pages.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("thidua/faces", VAR / "faces")]
MEDIA_ROOT = Path(os.environ.get("THIDUA_FILES") or VAR / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CLAMD = os.environ.get("THIDUA_CLAMD", "")  # unset: no file is scanned, and pages say so
ROOTS = Path(
    os.environ.get("THIDUA_ROOTS") or VAR / "roots"
)  # certificates of those whose signatures we trust

# Notices that leave the house. Without a mail server, or without a name for a target, nothing goes out that way.
_MAIL = _mail_server(os.environ.get("THIDUA_SMTP", ""))
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or {"smtps": 465, "smtp+starttls": 587}.get(_MAIL.scheme, 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_MAIL_FROM", f"Thi Đua <thidua@{urlsplit(SITE_ADDRESS).hostname}>")
WEBHOOKS = _named_targets(os.environ.get("THIDUA_WEBHOOKS", ""))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Sign-in: closed to strangers; accounts are made from the staff list.
AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "thidua.org.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "thidua.org.accounts.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = (
    False  # axes alone counts wrong passwords: in the database, for every process, and says so calmly
)
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours: fifteen minutes
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "thidua.org.accounts.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_ENGINE = "thidua.org.backends"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if HTTPS else []
CSRF_FAILURE_VIEW = "thidua.core.http.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("THIDUA_LOG", "WARNING")},
}
