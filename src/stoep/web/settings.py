"""How Stoep is set up, from the environment. Every setting that an operator may choose is read here, and nowhere else."""

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
    "stoep.thread",
    "stoep.promises",
    "stoep.agenda",
    "stoep.voices",
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
    "modelsearch",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_DIRS = [path for path in [ROOT / "build" / "static"] if path.is_dir()]
MEDIA_ROOT = DATA / "media"

# What a neighbourhood may count on; an operator may set these, and they stand on the public pages.
STOEP_ANSWER_WEEKS = int(os.environ.get("STOEP_ANSWER_WEEKS", "8"))
STOEP_RESIDENTS_SHARE = int(os.environ.get("STOEP_RESIDENTS_SHARE", "51"))

# Secrets, hosts, database, mail and locks: whatever differs between a demonstration, a test and a served Stoep.
globals().update(environment.settings(data=DATA))
