"""The sentences of a round with everything filled in: what stands on its letters, ballots and posters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stoep.budgeting import papers, queries, rules
from stoep.budgeting.models import Part, Round
from stoep.budgeting.queries import Spoken
from stoep.shared import fixed_sentences, thumbnail
from stoep.venues import rules as venues

PICTURE_SIDE = 260
# Whose moment a sentence names, where it is not the end of voting.
_MOMENTS = {"too_early": "voting_from", "public_count": "count_at", "public_totals": "count_at"}


def choose(words: Mapping[str, str], round: Round, cents: int) -> str:
    """What is asked of a voter on the ballot."""
    if round.ballot == Round.Ballot.KNAPSACK:
        return words["choose_money"].format(amount=rules.euros(cents))
    if round.ballot == Round.Ballot.POINTS:
        return words["choose_points"].format(most=round.most)
    return words["choose_some"].format(most=round.most) if round.most else words["choose_all"]


def costs(words: Mapping[str, str], cents: int) -> str:
    """What a plan costs, as it stands beside it."""
    return words["costs"].format(amount=rules.euros(cents))


def page_of(round: Round, name: str = "vote") -> str:
    """The whole address of a page of this round."""
    return settings.STOEP_URL + reverse(f"budgeting:{name}", args=[round.neighbourhood.slug, round.number])


def sentences(spoken: Spoken, part: Part, **given: object) -> dict[str, str]:
    """Every sentence in one language, filled in for this part; "rule": how it is counted, "choose": what is asked."""
    round = part.round
    fixed = {
        "amount": rules.euros(part.cents), "area": area_of(part), "place": round.count_where,
        "phone": _phone(spoken, round), "most": round.most or "", "many": "", "voters": "", "happy": "",
    }  # fmt: skip
    said = {}
    for key, text in spoken.texts.items():
        address = page_of(round, "result" if key.startswith("recount") else "vote").split("://", 1)[-1]
        moment = _moment(getattr(round, _MOMENTS.get(key, "voting_until")), spoken.language)
        said[key] = text.format(**(fixed | moment | {"address": address} | given))
    if not round.phone:
        said["help"] = said["help_walk"]
    if round.rule == Round.Rule.MOST_VOTES:
        # Then the totals are published alone (elections.published), and nobody can count ballots again.
        said |= {"public_count": said["public_totals"], "recount": said["recount_totals"]}
    return said | {
        "rule": said[round.rule.replace("-", "_")],
        "choose": choose(spoken.texts, round, part.cents),
    }


def area_of(part: Part) -> str:
    """What a part is called on paper: the wijk itself where the round is not split."""
    return part.name if part.round.parts.count() > 1 else part.round.neighbourhood.name


def places(round: Round, language: str) -> list[papers.Place]:
    """Where people vote on paper, with the hours of the week in this language."""
    with translation.override(language):
        names, joined = [str(WEEKDAYS[number]) for number in range(7)], _("en")
    return [
        papers.Place(venue.name, venue.address, venues.listed(venue.hours, names, joined=joined))
        for venue in round.venues.filter(closed_on__isnull=True).order_by("name")
    ]


def plans(part: Part, spoken: Spoken) -> list[papers.Plan]:
    """The plans of this part as they stand on a ballot on paper, each with its picture."""
    found = queries.pictures(part)
    made = []
    for line in queries.lines(part, spoken.language):
        file, described = found.get(line.number, (None, ""))
        made.append(
            papers.Plan(
                line.number, line.title, line.words, costs(spoken.texts, line.cents),
                thumbnail.small(file, PICTURE_SIDE), described or line.title,
            )
        )  # fmt: skip
    return made


def ballots(part: Part, spoken: Spoken, many: int, chance: Random, *, is_sample: bool = False) -> bytes:
    """So many ballots of this part in this language, each with the plans in an order of its own."""
    round = part.round
    return papers.ballots(
        many, language=spoken.language, words=sentences(spoken, part), title=round.title,
        part=part.name if round.parts.count() > 1 else "", plans=plans(part, spoken),
        points=round.ballot == Round.Ballot.POINTS, chance=chance, is_sample=is_sample,
    )  # fmt: skip


def _moment(moment: datetime, language: str) -> dict[str, str]:
    local = timezone.localtime(moment)
    with translation.override(language):
        # E and not F: "11 września", as a month is said in a date.
        return {"date": date_format(local, "l j E Y"), "time": f"{local:%H:%M}"}


def _phone(spoken: Spoken, round: Round) -> str:
    """In a text from right to left the groups of a number would change places, unless the spaces hold them together."""
    return round.phone.replace(" ", "\u00a0") if fixed_sentences.direction(spoken.language) == "rtl" else round.phone
