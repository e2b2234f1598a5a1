"""Who watches the log of the story: the residents' network and the library, with the very program that they run."""

from __future__ import annotations

import importlib.util
import sys
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.utils import timezone

from stoep.network import actions as network
from stoep.network.models import Change
from stoep.record import actions as record
from stoep.record import queries
from stoep.record.models import Log
from stoep.web.demonstration.stage import Stage

WATCHERS = {
    "wijk": (
        ("bewoners", "Bewonersnetwerk De Meerpaal", "resident", (-8, -6.5, -5, -3.5, -2, -1, -0.4, -0.03)),
        ("bibliotheek", "Bibliotheek Waterstad", "library", (-7.8, -5.8, -3.8, -1.8, -0.03)),
    ),
    "village-core": (
        ("dorpsbelangen", "Dorpsbelangen Lutkeveen", "resident", (-7, -4, -1, -0.03)),
        ("bibliobus", "Bibliotheek Waterstad, de bibliobus", "library", (-6.8, -2.8)),
    ),
}


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""
    watchers = WATCHERS[stage.story.kind]
    for name, called, party, months in watchers:
        stage.plan(stage.at(-9), partial(admit, stage, name, called, party))
        for month in months:
            stage.plan(stage.at(month), partial(look, stage, name))
    stage.plan(stage.at(-8.5), partial(decide, stage, "witness-policy", {"needed": len(watchers)}))
    if stage.story.kind == "wijk":
        stage.plan(stage.at(-0.1), partial(propose_another, stage))


@cache
def program() -> ModuleType:
    """verify/stoep-witness.py: the file that a witness downloads."""
    path = Path(settings.ROOT) / "verify" / "stoep-witness.py"
    spec = importlib.util.spec_from_file_location("stoep_witness_of_the_story", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def laptop(stage: Stage, name: str) -> Any:
    """The folder in which this witness keeps its key and what it saw."""
    return program().Folder(Path(settings.DATA) / "getuigen" / f"{stage.neighbourhood.slug}-{name}")


def make_key(stage: Stage, name: str) -> str:
    """The public key of this witness, on one line."""
    folder = laptop(stage, name)
    with folder.locked():
        written: str = folder.make_key(f"{name}.waterstad.example").written()
    return written


def decide(stage: Stage, kind: str, values: dict[str, Any], at: datetime) -> Change:
    """One key proposes it, the other confirms."""
    when: dict[str, Any] = {"at": at, "today": timezone.localdate(at)}
    why = "Dan kan niemand ons logboek ongezien veranderen."
    change = network.propose(by=stage.chair, kind=kind, values=values, why=why, **when)
    return network.confirm(change=change, by=stage.independent, **when)


def admit(stage: Stage, name: str, called: str, party: str, at: datetime) -> None:
    """The witness made its key at home; the table lets it in."""
    decide(stage, "witness", {"called": called, "party": party, "witness_key": make_key(stage, name)}, at)


def look(stage: Stage, name: str, at: datetime) -> None:
    """The witness asks what there is, checks that it holds all that it saw before, signs and brings it."""
    log, folder, watch = Log.objects.get(neighbourhood=stage.neighbourhood), laptop(stage, name), program()
    with folder.locked():
        seen = folder.seen().get(log.origin)
        request = watch.Request.read(queries.witness_request(log, seen.size if seen else 0))
        keys = [watch.Key.read(key.written()) for key in queries.public_keys(log)]
        _status, line = watch.add_checkpoint(folder, request, keys, int(at.timestamp()))
    record.cosign(log=log, note=watch.answer(request, line), at=at)


def propose_another(stage: Stage, at: datetime) -> None:
    """The corporation would like to watch too; that still waits for the other key."""
    values = {"called": "Woonpunt", "party": "housing", "witness_key": make_key(stage, "woonpunt")}
    why = "De corporatie wil ook meekijken."
    network.propose(by=stage.chair, kind="witness", values=values, why=why, at=at, today=timezone.localdate(at))
