"""Other rules at the table: its charter, the residents' share alone, or the computer that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from stoep.core.sealing.checkpoint import Unreadable
from stoep.core.sealing.note import ED25519, ML_DSA_44, Key
from stoep.network import queries, rules
from stoep.network.actions.moment import Moment
from stoep.network.actions.sealing import seal_seat
from stoep.network.actions.write_charter import write_charter
from stoep.network.models import Change
from stoep.people.models import Organisation
from stoep.record.models import Log
from stoep.shared.refusal import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_LOG_KEYS = 4
_FAULTS: dict[str, _StrPromise] = {
    "seats": _("Kijk de zetels na. Bewoners en de onafhankelijke organisatie hebben elk minstens één zetel."),
    "weights": _("Kijk de stemmen na. Een zetel van bewoners heeft minstens één stem."),
    "residents_share": _("Het aandeel van bewoners ligt tussen 51 en 100 procent. Kies een getal daartussen."),
    "term_years": _("Een termijn duurt 1 tot 8 jaar. Kies een getal daartussen."),
    "most_terms": _("Iemand zit 1 tot 5 termijnen. Kies een getal daartussen."),
    "quorum": _("Hoeveel zetels er minstens zijn, ligt tussen 1 en 100 procent. Kies een getal daartussen."),
    "quorum_residents": _(
        "Hoeveel bewoners er minstens zijn, ligt tussen 1 en 100 procent. Kies een getal daartussen."
    ),
    "way": _("Kies hoe de tafel meestal beslist."),
    "drawn": _("Er kunnen niet meer zetels geloot worden dan bewoners er hebben. Kies een kleiner getal."),
    "review_month": _("Kies de maand waarin u elk jaar terugkijkt."),
    "key_days": _("De andere kant heeft 3 tot 14 dagen. Kies een getal daartussen."),
    "share-of-seats": _("Zo hebben bewoners te weinig zetels. Geef bewoners meer zetels, of een ander minder."),
    "share-of-votes": _("Zo hebben bewoners te weinig stemmen. Geef bewoners meer stemmen, of een ander minder."),
}


def charter(change: Change, now: Moment) -> None:
    """Other rules from today. Seats get the votes that these give them, and a term if they had none."""
    try:
        asked = now.charter.with_values(change.values)
    except TypeError as wrong:
        raise Refused("bad-rules", _("Deze regels zijn niet compleet. Vul het hele reglement in.")) from wrong
    _adopt(change, asked, now)


def share(change: Change, now: Moment) -> None:
    """Another least share of residents; all other rules stay."""
    if change.share is None or not 51 <= change.share <= 100:
        raise Refused("bad-share", _FAULTS["residents_share"])
    _adopt(change, now.charter.with_values({"residents_share": change.share}), now)


def move_host(change: Change, now: Moment) -> None:
    """The wijk goes on elsewhere: only the address and the log keys of the new server are agreed here."""
    address, written = change.values.get("host", ""), change.values.get("log_keys", [])
    parts = urlsplit(address if isinstance(address, str) else "")
    if parts.scheme != "https" or not parts.hostname or len(address) > 200:
        raise Refused("bad-host", _("Geef het adres van de nieuwe computer. Het begint met https://"))
    origin = Log.objects.get(neighbourhood=now.neighbourhood).origin
    try:
        found = [Key.read(line) for line in written]
    except Unreadable as wrong:
        raise Refused(
            "bad-keys", _("Dit zijn geen sleutels van een logboek. Neem ze over uit het logboek daar.")
        ) from wrong
    if not {ED25519, ML_DSA_44} <= {key.kind for key in found} or len(found) > MOST_LOG_KEYS:
        raise Refused("which-keys", _("Geef beide sleutels van het nieuwe logboek: twee regels, elk met een sleutel."))
    if any(key.name != origin for key in found):
        raise Refused("other-log", _("Deze sleutels horen bij een ander logboek dan dat van deze wijk."))


def _adopt(change: Change, asked: rules.CharterFacts, now: Moment) -> None:
    if faults := rules.charter_faults(asked, Organisation.Kind.values):
        raise Refused(f"charter-{faults[0]}", _FAULTS[faults[0]])
    if not asked.differences(now.charter):
        raise Refused("same-rules", _("Zo zijn de regels al. Verander eerst iets."))
    table = change.partnership
    made = write_charter(table, asked, by=now.actor, at=now.at, today=now.today, change=change.pk)
    for seat in queries.running_seats(table, now.today):
        until = seat.term_until_on or rules.months_later(seat.since_on, 12 * made.term_years)
        if (seat.weight, seat.term_until_on) == (made.weight_of(seat.side), until):
            continue
        seat.weight, seat.term_until_on = made.weight_of(seat.side), until
        seat.save()
        told = "Een zetel kreeg wat de nieuwe regels zeggen."
        seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)
