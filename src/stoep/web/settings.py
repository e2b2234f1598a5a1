"""How Stoep is set up. What an operator may choose is read here or in environment.py, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from stoep.shared import sqlite
from stoep.web import environment

sqlite.use_bundled()

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STOEP_DATA", ROOT / "var"))
MODE = environment.mode(os.environ)
DEMO = MODE == "demo"
TESTING = MODE == "testing"
SERVING = MODE == "serving"
DEBUG = False

INSTALLED_APPS = [
    "stoep.web",
    "stoep.archive",
    "stoep.thread",
    "stoep.handover",
    "stoep.exchange",
    "stoep.budgeting",
    "stoep.promises",
    "stoep.council",
    "stoep.tables",
    "stoep.conflicts",
    "stoep.packs",
    "stoep.agenda",
    "stoep.reach",
    "stoep.gatherings",
    "stoep.voices",
    "stoep.strengths",
    "stoep.calendar",
    "stoep.venues",
    "stoep.network",
    "stoep.people",
    "stoep.record",
    "stoep.places",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "stoep.web.middleware.NothingKept",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "stoep.web.middleware.RefusalPage",
]
ROOT_URLCONF = "stoep.web.urls"
WSGI_APPLICATION = "stoep.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stoep.web.context.page",
            ],
            # Django's own tags, which remember what does not change (docs/decisions/0004-what-a-page-may-cost.md).
            "builtins": ["stoep.web.templatetags.quick"],
            "libraries": {
                "i18n": "stoep.web.templatetags.quick_i18n",
                "static": "stoep.web.templatetags.quick_static",
            },
        },
    },
]
# That "i18n" and "static" are libraries of ours here is meant.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
FORM_RENDERER = "stoep.web.forms_renderer.StoepForms"

# What a browser may load and do: our own files, and nothing written in the page itself (security.md 5, internet.nl).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
# Passkeys are the only thing of the device that Stoep asks for.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    **{feature: [] for feature in ("accelerometer", "autoplay", "browsing-topics", "camera")},
    **{feature: [] for feature in ("display-capture", "fullscreen", "geolocation", "gyroscope", "hid", "magnetometer")},
    **{feature: [] for feature in ("microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking")},
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "stoep.web.errors.form_too_old"
# Only functional cookies, so no banner: a session for who signs in, a token for who fills in a form, a language.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
# What is shared by the rooms is no app of its own, so Django must be told where its translations are.
LOCALE_PATHS = [ROOT / "src" / "stoep" / "shared" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
# The theme: one CSS file. "stoep" and "waterstad" come along; one of your own lies in the data folder, in themes/.
STOEP_THEME = os.environ.get("STOEP_THEME", "stoep")
# Part of every ETag: what a page looked like before this release is no longer the page. The newest file tells it.
STOEP_RELEASE = os.environ.get("STOEP_RELEASE") or str(
    max(
        path.stat().st_mtime_ns
        for path in Path(__file__).parents[1].rglob("*")
        if path.suffix in {".py", ".html", ".mo"}
    )
)
STATICFILES_DIRS = [path for path in [ROOT / "build" / "static", DATA / "themes"] if path.is_dir()]
MEDIA_ROOT = DATA / "media"

# What a neighbourhood may count on; an operator may set these, and they stand on the public pages.
STOEP_ANSWER_WEEKS = int(os.environ.get("STOEP_ANSWER_WEEKS", "8"))
STOEP_RESIDENTS_SHARE = int(os.environ.get("STOEP_RESIDENTS_SHARE", "51"))
STOEP_KEY_DAYS = int(os.environ.get("STOEP_KEY_DAYS", "14"))
# How many months ahead the end of a lasting subsidy is announced (Awb 4:51 names no number; this is advice).
STOEP_NOTICE_MONTHS = int(os.environ.get("STOEP_NOTICE_MONTHS", "12"))

# Who may begin a neighbourhood: e-mail addresses and "@domains", with commas; "*" is everybody. Nobody is named when
# it is open to the world and the operator said nothing: a stranger could begin a real wijk as its leader.
STOEP_FOUNDERS = os.environ.get("STOEP_FOUNDERS", "" if SERVING else "*").split(",")

# People: signing in by a code that comes by e-mail, or by a passkey. There is no password to guess, lose or steal,
# and no signing up apart: who asks for a code gets one, so that nobody learns who has an account.
ACCOUNT_ADAPTER = "stoep.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "request_login_code": "stoep.people.forms.SignInForm",
    "confirm_login_code": "stoep.people.forms.CodeForm",
}
MFA_ADAPTER = "stoep.people.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "stoep.people.forms.SecondCodeForm",
    "reauthenticate": "stoep.people.forms.AgainForm",
    "activate_totp": "stoep.people.forms.AppForm",
    "add_webauthn": "stoep.people.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey counts as two factors because the device asks for a finger, a face or a PIN.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SERVING
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Stoep"
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:me"
# Keys of the kept addresses, the first one seals (stoep.people.sealing); empty: a file in the data folder.
STOEP_CONTACT_KEYS = os.environ.get("STOEP_CONTACT_KEYS", "")
# The key of codes on cards, and of letterboxes that asked for no more invitations (stoep.gatherings.keys).
STOEP_LETTERBOX_KEYS = os.environ.get("STOEP_LETTERBOX_KEYS", "")
# The key of codes to vote with (stoep.budgeting.pepper).
STOEP_ROLL_KEY = os.environ.get("STOEP_ROLL_KEY", "")
# What `manage work` does once a day, each with what it asks of today= and at=.
STOEP_DAILY_DUTIES = [
    "stoep.promises.actions.tell_of_late",
    "stoep.voices.actions.say_late",
    "stoep.web.duties.forget_addresses",
    "stoep.web.duties.forget_promisers",
    "stoep.agenda.actions.sweep_words",
    "stoep.agenda.actions.tell_of_quiet",
    "stoep.conflicts.actions.sweep_whispers",
    "stoep.conflicts.actions.forget_reached",
    "stoep.strengths.actions.sweep_introductions",
    "stoep.packs.actions.destroy_paper",
    "stoep.council.actions.tell_of_late",
    "stoep.handover.actions.tell_of_election",
    "stoep.handover.actions.tell_of_late",
    "stoep.agenda.actions.tell_of_look_back",
    "stoep.gatherings.actions.forget_prints",
    "stoep.gatherings.actions.tell_quarters",
    "stoep.budgeting.actions.close_boxes",
    "stoep.budgeting.actions.shuffle_boxes",
    "stoep.budgeting.actions.forget_lists",
    "stoep.budgeting.actions.wipe_boxes",
    "stoep.budgeting.actions.tell_of_counters",
    "stoep.budgeting.actions.tell_of_lacking",
    "stoep.budgeting.actions.tell_of_waiting",
    "stoep.people.actions.tidy_up",
    "stoep.record.actions.daily",
    "stoep.archive.actions.daily",
    "stoep.archive.actions.drill_daily",
    "stoep.record.actions.stamp_daily",
    "stoep.calendar.actions.read_daily",
    "stoep.exchange.actions.read_daily",
    "stoep.exchange.actions.tell_of_late",
]

# Who runs this Stoep, and where to reach them: on the pages about privacy and accessibility, and in security.txt.
STOEP_OWNER = os.environ.get("STOEP_OWNER", "")
STOEP_CONTACT = os.environ.get("STOEP_CONTACT", "")
STOEP_SOURCE = os.environ.get("STOEP_SOURCE", "")
STOEP_SECURITY_CONTACT = os.environ.get("STOEP_SECURITY_CONTACT", "mailto:security@voorbeeld.example")

# The log: the key that signs checkpoints (empty: one of its own in the data folder), and the name in each checkpoint.
STOEP_LOG_KEY = os.environ.get("STOEP_LOG_KEY", "")
STOEP_DOMAIN = os.environ.get("STOEP_DOMAIN", "")
# A time stamp authority (RFC 3161), and the PEM file with the certificates that its stamps must lead to; empty is off.
STOEP_TSA_URL = os.environ.get("STOEP_TSA_URL", "")
STOEP_TSA_CERTIFICATE = os.environ.get("STOEP_TSA_CERTIFICATE", "")
# What upper rooms show beside a decision of the agenda (agenda.beside).
STOEP_BESIDE_DECISIONS: list[str] = ["stoep.thread.queries.clashes.beside_decision"]
# What is looked at before something new is begun (shared.look_first).
STOEP_LOOK_FIRST: list[str] = [
    "stoep.strengths.queries.near",
    "stoep.calendar.queries.near",
    "stoep.gatherings.queries.near",
    "stoep.agenda.queries.near",
    "stoep.tables.queries.near",
    "stoep.promises.queries.near",
]
# What `manage verify_log` lays beside the log: functions (neighbourhood) that yield record.inspection.Shown.
STOEP_MIRRORS: list[str] = [
    "stoep.network.queries.shown",
    "stoep.voices.sealed.shown",
    "stoep.agenda.queries.shown",
    "stoep.promises.queries.mirrored",
]
# Which rows the log seals whole: tuples of record.rows.Sealed, one a room.
STOEP_SEALED_ROWS: list[str] = [
    "stoep.record.sealed.ROWS",
    "stoep.network.sealed.ROWS",
    "stoep.venues.sealed.ROWS",
    "stoep.calendar.sealed.ROWS",
    "stoep.voices.sealed.ROWS",
    "stoep.strengths.sealed.ROWS",
    "stoep.reach.sealed.ROWS",
    "stoep.gatherings.sealed.ROWS",
    "stoep.packs.sealed.ROWS",
    "stoep.agenda.sealed.ROWS",
    "stoep.conflicts.sealed.ROWS",
    "stoep.tables.sealed.ROWS",
    "stoep.council.sealed.ROWS",
    "stoep.promises.sealed.ROWS",
    "stoep.budgeting.sealed.ROWS",
    "stoep.exchange.sealed.ROWS",
    "stoep.handover.sealed.ROWS",
    "stoep.archive.sealed.ROWS",
]

# The weekly copy of each neighbourhood: where it is kept (a folder, or s3://bucket/folder), how that place is called on
# the page, for whose key the closed part is encrypted (age1…, with commas), and how many copies stay.
STOEP_ARCHIVE_PLACE = os.environ.get("STOEP_ARCHIVE_PLACE", "")
STOEP_ARCHIVE_NAME = os.environ.get("STOEP_ARCHIVE_NAME", "")
STOEP_ARCHIVE_FOR = os.environ.get("STOEP_ARCHIVE_FOR", "")
STOEP_ARCHIVE_KEEP = int(os.environ.get("STOEP_ARCHIVE_KEEP", "5"))
STOEP_ARCHIVE_S3 = {
    "endpoint": os.environ.get("STOEP_ARCHIVE_S3_ENDPOINT", ""),
    "region": os.environ.get("STOEP_ARCHIVE_S3_REGION", ""),
    "key": os.environ.get("STOEP_ARCHIVE_S3_KEY", ""),
    "secret": os.environ.get("STOEP_ARCHIVE_S3_SECRET", ""),
}

# From which hosts official areas and figures may be fetched: no other one is ever called.
STOEP_DATA_HOSTS = os.environ.get("STOEP_DATA_HOSTS", "opendata.cbs.nl,datasets.cbs.nl,api.pdok.nl").split(",")

# Under which address others find this site: in mails, letters and QR codes.
STOEP_URL = environment.address(os.environ, MODE)
# Secrets, hosts, database, mail and locks: what differs between a demonstration, a test and the real one.
globals().update(environment.settings(data=DATA))

if DEMO:
    # Nothing leaves the machine: what the site itself sends, such as a code to sign in, is shown on /postvak/.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "postvak"
