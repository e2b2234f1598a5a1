"""What somebody changes by SQL, behind the back of the log, is found: at least one change of every kind of row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from unittest.mock import patch

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, connection, transaction

from stoep.record import rows
from stoep.record.inspection import inspect
from stoep.record.models import Log
from tests.rooms import gathered
from tests.test_log_mirrors import a_world, verified

pytestmark = pytest.mark.django_db
CHANGES = {
    "which streets there are": "UPDATE places_street SET name = 'Nergensweg' WHERE name = 'Kade'",
    "words of a voice": "UPDATE voices_voice SET words = 'Alles is goed.' WHERE words LIKE 'Een bankje%%'",
    "name with a voice": "UPDATE voices_voice SET called = 'De wethouder' WHERE called = 'Bep'",
    "who may read": "UPDATE voices_voice SET audience = 'network' WHERE words LIKE 'Een bankje%%'",
    "day of the answer": "UPDATE voices_voice SET due_on = '2030-01-01' WHERE words LIKE 'Een bankje%%'",
    "answer": "UPDATE voices_answer SET words = 'Het komt in april.' WHERE words = 'Het komt in mei.'",
    "answer taken away": "DELETE FROM voices_answer WHERE words = 'Het komt in mei.'",
    "joining": "DELETE FROM voices_joining",
    "title of an item": "UPDATE agenda_item SET title = 'Parkeren' WHERE title = 'Bankjes'",
    "wish of an item": "UPDATE agenda_item SET wish = 'Minder bomen.' WHERE title = 'Groen'",
    "place in the order": "UPDATE agenda_item SET position = position + 100 WHERE title = 'Licht'",
    "item closed": "UPDATE agenda_item SET closed_at = started_at, position = NULL WHERE title = 'Licht'",
    "yes or no of an author": "UPDATE agenda_origin SET author_agrees = (1 = 1)",
    "voice taken from an item": "UPDATE agenda_origin SET released_at = brought_at",
    "version": "UPDATE agenda_version SET content = '{\"items\": []}'",
    "text of the vision": "UPDATE agenda_vision SET opening = 'Een wijk vol auto''s.'",
    "day of the vision": "UPDATE agenda_vision SET adopted_at = begun_at, begun_at = '2020-01-01 00:00:00+00:00'",
    "refusal of the vision": "UPDATE agenda_visionendorsement SET kind = 'signed'",
    "reason of a refusal": "UPDATE agenda_visionendorsement SET why = 'Geen tijd.'",
    "signature that nobody gave": (
        "INSERT INTO agenda_visionendorsement (vision_id, party, kind, why, council_decision, decided_on, said_at) "
        "SELECT vision_id, 'council', 'signed', '', '2026-1', decided_on, said_at FROM agenda_visionendorsement"
    ),
    "note taken away": "DELETE FROM agenda_visiondissent",
    "who keeps it up": "UPDATE agenda_upkeep SET kept_by = 'Niemand'",
    "day to look back": "UPDATE agenda_upkeep SET look_back_on = '2040-01-01'",
    "words of a promise": "UPDATE promises_promise SET words = 'Wij doen ons best.' WHERE organisation_id IS NOT NULL",
    "date of a promise": "UPDATE promises_promise SET due_on = '2027-01-01' WHERE organisation_id IS NOT NULL",
    "words of a resident": "UPDATE promises_promise SET words = 'Ik doe mijn best.' WHERE organisation_id IS NULL",
    "reply": "UPDATE promises_promise SET disputed_words = 'Toch wel.' WHERE disputed_words <> ''",
    "new date": "UPDATE promises_change SET due_on = '2028-01-01'",
    "new words": "UPDATE promises_change SET words = 'Er komen er twee.'",
    "verdict": "UPDATE promises_verdict SET kind = 'broken'",
    "words of a verdict": "UPDATE promises_verdict SET words = 'Lelijk.'",
    "side of a seat": "UPDATE network_seat SET side = 'municipality' WHERE side = 'independent'",
    "chair": "UPDATE network_seat SET is_chair = (1 = 1)",
    "end of a seat": "UPDATE network_seat SET until_on = '2026-01-01' WHERE side = 'independent'",
    "a seat that nobody gave": (
        "INSERT INTO network_seat (partnership_id, person_id, side, is_chair, since_on, appointed, weight) "
        "SELECT partnership_id, (SELECT id FROM people_person WHERE name = 'Anouk'), 'municipality', (1 = 0), "
        "'2020-01-01', '', 1 FROM network_seat WHERE side = 'independent'"
    ),
    "post": "UPDATE network_post SET kind = 'worker'",
    "share of residents": "UPDATE network_partnership SET residents_share = 51",
    "votes of a seat": "UPDATE network_seat SET weight = 3 WHERE side = 'independent'",
    "term of a seat": "UPDATE network_seat SET term_until_on = '2099-01-01' WHERE side = 'resident'",
    "the second key given back": "UPDATE network_partnership SET two_keys_since_on = '2099-01-01'",
    "rules of the table": 'UPDATE network_charter SET seats = \'{"resident": 1, "municipality": 9}\'',
    "a charter that was never decided": "UPDATE network_charter SET since_on = '2020-01-01'",
    "an interest taken away": "DELETE FROM network_interest",
    "words of an interest": "UPDATE network_interest SET words = 'Niets.'",
    "what a side said at a review": "UPDATE network_reviewword SET renews = (1 = 1)",
    "day of a review": "UPDATE network_review SET held_on = '2030-01-01'",
    "until when a proposal waits": "UPDATE network_change SET expires_on = '2099-01-01'",
    **gathered("CHANGES"),
}


@pytest.mark.once
def test_each_change_behind_the_back_of_the_log_is_found(pytestconfig: pytest.Config) -> None:
    """Each in one world, and undone again: the command says that something is wrong.

    With --long each by itself; without it one of every kind of row together, so that the log is read a few times. Then
    each kind has to be named. Any field of any row is changed too, by test_log_mirrors.py.
    """
    log = Log.objects.get(neighbourhood=a_world())
    assert not any(_says_so([each]) for each in rows.all_sealed()[:3]), "to look at one kind alone is no finding"
    found: set[str] = set()
    if not pytestconfig.getoption("--long"):
        for together in _one_of_each_kind():
            found |= _found_together(log, together)
        assert len(found) > len(CHANGES) / 2
    missed = [what for what in CHANGES if what not in found and not _is_found(CHANGES[what])]
    assert missed == []
    assert "Alles is zoals het verzegeld is." in verified()
    assert _is_found(CHANGES["answer"])


def _kinds(statement: str) -> list[rows.Sealed]:
    return [each for each in rows.all_sealed() if f" {each.model._meta.db_table} " in statement]


def _changed(statement: str) -> str:
    """The table that it changes; it may read others."""
    return statement.removeprefix("DELETE FROM ").removeprefix("INSERT INTO ").removeprefix("UPDATE ").split()[0]


def _one_of_each_kind() -> list[list[str]]:
    """The changes in groups, in none of which one kind of row is changed twice."""
    groups: list[list[str]] = []
    seen: Counter[str] = Counter()
    for what, statement in CHANGES.items():
        table = _changed(statement)
        if seen[table] == len(groups):
            groups.append([])
        groups[seen[table]].append(what)
        seen[table] += 1
    return groups


def _found_together(log: Log, changes: Sequence[str]) -> set[str]:
    """Those of which a row of the kind that they change is named, when all are made at once."""
    made: dict[str, set[str]] = {}
    with transaction.atomic():
        for what in changes:
            with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(CHANGES[what].replace("%%", "%"))
                changed = _kinds(f" {_changed(CHANGES[what])} ")  # what it only reads may be changed by another one
                made[what] = {each.model._meta.label_lower for each in changed if cursor.rowcount}
        named = {finding.where.partition(":")[0] for finding in inspect(log)}
        transaction.set_rollback(True)
    return {what for what, kinds in made.items() if kinds & named}


def _is_found(statement: str) -> bool:
    """The rows of the kind that was changed are looked at first: of all kinds they are a hundredth of the work."""
    kind = _kinds(statement)
    with transaction.atomic():
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement.replace("%%", "%"))
                assert cursor.rowcount > 0, f"this must change something, or it says nothing: {statement}"
            return _says_so(kind) or _says_so(rows.all_sealed())
        finally:
            transaction.set_rollback(True)


def _says_so(kinds: Sequence[rows.Sealed]) -> bool:
    try:
        with patch.object(rows, "all_sealed", return_value=tuple(kinds)):
            verified()
    except CommandError as error:
        return "keer gevonden" in str(error)
    return False
