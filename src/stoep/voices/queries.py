"""Questions to voices. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from rapidfuzz import fuzz

from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.asked import ask
from stoep.voices import rules, search
from stoep.voices.models import Answer, Joining, Photo, Tally, Voice
from stoep.voices.rules import Fate, Given, Proof

ALIKE = 60  # of 100 (rapidfuzz token_set_ratio): from here two voices may say the same
PAGE = 20
# How far somebody may read: None for hosts, who read all; else the audiences, and the organisation they speak for.
Reach = tuple[tuple[str, ...], int | None] | None
SEARCH_ROUNDS, SEARCH_AT_ONCE = 4, 400


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers over some days; see Tally for what each counts."""

    received: int = 0
    on_paper_or_spoken: int = 0
    answered: int = 0
    answered_in_time: int = 0
    due: int = 0
    due_answered: int = 0
    contradicted: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A voice that may say the same, and how alike it is, from 0 to 100."""

    voice: Voice
    alike: int


def readable(standing: Standing) -> QuerySet[Voice]:
    """The voices of this neighbourhood that the one who stands here may read.

    Hosts read all but the erased ones and those that two keys hid. Others read what was checked and what its author
    agreed to show them: the residents' network (no institutions), the wijk (whoever lives here too), or everyone. An
    institution also reads what was passed on to it, unless its author meant it for the network only.
    """
    return within(reach_of(standing)).filter(neighbourhood=standing.neighbourhood)


def reach_of(standing: Standing) -> Reach:
    """How far the one who stands here may read: with `within` the same as `readable`, for a question asked often."""
    return None if standing.hosts else (tuple(_audiences(standing)), _speaks_for(standing))


def within(reach: Reach, *, hidden: bool = False) -> QuerySet[Voice]:
    """What somebody with this reach may read, in whatever neighbourhood; with `hidden` also what two keys hid."""
    own = Voice.objects.filter(erased_at__isnull=True)
    if not hidden:
        own = own.filter(hidden_at__isnull=True)
    if reach is None:
        return own
    audiences, organisation_id = reach
    shown = own.filter(checked_at__isnull=False, held_back_why="", withdrawn_at__isnull=True)
    allowed = Q(audience__in=audiences)
    if organisation_id:
        passed = Answer.objects.filter(
            kind=Answer.Kind.PASSED_ON, passed_to_id=organisation_id, revoked_at__isnull=True
        )
        allowed |= Q(audience=Voice.Audience.WIJK, pk__in=passed.values("voice_id"))
    return shown.filter(allowed)


def may_read(voice: Voice, standing: Standing) -> bool:
    """Whether the one who stands here may read the words of this voice: the same rule as `readable`, for one."""
    if voice.neighbourhood_id != standing.neighbourhood.pk or voice.erased_at or voice.hidden_at:
        return False
    if standing.hosts:
        return True
    if not voice.is_shown:
        return False
    if voice.audience in _audiences(standing):
        return True
    return voice.audience == Voice.Audience.WIJK and is_passed_to(voice, standing)


def is_passed_to(voice: Voice, standing: Standing) -> bool:
    """Whether this voice was passed on to the organisation that the one who stands here speaks for."""
    organisation_id = _speaks_for(standing)
    return (
        organisation_id is not None
        and Answer.objects.filter(
            voice=voice, kind=Answer.Kind.PASSED_ON, passed_to_id=organisation_id, revoked_at__isnull=True
        ).exists()
    )


def _audiences(standing: Standing) -> list[str]:
    audiences = [Voice.Audience.EVERYONE.value]
    of_network = standing.in_network and not standing.is_institution
    # Somebody gives their own buurt: an official who writes one down reads no more for it.
    if of_network or (standing.lives_here and not standing.is_institution):
        audiences.append(Voice.Audience.WIJK.value)
    if of_network or standing.hosts:
        audiences.append(Voice.Audience.NETWORK.value)
    return audiences


def _speaks_for(standing: Standing) -> int | None:
    """The organisation of an official who showed a second factor and has a seat or post here."""
    if not (standing.person and standing.in_network and standing.is_institution):
        return None
    return standing.person.organisation_id


def by_number(number: str) -> Voice | None:
    """The voice with this number, however it was typed; None when there is none."""
    tidied = receipts.tidy(number)
    if not receipts.is_number(tidied):
        return None
    return Voice.objects.select_related("neighbourhood").filter(number=tidied).first()


def proves(voice: Voice | None, secret: str | Proof) -> bool:
    """Whether this is the author's secret, or this browser's proof of it. In constant time, also for no voice."""
    if isinstance(secret, Proof):
        return voice is not None and secret.number == voice.number
    if voice is None:
        receipts.secret_matches(secret, receipts.secret_hash("nobody"))
        return False
    return receipts.secret_matches(secret, voice.secret_hash)


def lead_of(voice: Voice) -> Voice:
    """The voice into which this one was joined, and that one in turn; itself when it was not joined."""
    seen = {voice.pk}
    while joining := Joining.objects.select_related("into").filter(voice=voice, split_at__isnull=True).first():
        if joining.into_id in seen:
            break
        voice = joining.into
        seen.add(voice.pk)
    return voice


def joined_to(voice: Voice) -> list[Voice]:
    """Every voice that was joined into this one, also by way of another, without itself."""
    found: dict[int, Voice] = {}
    layer = [voice.pk]
    while layer:
        joinings = Joining.objects.select_related("voice").filter(into__in=layer, split_at__isnull=True)
        fresh = {row.voice_id: row.voice for row in joinings if row.voice_id not in found and row.voice_id != voice.pk}
        found |= fresh
        layer = list(fresh)
    return list(found.values())


def fate(voice: Voice) -> Fate:
    """What became of this voice: the answer to the voice that it was joined into counts before its own."""
    return fates([voice])[voice.pk]


def fates(voices: Sequence[Voice]) -> dict[int, Fate]:
    """What became of each of these voices, by id, in two or three questions however many there are."""
    leads = _leads({voice.pk for voice in voices})
    given: dict[int, list[Given]] = {}
    asked = {voice.pk for voice in voices} | {lead for lead, _number in leads.values()}
    for voice_id, kind, at, words, party in ask(_answers, None, ids=sorted(asked)):
        given.setdefault(voice_id, []).append(Given(kind=kind, given_at=at, words=words, party=party or ""))
    found = {}
    for voice in voices:
        lead, number = leads.get(voice.pk, (voice.pk, ""))
        led = rules.fate(given.get(lead, []), voice.due_on, number)
        found[voice.pk] = led if not led.is_open else rules.fate(given.get(voice.pk, []), voice.due_on)
    return found


def _answers(_shape: None, *, ids: Sequence[int]) -> QuerySet[Answer, tuple[int, str, datetime, str, str | None]]:
    standing = Answer.objects.filter(voice_id__in=ids, revoked_at__isnull=True)
    return standing.values_list("voice_id", "kind", "given_at", "words", "passed_to__name")


def _joinings(_shape: None, *, ids: Sequence[int]) -> QuerySet[Joining, tuple[int, int, str]]:
    return Joining.objects.filter(voice_id__in=ids, split_at__isnull=True).values_list("voice", "into", "into__number")


def _leads(ids: set[int]) -> dict[int, tuple[int, str]]:
    """Of each joined voice the last lead, by walking up layer by layer (mostly one)."""
    leads: dict[int, tuple[int, str]] = {}
    above: dict[int, tuple[int, str]] = {}
    layer = ids
    while layer:
        fresh = {voice: (into, number) for voice, into, number in ask(_joinings, None, ids=sorted(layer))}
        above |= fresh
        layer = {into for into, _number in fresh.values()} - above.keys()
    for voice in ids & above.keys():
        lead, seen = above[voice], {voice}
        while lead[0] in above and lead[0] not in seen:
            seen.add(lead[0])
            lead = above[lead[0]]
        leads[voice] = lead
    return leads


def as_given(answer: Answer) -> Given:
    """This answer as the rules see it; select `passed_to` along with it."""
    return Given(
        kind=answer.kind,
        given_at=answer.given_at,
        words=answer.words,
        party=answer.passed_to.name if answer.passed_to else "",
    )


def newest(
    neighbourhood: Neighbourhood,
    standing: Standing,
    before: tuple[datetime, int] | None = None,
    limit: int = PAGE,
    kind: str = "",
    hidden: bool = False,
) -> list[Voice]:
    """The newest voices that may be read, `limit` of them, older than `before` (received_at, id) of the last one.

    `hidden`: also those that two keys hid, in their place and without their words: the reason stands there.
    """
    if standing.neighbourhood.pk != neighbourhood.pk:
        return []  # who stands in one neighbourhood reads nothing of another by that
    place = {"at": before[0], "pk": before[1]} if before else {}
    asked = {"here": neighbourhood.pk} | ({"kind": kind} if kind else {}) | place
    found = ask(_newest, (reach_of(standing), limit, hidden), **asked)
    for voice in found:
        if voice.hidden_at:
            voice.words = voice.already = voice.called = ""
    return found


def _newest(
    shape: tuple[Reach, int, bool], *, here: int, kind: str = "", at: datetime | None = None, pk: int = 0
) -> QuerySet[Voice]:
    reach, limit, hidden = shape
    voices = within(reach, hidden=hidden).filter(neighbourhood=here)
    if kind:
        voices = voices.filter(kind=kind)
    if at is not None:
        voices = voices.filter(received_at__lte=at).filter(Q(received_at__lt=at) | Q(pk__lt=pk))
    return voices.order_by("-received_at", "-id")[:limit]


def found(
    neighbourhood: Neighbourhood, standing: Standing, typed: str, before: int | None = None, kind: str = ""
) -> list[Voice]:
    """The voices (of this kind) that may be read and hold all of these words, newest first, a page below `before`."""
    words, rows = search.words_of(typed[:200])[:8], readable(standing)
    if kind:
        rows = rows.filter(kind=kind)
    shown: list[Voice] = []
    # What may not be read, or is of another kind, is passed over; a few rounds reach far enough for any real word.
    for _round in range(SEARCH_ROUNDS):
        ids = search.newest(neighbourhood.pk, words, before=before, limit=SEARCH_AT_ONCE)
        shown += rows.filter(pk__in=ids).order_by("-id")[: PAGE - len(shown)]
        if len(shown) == PAGE or len(ids) < SEARCH_AT_ONCE:
            break
        before = ids[-1]
    return shown


def similar(voice: Voice | str, neighbourhood: Neighbourhood, limit: int = 5) -> list[Match]:
    """Voices of this neighbourhood that may say the same, most alike first: a proposal, a person decides.

    For hosts: also the ones that are not shown. Erased ones, and ones already joined with this voice, are left out.
    """
    text = voice if isinstance(voice, str) else voice.words
    ids = search.nearest(neighbourhood.pk, rules.search_words(text), limit=40)
    others = Voice.objects.filter(
        neighbourhood=neighbourhood, pk__in=ids, erased_at__isnull=True, hidden_at__isnull=True
    )
    if isinstance(voice, Voice):
        together = Joining.objects.filter(Q(voice=voice) | Q(into=voice), split_at__isnull=True)
        known = {voice.pk, *(pk for pair in together.values_list("voice", "into") for pk in pair)}
        others = others.exclude(pk__in=known)
    plain = search.fold(text[:2000])
    matches = [Match(other, round(fuzz.token_set_ratio(plain, search.fold(other.words[:2000])))) for other in others]
    alike = [match for match in matches if match.alike >= ALIKE]
    return sorted(alike, key=lambda match: (-match.alike, match.voice.pk))[:limit]


def unanswered(neighbourhood: Neighbourhood | OuterRef, today: date) -> QuerySet[Voice]:
    """The voices whose day has passed without an answer, longest waiting first."""
    return Voice.objects.filter(
        neighbourhood=neighbourhood, first_answered_on__isnull=True, due_on__lt=today, erased_at__isnull=True
    ).order_by("due_on", "id")


def unchecked(neighbourhood: Neighbourhood) -> QuerySet[Voice]:
    """The voices that wait for a host's eye, oldest first."""
    return Voice.objects.filter(
        neighbourhood=neighbourhood,
        checked_at__isnull=True,
        erased_at__isnull=True,
        withdrawn_at__isnull=True,
        hidden_at__isnull=True,
    ).order_by("received_at", "id")


def strengths(neighbourhood: Neighbourhood, standing: Standing, limit: int = 6) -> list[Voice]:
    """What residents say that goes well here, newest first."""
    return newest(neighbourhood, standing, limit=limit, kind=Voice.Kind.STRENGTH)


def counts(neighbourhood: Neighbourhood, since_on: date, until_on: date) -> Counts:
    """The tallies of these days, both included, added up."""
    rows = ask(_tallies, None, here=neighbourhood.pk, since_on=since_on, until_on=until_on)
    return Counts(*rows[0]) if rows else Counts()


def _tallies(_shape: None, *, here: int, since_on: date, until_on: date) -> QuerySet[Tally, tuple[Any, ...]]:
    days = Tally.objects.filter(neighbourhood=here, day__range=(since_on, until_on))
    sums = {f"all_{name}": Sum(name) for name in Counts.__dataclass_fields__}
    return days.values("neighbourhood").annotate(**sums).values_list(*sums)


def answered(
    neighbourhood: Neighbourhood, standing: Standing, since_at: datetime, until_at: datetime, limit: int = PAGE
) -> list[Answer]:
    """The newest answers given here between two moments, to voices that may be read, each with its voice's number.

    Of each only its kind, its moment and the party that it was passed on to; the rest is asked when it is looked at.
    """
    return ask(_answered, (reach_of(standing), limit), here=neighbourhood.pk, since_at=since_at, until_at=until_at)


def _answered(shape: tuple[Reach, int], *, here: int, since_at: datetime, until_at: datetime) -> QuerySet[Answer]:
    reach, limit = shape
    # Asked of each answer in turn, newest first, instead of looking up every voice that may be read beforehand.
    may_be_read = Exists(within(reach).filter(pk=OuterRef("voice")))
    given = Answer.objects.filter(may_be_read, neighbourhood=here, given_at__range=(since_at, until_at))
    shown = given.select_related("voice", "passed_to").order_by("-given_at", "-id")
    return shown.only("kind", "given_at", "voice__number", "passed_to__name")[:limit]


def photo_of(voice: Voice) -> Photo | None:
    """The picture with this voice, if there is one."""
    return Photo.objects.filter(voice=voice).first()


def numbers(voices: Iterable[Voice]) -> list[str]:
    """Their numbers, as they are read aloud."""
    return [voice.spoken for voice in voices]


def standing_answers(voice: Voice) -> int:
    """How many answers to this voice stand, news included."""
    return Answer.objects.filter(voice=voice, revoked_at__isnull=True).count()
