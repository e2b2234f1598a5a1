"""What is hidden, by which proposal, where it stood, and who reads what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from stoep.agenda.models import Origin, Remark
from stoep.conflicts.models import Hiding, Stance, Statement
from stoep.conflicts.queries.typed import Typed, kept_by
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.voices.models import Voice

Row = Voice | Origin | Remark | Statement | Stance
Words = Row | Typed
# By which word an address names the kind of row, and how a row leads to its neighbourhood.
KINDS: dict[str, tuple[type[Row], str]] = {
    "inbreng": (Voice, "neighbourhood"),
    "herkomst": (Origin, "item__neighbourhood"),
    "opmerking": (Remark, "item__neighbourhood"),
    "verklaring": (Statement, "party__conflict__neighbourhood"),
    "standpunt": (Stance, "party__conflict__neighbourhood"),
}
_ROWS = (
    "neighbourhood",
    "first",
    "proposed_by__person",
    "seconded_by__person",
    "voice__neighbourhood",
    "origin__voice__neighbourhood",
    "origin__item__neighbourhood",
    "remark__item__neighbourhood",
    "statement__party__conflict__neighbourhood",
    "stance__party__conflict__neighbourhood",
)


def hidings(neighbourhood: Neighbourhood) -> QuerySet[Hiding]:
    """Every proposal to hide words or to show them again, the newest first; everybody may read them."""
    return Hiding.objects.filter(neighbourhood=neighbourhood).select_related(*_ROWS).order_by("-proposed_at", "-pk")


def hiding(slug: str, pk: int) -> Hiding:
    """One of them. Raises Hiding.DoesNotExist."""
    return Hiding.objects.select_related(*_ROWS).get(pk=pk, neighbourhood__slug=slug)


def waiting_hidings(neighbourhood: Neighbourhood, today: date) -> QuerySet[Hiding]:
    """Those that wait for the other key, the first that lapses first."""
    found = hidings(neighbourhood).filter(seconded_at__isnull=True, withdrawn_at__isnull=True)
    return found.filter(expires_on__gte=today).order_by("expires_on", "pk")


def may_read_hidden(neighbourhood: Neighbourhood, standing: Standing) -> bool:
    """Whether they read what stood there: holders of one of the two keys in this very neighbourhood, nobody else."""
    return standing.leads and standing.neighbourhood.pk == neighbourhood.pk


def words_of(hiding: Hiding) -> Words:
    """The row that it is about, or the text."""
    rows: tuple[Row | None, ...] = (hiding.voice, hiding.origin, hiding.remark, hiding.statement, hiding.stance)
    return next((row for row in rows if row is not None), None) or kept_by(hiding)


def about(hiding: Hiding) -> str:
    """What it is about, as the log names it: "voice:NUMBER", "item:CODE" or "conflict:KEY"; "" for a text."""
    if hiding.kept is not None:
        return ""
    row = words_of(hiding)
    assert not isinstance(row, Typed)
    if isinstance(row, Voice):
        return f"voice:{row.number}"
    if isinstance(row, (Origin, Remark)):
        return f"item:{row.item.code}"
    return f"conflict:{row.party.conflict_id}"


def where_of(row: Words) -> Neighbourhood:
    """The neighbourhood in which these words stand."""
    if isinstance(row, (Voice, Typed)):
        return row.neighbourhood
    return row.item.neighbourhood if isinstance(row, (Origin, Remark)) else row.party.conflict.neighbourhood


def words_in(row: Words) -> Sequence[str]:
    """What stands in it, text by text, for those who may read what is hidden."""
    texts: tuple[str, ...]
    if isinstance(row, Typed):
        texts = (row.text,)
    elif isinstance(row, Voice):
        texts = (row.words, row.already, row.called)
    elif isinstance(row, Origin):
        texts = (row.author_words,)
    elif isinstance(row, Statement):
        texts = (row.position, row.interests, row.values, row.not_negotiable, row.correction)
    else:
        texts = (row.words,)
    return [text for text in texts if text]


def words_at(neighbourhood: Neighbourhood, code: str) -> list[Origin | Remark]:
    """What others wrote at the item with this code and is not hidden: remarks, and what authors say of it."""
    here = {"item__neighbourhood": neighbourhood, "item__code": receipts.tidy(code), "hidden_at__isnull": True}
    said = Origin.objects.filter(**here, words_read_at__isnull=False).exclude(author_words="").order_by("pk")
    return [*Remark.objects.filter(**here).order_by("pk"), *said]


def words_named(neighbourhood: Neighbourhood, kind: str, name: str) -> Words | None:
    """The row that an address names: a voice by its number, another by its key; None when there is none here.

    "tekst" names what the proposal with this key hid.
    """
    if kind == "tekst":
        return _text_of(neighbourhood, name)
    if kind not in KINDS:
        return None
    model, way = KINDS[kind]
    if model is Voice:
        number = receipts.tidy(name)
        voices = Voice.objects.filter(neighbourhood=neighbourhood, number=number)
        return voices.select_related("neighbourhood").first()
    if not _is_key(name):
        return None
    rows = model._default_manager.filter(**{way: neighbourhood}, pk=int(name))
    return rows.select_related(way).first()


def _text_of(neighbourhood: Neighbourhood, name: str) -> Typed | None:
    found = Hiding.objects.filter(neighbourhood=neighbourhood, pk=name, kept__isnull=False) if _is_key(name) else None
    hiding = found.select_related("neighbourhood", "first").first() if found is not None else None
    return kept_by(hiding) if hiding else None


def _is_key(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) <= 18
