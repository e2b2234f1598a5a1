"""Those who do not take our word for it: witnesses with a file on a stick, and somebody who follows every line."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from django.test import Client

from commands.ground import ROOT
from stoep.record.models import Log
from stoep.voices import queries as voices
from stoep.voices.models import Voice
from tests.long.years.cast import SLUG, Kept, Now
from tests.long.years.founding import two_keys

LOG = f"/wijk/{SLUG}/logboek/"


def program(name: str) -> Any:
    """A program of verify/, which people run alone, loaded as a module."""
    found = importlib.util.spec_from_file_location(name.replace("-", "_"), ROOT / "verify" / f"{name}.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module


def visitor() -> Client:
    """Somebody without an account."""
    return Client(headers={"host": "localhost"})


def admit(kept: Kept, now: Now, folders: list[Path]) -> None:
    """Each makes its key on its own computer; the table admits them with two keys, and both must have seen it."""
    witness = program("stoep-witness")
    for folder, party in zip(folders, ("library", "resident"), strict=True):
        folder.mkdir(exist_ok=True)
        assert witness.main(["--map", str(folder / "geheugen"), "sleutel", "--naam", f"{folder.name}.example"]) == 0
        written = witness.Folder(folder / "geheugen").key()[0].written()
        (folder / "eigen.txt").write_text(f"{written}\n", encoding="utf-8")
        asked = {"called": folder.name, "party": party, "witness_key": written}
        two_keys(kept, now, "witness", values=asked)
    two_keys(kept, now, "witness-policy", values={"needed": len(folders)})


def watch(folders: list[Path]) -> None:
    """Each witness looks at the newest checkpoint by files, signs what only grew, and brings it back."""
    for folder in folders:
        witness = program("stoep-witness")
        client, ask = visitor(), folder / "vraag.txt"
        known = folder / "sleutels.txt"
        known.write_bytes(client.get(f"{LOG}sleutels.txt").content)
        seen = {origin: one.size for origin, one in witness.Folder(folder / "geheugen").seen().items()}
        answer = client.get(f"{LOG}getuigen/vraag.txt?oud={next(iter(seen.values()), 0)}")
        assert answer.status_code == 200, answer.content
        ask.write_bytes(b"".join(answer) if answer.streaming else answer.content)
        signed = folder / "antwoord.txt"
        words = ["--map", str(folder / "geheugen"), "teken", str(ask), str(signed), "--sleutels", str(known)]
        assert witness.main([*words, "--nieuwe-sleutels"] if seen else words) == 0
        sent = client.post(f"{LOG}getuigen/medetekening", signed.read_bytes(), content_type="text/plain")
        assert sent.status_code == 200, sent.content


def look(kept: Kept, export: Path) -> None:
    """Follow every number and code that people kept; and check a proof of every twentieth line without the server."""
    client = visitor()
    for number, secret in kept.voices:
        page = client.get(f"/nr/{number}/")
        assert page.status_code == 200, number
        assert "Wat ervan kwam" in page.content.decode() or "antwoord" in page.content.decode(), number
        assert voices.proves(Voice.objects.get(number=number), secret), number
    for number, secret in (kept.voices[0], kept.voices[-1]):
        assert client.post("/volg/", {"number": number, "secret": secret}).status_code == 302, number
    for code in kept.promises:
        assert client.get(f"/b/{code}/").status_code == 200, code
    for code in kept.items:
        assert client.get(f"/a/{code}/").status_code == 200, code
    verify = program("stoep-verify")
    size = Log.objects.get(neighbourhood__slug=SLUG).size
    for index in range(0, size - 1, 20):
        proof = client.get(f"{LOG}{index}.tlog-proof")
        assert proof.status_code == 200, index
        report, _entry = verify.check_proof(proof.content.decode())
        assert not report.problems, (index, report.problems)
    export.write_bytes(b"".join(client.get(f"{LOG}heel-het-logboek.jsonl")))
