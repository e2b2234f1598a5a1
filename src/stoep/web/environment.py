"""What an operator chooses in the environment: the mode, the database, the mail, and what a browser must obey."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from stoep.shared import sqlite

# Known to everyone who reads this line; `serve` refuses to start with it.
OPEN_KEY = "only-for-tests-and-the-demonstration-" + "x" * 32
ONE_YEAR = 365 * 24 * 60 * 60
SHARED_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "people_remembered",
    "KEY_FUNCTION": "stoep.shared.visitor.kept_key",
    # Nobody makes room by knocking under many names: culling would throw counts away.
    "OPTIONS": {"MAX_ENTRIES": 10_000_000},
}
YES = {"1", "yes", "ja", "true", "on"}


def is_on(environ: Mapping[str, str], name: str, default: str = "") -> bool:
    """Whether a switch is on: 1, yes, ja, true or on."""
    return environ.get(name, default).strip().lower() in YES


def mode(environ: Mapping[str, str]) -> str:
    """ "testing", "demo", "serving" (somebody gave a secret key) or "building" (everything else; never open to others).

    The demonstration lets anyone look through anyone's eyes, so it never runs with the key of a real neighbourhood.
    """
    if "PYTEST_VERSION" in environ:
        return "testing"
    if is_on(environ, "STOEP_DEMO"):
        if "STOEP_SECRET_KEY" in environ:
            raise ImproperlyConfigured("STOEP_DEMO and STOEP_SECRET_KEY exclude each other: take one of them away.")
        return "demo"
    return "serving" if environ.get("STOEP_SECRET_KEY") else "building"


def database(environ: Mapping[str, str], data: Path) -> dict[str, Any]:
    """Django's settings for DATABASE_URL, or for the embedded database in the data folder when there is none.

    postgres://name:password@host:5432/database?sslmode=verify-full, or with ?host=/folder for a socket;
    sqlite:////absolute/path. A password with signs in it is percent-encoded.
    """
    url = environ.get("DATABASE_URL", "")
    if not url:
        return sqlite.settings(data / "stoep.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(parts)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return sqlite.settings(Path(unquote(parts.path[1:])))
    raise ImproperlyConfigured(
        "DATABASE_URL is not one that Stoep reads. Write postgres://name:password@host:5432/database or sqlite:////path."
    )


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "stoep.shared.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "stoep",
        "USER": options.pop("user", unquote(parts.username or "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(options.pop("port", parts.port or "")),
        "OPTIONS": options,
        # Connecting anew for each request costs three to four times as much as the whole request.
        "CONN_MAX_AGE": None,
        # A connection that the server closed meanwhile is noticed before it is used (shared/postgresql).
        "CONN_HEALTH_CHECKS": True,
    }


def caches(now: str) -> dict[str, Any]:
    """Where limits are counted: in the database, so that more workers do not give more tries. Tests: each its own.

    No page and nothing of anybody is ever kept here; what has expired goes daily (people.actions.tidy_up).
    """
    if now == "testing":
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return {"default": SHARED_CACHE}


def mail(environ: Mapping[str, str]) -> dict[str, Any]:
    """Django's mail settings from STOEP_MAIL_URL (smtp://, smtp+tls:// or smtps://name:password@host:port).

    Without it, mail stays in memory: the demonstration and the tests send nothing to anybody.
    """
    url = environ.get("STOEP_MAIL_URL", "")
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": environ.get("STOEP_MAIL_FROM", "stoep@localhost")}
    if not url:
        return settings | {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            "STOEP_MAIL_URL is not one that Stoep reads. Write smtp+tls://name:password@host:587, or smtps:// or smtp://."
        )
    return settings | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def locks(environ: Mapping[str, str]) -> dict[str, Any]:
    """What a browser must obey where Stoep is open to the world (internet.nl; Django's own `check --deploy`).

    A proxy's word on who calls, and whether it was over https, counts only when the operator says that there is one:
    otherwise anyone could write it in a header (pretix, PYSEC-2023-187).
    """
    settings: dict[str, Any] = {
        "SECURE_SSL_REDIRECT": is_on(environ, "STOEP_SSL_REDIRECT", "1"),
        "SECURE_HSTS_SECONDS": ONE_YEAR,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        # The prefix makes a browser refuse the cookie from a neighbouring subdomain (RFC 6265bis, 4.1.3.2).
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        # Compressed, and named after what is in them, so that browsers may keep them for a year.
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    }
    if is_on(environ, "STOEP_BEHIND_PROXY"):
        settings["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def hosts(environ: Mapping[str, str], now: str) -> list[str]:
    """The names under which Stoep answers. Where it is open to the world the operator says which, in STOEP_HOSTS."""
    if now != "serving":
        return ["localhost", "127.0.0.1", "[::1]", "testserver"]
    return [host.strip() for host in environ.get("STOEP_HOSTS", "").split(",") if host.strip()]


def address(environ: Mapping[str, str], now: str) -> str:
    """Under which address others find this site, without a slash at its end: for mails, letters and QR codes."""
    names = hosts(environ, now)
    usual = f"https://{names[0].lstrip('.')}" if now == "serving" and names else "http://localhost:8000"
    return environ.get("STOEP_URL", usual).rstrip("/")


def settings(environ: Mapping[str, str] = os.environ, *, data: Path) -> dict[str, Any]:
    """Every setting that depends on where Stoep runs, under Django's own names."""
    now = mode(environ)
    found = {
        "SECRET_KEY": environ.get("STOEP_SECRET_KEY") or OPEN_KEY,
        "ALLOWED_HOSTS": hosts(environ, now),
        "DATABASES": {"default": database(environ, data)},
        "CACHES": caches(now),
        **mail(environ),
    }
    if now == "serving":
        return found | locks(environ)
    # Styles come straight from where they are written or built: nothing is collected, so nothing is out of date.
    return found | {"WHITENOISE_USE_FINDERS": True, "STATIC_ROOT": None}
