"""The result as it is printed: a poster of one part in one language, and a letter for each who hears by letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stoep.budgeting import filled, papers, queries, result_words, rules
from stoep.budgeting.models import Idea, Result, Round
from stoep.budgeting.queries import Spoken
from stoep.people import queries as people

SIZES = ("a3", "a4")
_OURS = ("nl", "en")  # in these we explain a count in sentences of our own


@dataclass(frozen=True, slots=True)
class Lost:
    """A plan that did not win: its idea, what the count says of it, and how near it came."""

    idea: Idea
    cents: int
    told: Sequence[str]


def lost(found: Result) -> list[Lost]:
    """The plans of one part that did not win, the nearest first."""
    ideas = {str(idea.ballot_number): idea for idea in queries.projects(found.part)}
    return [
        Lost(ideas[each["id"]], _cents(each), result_words.nearness(each))
        for each in result_words.others(found)
        if each["id"] in ideas
    ]


def poster(found: Result, spoken: Spoken, size: str) -> bytes:
    """The poster of one part, in the words of the wijk; how it was counted stands in full in Dutch and English."""
    told, part = found.outcome, found.part
    voters, left = told.get("voters", 0), round(told.get("left", 0) * 100)
    happy = 100 * told.get("voters_with_a_winner", 0) // voters if voters else 0
    words = filled.sentences(spoken, part, voters=voters, happy=happy)
    words["result_left"] = spoken.texts["result_left"].format(amount=rules.euros(left)) if left else ""
    with translation.override(spoken.language):
        is_ours = spoken.language in _OURS
        sentences = [words["rule"], *(result_words.sentences(found) if is_ours else [])]
        winners = [_outcome(each, found, spoken, _paid(each, spoken) if is_ours else "")
                   for each in result_words.winners(found)]  # fmt: skip
        others = [_outcome(each, found, spoken, " ".join(result_words.nearness(each)) if is_ours else "")
                  for each in result_words.others(found)]  # fmt: skip
    return papers.result_poster(
        language=spoken.language, words=words, title=_called(found), others=others, sentences=sentences,
        winners=winners,
        page=filled.page_of(part.round, "result"), paper=size,
    )  # fmt: skip


def _paid(each: Mapping[str, Any], spoken: Spoken) -> str:
    voted = spoken.texts["votes_of"].format(many=each["votes"])
    return f"{voted}. {each['paid']}" if each["paid"] else voted


def _called(found: Result) -> str:
    round = found.part.round
    return f"{round.title} · {found.part.name}" if round.parts.count() > 1 else round.title


def _outcome(each: Mapping[str, Any], found: Result, spoken: Spoken, told: str) -> papers.Outcome:
    titles = {str(line.number): line.title for line in queries.lines(found.part, spoken.language)}
    return papers.Outcome(
        number=int(each["id"]), title=titles.get(each["id"], each["name"]), cents=_cents(each),
        amount=rules.euros(_cents(each)), told=told or spoken.texts["votes_of"].format(many=each["votes"]),
    )  # fmt: skip


def _cents(each: Mapping[str, Any]) -> int:
    return round(Fraction(str(each["cost"])) * 100)


def replies(round: Round, today: date) -> list[papers.Reply]:
    """A letter for each who follows a plan of this round and hears by letter, in Dutch or English as they asked."""
    return list(_replies(round, {"nl": _told(round, today, "nl"), "en": _told(round, today, "en")}))


def _replies(round: Round, told: Mapping[str, Mapping[int, papers.Reply]]) -> Iterator[papers.Reply]:
    for idea, contact in queries.by_letter(round):
        language = "en" if contact.language.startswith("en") else "nl"
        known = told[language].get(idea.ballot_number or 0)
        address = people.address_of(contact)
        if known and address:
            yield papers.Reply(
                address, known.title, known.opening, idea.voice.words, known.sentences, known.more, language
            )


def _told(round: Round, today: date, language: str) -> dict[int, papers.Reply]:
    """What whoever follows a plan reads of it, by its number."""
    made: dict[int, papers.Reply] = {}
    with translation.override(language):
        opening, more = _("U volgt dit plan:"), _("Hoe geteld is, en wat u nu kunt doen, leest u hier.")
        for found in queries.results(round):
            for each in found.outcome["winners"]:
                title = _("%(plan)s gaat door") % {"plan": each["name"]}
                said = (_won(each), _("Op de pagina van het plan staat wie het doet en wanneer."))
                made[int(each["id"])] = papers.Reply("", title, opening, "", said, more)
            for plan in lost(found):
                title = _("%(plan)s haalde het nu niet") % {"plan": plan.idea.title}
                told = (*plan.told, *now(round, today))
                made[plan.idea.ballot_number or 0] = papers.Reply("", title, opening, "", told, more)
    return made


def _won(each: Mapping[str, Any]) -> str:
    given = {"voters": each["votes"], "amount": rules.euros(_cents(each))}
    return _("%(voters)s stemmers kozen dit plan. Er is %(amount)s voor.") % given


def now(round: Round, today: date) -> list[str]:
    """What somebody can do whose plan did not win: object, give it again, and who helps."""
    told = []
    last = queries.objections_end(round, today)
    if last is not None and rules.may_object(today, last):
        day = date_format(last, "j F Y")
        told.append(_("Klopt er iets niet aan het tellen? U kunt bezwaar maken tot en met %(day)s.") % {"day": day})
    coming = queries.next_round(round)
    if coming:
        told.append(_("U kunt het plan opnieuw geven in de volgende ronde: %(round)s.") % {"round": coming.title})
    else:
        told.append(_("Er is nog geen volgende ronde. Komt die er, dan kunt u het plan opnieuw geven."))
    where = ", ".join(f"{place.name} ({place.address})" for place in filled.places(round, "nl"))
    who = f"{round.contact}, {round.phone}" if round.phone else round.contact
    told.append(_("Hulp nodig om het anders te doen? Vraag %(who)s, of loop binnen: %(where)s.")
                % {"who": who, "where": where})  # fmt: skip
    return told
