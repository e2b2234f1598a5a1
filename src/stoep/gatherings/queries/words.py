"""The words of invitations in each language: what was approved, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stoep.gatherings import wordings
from stoep.gatherings.models import Activity, Language, Translation, Wording
from stoep.places.models import Neighbourhood

MOST_OFFERED = 6  # activities that come


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation that can be printed: of which activity, in which language, for which street ("": none)."""

    activity: Activity
    language: str
    street: str

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.activity.title, self.street, name_of(self.language)]))


def offers(here: Neighbourhood, today: date) -> list[Offer]:
    """What people are invited to from today, the next first, in each approved language, per street. Four questions."""
    rows = Activity.objects.filter(
        neighbourhood=here, published_at__isnull=False, called_off_at__isnull=True, closed_at__isnull=True,
        day__gte=today,
    )  # fmt: skip
    fixed = wordings_of(here)
    coming = list(rows.prefetch_related("whom", "translations").order_by("day", "pk")[:MOST_OFFERED]) if fixed else []
    return [
        Offer(one, language, street)
        for one in coming
        for language in _ready(fixed, {row.language: row for row in one.translations.all()})
        for street in ["", *(whom.name for whom in one.whom.all() if whom.kind == "street")]
    ]


def wordings_of(here: Neighbourhood) -> dict[str, Wording]:
    """The newest approved sentences by language; one question."""
    rows = Wording.objects.filter(neighbourhood=here).select_related("approved_by").order_by("pk")
    return {row.language: row for row in rows}


def approved(here: Neighbourhood, language: str) -> Wording | None:
    """The newest approved sentences in this language; None when nobody approved any."""
    return Wording.objects.filter(neighbourhood=here, language=language).order_by("-pk").first()


def texts_for(here: Neighbourhood, language: str) -> Mapping[str, str]:
    """The sentences of the answer page in this language: as approved here; of Dutch and English else our own ones.

    A language that nobody here reads and approved is answered in Dutch.
    """
    found = approved(here, language) if language in Language.values else None
    if found:
        return {**wordings.PROPOSED[language], **found.texts}
    return wordings.PROPOSED[language if language in ("nl", "en") else "nl"]


def own_words(activity: Activity, language: str) -> Translation | None:
    """The newest approved words of this activity in another language; None when there are none, or it is Dutch."""
    return Translation.objects.filter(activity=activity, language=language).order_by("-pk").first()


def languages_ready(activity: Activity) -> dict[str, Translation | None]:
    """In which languages this activity can be printed: both the wijk's sentences and its own words are approved.

    Its own Dutch words are the source, so of Dutch there is no translation.
    """
    fixed = wordings_of(activity.neighbourhood)
    rows = {row.language: row for row in Translation.objects.filter(activity=activity).order_by("pk")}
    return _ready(fixed, rows)


def _ready(fixed: Mapping[str, Wording], rows: Mapping[str, Translation]) -> dict[str, Translation | None]:
    return {code: rows.get(code) for code in Language.values if code in fixed and (code == Language.NL or code in rows)}


def name_of(language: str) -> str:
    """What a language is called by its own speakers; the code itself when we have none of it."""
    return dict(Language.choices).get(language, language)
