"""Vote on a screen: the code, the ballot, a look back, and into the box. Without JavaScript, account or session.

A code is posted and never stands in an address; every page is kept by nobody, and an error report leaves out what was
posted.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from stoep.budgeting import actions, filled, queries, rules, tries, turnout
from stoep.budgeting.forms import vote as posted
from stoep.budgeting.models import Letter, Round
from stoep.budgeting.wordings import PROPOSED
from stoep.core.ballots import codes
from stoep.shared import fixed_sentences, visitor
from stoep.shared.refusal import Refused

SLOW = 429
MOST_MADE = 100
_CHANCE = secrets.SystemRandom()
_made: dict[tuple[str, ...], bytes] = {}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Type the code of a letter and vote; again, as often as somebody likes, until it is closed."""
    at = timezone.now()
    casts = request.method == "POST" and request.POST.get("step") == "cast"
    round = _round_or_404(slug, number, at, casts=casts)
    spoken = _spoken(request)
    said = queries.spoken_while_voting(round, getattr(round, "box", None), at)[spoken]
    texts = _Texts(said.texts, round)
    page: dict[str, Any] = {
        "neighbourhood": round.neighbourhood, "round": round, "spoken": spoken,
        "direction": _direction(spoken), "texts": texts, "stage": "code", "code": "",
        "is_read": said.is_read,
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        try:
            page |= _staged(request, round, at, spoken, said.texts)
            status = 422 if "problem" in page else 200
        except Refused as refused:
            slow = refused.code == "wrong_code" and tries.too_many(request, at.timestamp())
            page["problem"] = texts["slow" if slow else refused.code]
            page["code"] = posted.code_of(request.POST)
            status = SLOW if slow else 422
            if refused.code == "closed":
                actions.close_box(round=round, at=at)
    if page["stage"] == "code":
        state = queries.voting(round, at)
        page |= {"state": state, "said": _state_words(state, texts), "languages": queries.ballot_languages(round)}
        page["moved"] = state != "closed" and queries.moved_since_letters(round)
    if page["stage"] == "thanks" and not page["mark"]:
        return _thanks(request, page)
    return render(request, "budgeting/vote.html", page, status=status)


def _thanks(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    """The same words for everybody who votes: made once, unless somebody signed in or a mark stands in them."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render(request, "budgeting/vote.html", page)
    told = (request.build_absolute_uri(), page["spoken"], get_language() or "", page["round"].box.name)
    made = _made.get(told)
    if made is None:
        made = render(request, "budgeting/vote.html", page).content
        if len(_made) >= MOST_MADE:
            _made.clear()
        _made[told] = made
    return HttpResponse(made)


def _round_or_404(slug: str, number: int, at: datetime, *, casts: bool) -> Round:
    try:
        return queries.at_the_box(slug, number, at, casts=casts)
    except Round.DoesNotExist:
        raise Http404 from None


def _state_words(state: str, texts: _Texts) -> str:
    key = {"early": "too_early", "waiting": "too_early", "closed": "closed"}.get(state)
    return texts[key] if key else ""


class _Texts:
    """The sentences of the page in one language, with what this round fills in."""

    def __init__(self, words: Mapping[str, str], round: Round) -> None:
        self._words, self._round = words, round

    def __getitem__(self, key: str) -> str:
        known = key if key in self._words else "too_early"
        moment = self._round.voting_from if known == "too_early" else self._round.voting_until
        local = timezone.localtime(moment)
        given = {"date": f"{local:%d-%m-%Y}", "time": f"{local:%H:%M}", "most": self._round.most or ""}
        return self._words[known].format(**{"amount": "", "many": ""} | given)

    def of(self, key: str, **given: object) -> str:
        """A sentence with these things filled in."""
        return self._words[key].format(**given)


def _spoken(request: HttpRequest) -> str:
    """The language of this page. Plans whose words nobody approved in it stand there in Dutch, and say so."""
    asked = request.POST.get("taal") or request.GET.get("taal") or (get_language() or "nl")[:2]
    return asked if asked in PROPOSED else "nl"


def _direction(spoken: str) -> str:
    return fixed_sentences.direction(spoken)


def _staged(request: HttpRequest, round: Round, at: datetime, spoken: str, words: Mapping[str, str]) -> dict[str, Any]:
    """The next page of this voter; Refused with a key of the words when the code is none."""
    typed, step = posted.code_of(request.POST), request.POST.get("step", "code")
    if step == "cast":
        return _cast(request, round, typed, at)
    letter = actions.holder(round=round, typed=typed, at=at, box=getattr(round, "box", None))
    lines = queries.lines(letter.part, spoken)
    numbers = [line.number for line in lines]
    points = posted.points_of(request.POST, numbers)
    order = posted.order_of(request.POST, numbers) or _CHANCE.sample(numbers, len(numbers))
    page = {"code": codes.read(typed), "letter": letter, "order": ",".join(map(str, order))}
    wrong = _mistake(letter, points) if step == "choose" else ""
    page |= _shown(letter, lines, points, order, words, is_look=step == "choose" and not wrong)
    return page | ({"problem": words[wrong]} if wrong else {})


def _mistake(letter: Letter, points: dict[int, int]) -> str:
    part, round = letter.part, letter.part.round
    return rules.vote_mistake(
        points, ballot=round.ballot, most=round.most, costs=queries.costs(part), cents=part.cents
    )  # fmt: skip


def _cast(request: HttpRequest, round: Round, typed: str, at: datetime) -> dict[str, Any]:
    mark = actions.cast(
        round=round, typed=typed, points=posted.all_points_of(request.POST), at=at,
        with_tracker=bool(request.POST.get("tracker")), box=getattr(round, "box", None),
    )  # fmt: skip
    turnout.ours.note(round.pk, "screen", at, visitor.address_of(request))
    return {"stage": "thanks", "mark": "-".join(mark[start : start + 4] for start in range(0, len(mark), 4))}


def _shown(
    letter: Letter,
    lines: list[Any],
    points: dict[int, int],
    order: list[int],
    words: Mapping[str, str],
    *,
    is_look: bool,
) -> dict[str, Any]:
    """The ballot, or the look back at what was chosen; in the order of this voter, the numbers as they are."""
    part = letter.part
    by_number = {line.number: line for line in lines}
    rows = [
        {
            "line": by_number[number],
            "direction": _direction(by_number[number].spoken),
            "points": points[number],
            "costs": filled.costs(words, by_number[number].cents),
        }
        for number in order
    ]
    return {
        "stage": "look" if is_look else "ballot",
        "part": part,
        "rows": [row for row in rows if row["points"]] if is_look else rows,
        "kept": [(number, given) for number, given in points.items() if given],
        "choose": filled.choose(words, part.round, part.cents),
        "left": _left(words, part.round, part.cents, {line.number: line.cents for line in lines}, points),
    }


def _left(words: Mapping[str, str], round: Round, cents: int, costs: dict[int, int], points: dict[int, int]) -> str:
    if round.ballot == Round.Ballot.KNAPSACK:
        left = cents - sum(costs[number] for number, given in points.items() if given)
        return words["left_over"].format(amount=rules.euros(max(0, left)))
    if round.ballot == Round.Ballot.POINTS:
        return words["points_left"].format(many=max(0, (round.most or 0) - sum(points.values())))
    return ""
