"""./stoep serve: Stoep for a real neighbourhood, with settings from the environment."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from commands.ground import PYTHON, ROOT, environment
from commands.install import BUILD, fingerprint, prepare
from commands.processes import SERVER, WORKER, run_together
from commands.telling import Trouble, say, step

SHORTEST_KEY = 50
NEEDED = {
    "STOEP_SECRET_KEY": "a secret of at least 50 signs that only this server knows; keep it safe",
    "STOEP_HOSTS": "the names under which residents reach it, for example stoep.waterstad.example",
    "STOEP_MAIL_URL": "where mail goes out, for example smtp+tls://name:password@mail.waterstad.example:587",
    "STOEP_MAIL_FROM": "the address that residents see as the sender",
}
OPTIONAL = {
    "DATABASE_URL": "postgres://name:password@host:5432/database; without it an embedded database in STOEP_DATA",
    "STOEP_DATA": "the folder for the database, photos and keys: back this one up (var)",
    "STOEP_URL": "the address that stands in mails, letters and QR codes (https:// and the first of STOEP_HOSTS)",
    "STOEP_BIND": "where it listens (127.0.0.1:8000)",
    "STOEP_BEHIND_PROXY": "1 if a proxy of your own stands before it and sets X-Forwarded-For and X-Forwarded-Proto",
    "STOEP_SSL_REDIRECT": "0 if the proxy itself sends http to https",
    "STOEP_WORKERS": "processes that answer (2)",
    "STOEP_THREADS": "threads in each (4)",
    "STOEP_OWNER": "who runs this Stoep, for the page about privacy",
    "STOEP_CONTACT": "how residents reach whoever runs it",
    "STOEP_SECURITY_CONTACT": "where a leak is reported, for security.txt (mailto:… or https://…)",
    "STOEP_SOURCE": "where this copy's source is published",
    "STOEP_THEME": "the name of a theme: stoep, waterstad, or a CSS file of yours in STOEP_DATA/themes (stoep)",
    "STOEP_CONTACT_KEYS": "keys for kept addresses, the first one seals; without it a file in STOEP_DATA/keys",
    "STOEP_ROLL_KEY": "key of the codes to vote with; without it a file",
    "STOEP_LETTERBOX_KEYS": "keys of invitations and letterboxes, the first one makes; without it a file",
    "STOEP_LOG_KEY": "the key that signs the log; without it a file in STOEP_DATA/keys",
    "STOEP_TSA_URL": "a time stamp authority (RFC 3161) that is asked once a day; empty is off",
    "STOEP_TSA_CERTIFICATE": "the PEM file with the certificates that its stamps must lead to",
    "STOEP_DOMAIN": "the name that stands in the log's checkpoints (the name in STOEP_URL)",
    "STOEP_ARCHIVE_PLACE": "where the weekly copy of each wijk is kept: a folder, or s3://bucket/folder",
    "STOEP_ARCHIVE_NAME": "how that place is called on the page, for example: the disk of the foundation",
    "STOEP_ARCHIVE_FOR": "public keys (age1…, with commas) of who keeps the copies: the closed part is for them alone",
    "STOEP_ARCHIVE_KEEP": "how many weekly copies stay (5); none is kept longer than 35 days",
    "STOEP_ARCHIVE_S3_ENDPOINT": "the https address of whoever offers that bucket (Amazon's own)",
    "STOEP_ARCHIVE_S3_REGION": "its region (eu-central-1)",
    "STOEP_ARCHIVE_S3_KEY": "the name of the key to that bucket",
    "STOEP_ARCHIVE_S3_SECRET": "the secret of that key",
    "STOEP_DATA_HOSTS": "from which hosts official figures may be fetched (those of the CBS and the PDOK)",
    "STOEP_RELEASE": "a name for this version, so that readers get pages anew (the code's own print)",
    "STOEP_FOUNDERS": "who may begin a neighbourhood: e-mail addresses and @domains, with commas; * for everybody",
    "STOEP_KEY_DAYS": "within how many days the second key must be turned (14)",
    "STOEP_ANSWER_WEEKS": "within how many weeks people hear (8)",
    "STOEP_NOTICE_MONTHS": "how many months of notice are advised when a long subsidy stops (12)",
    "STOEP_RESIDENTS_SHARE": "the least share of residents in a partnership, in percent (51)",
}


def serve(arguments: list[str]) -> int:
    """Check the settings, bring the database up to date, and serve with a worker beside it, until stopped."""
    if arguments:
        raise Trouble("./stoep serve takes no arguments: its settings come from the environment (./stoep help).")
    require_settings(os.environ)
    env = environment(STOEP_OPENING_WORDS=f"Stoep is open at {os.environ.get('STOEP_BIND', '127.0.0.1:8000')}")
    prepare("run")
    _collect(env)
    with step("database"):
        _manage(env, "migrate", "--verbosity", "0")
    with step("a look at every setting"):
        _manage(env, "check", "--deploy", "--fail-level", "WARNING")
    return run_together({"the web server": SERVER, "the worker": WORKER}, env)


def require_settings(environ: Mapping[str, str]) -> None:
    """Refuse to serve while something is missing, and say what it is for."""
    missing = [name for name in NEEDED if not environ.get(name, "").strip()]
    if missing:
        lines = "".join(f"\n  {name}: {NEEDED[name]}" for name in missing)
        raise Trouble(f"Set these in the environment first:{lines}")
    if len(environ["STOEP_SECRET_KEY"]) < SHORTEST_KEY:
        raise Trouble(f"STOEP_SECRET_KEY is too short to be safe: take at least {SHORTEST_KEY} signs drawn at random.")
    if environ.get("STOEP_DEMO"):
        raise Trouble(
            "STOEP_DEMO is set, and a demonstration is not for the open internet. Unset it, or use ./stoep demo."
        )
    Path(environ.get("STOEP_DATA") or ROOT / "var").mkdir(parents=True, exist_ok=True)


def _collect(env: dict[str, str]) -> None:
    """Styles, scripts and pictures, compressed and named after their content; again only when one has changed."""
    sources = [path for path in (BUILD / "static").rglob("*") if path.is_file()]
    sources += [path for path in (ROOT / "src").glob("stoep/*/static/**/*") if path.is_file()]
    made_from = fingerprint(sources, (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    stamp = BUILD / "stamps" / "collected"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == made_from:
        return
    stamp.unlink(missing_ok=True)
    shutil.rmtree(BUILD / "collected", ignore_errors=True)
    with step("static files, compressed"):
        _manage(env, "collectstatic", "--no-input", "--verbosity", "0")
    stamp.write_text(made_from, encoding="utf-8")


def _manage(env: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [str(PYTHON), "-m", "stoep.web.manage", *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        say(done.stdout + done.stderr)
        raise Trouble(f"Stoep does not open: `{words[0]}` found something; the lines above say what.")
