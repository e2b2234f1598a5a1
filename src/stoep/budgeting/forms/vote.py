"""What a ballot on a screen sends: the code, and a cross or points for each project. Nothing of it is kept."""

from __future__ import annotations

from django.http import QueryDict

from stoep.budgeting import rules

LONGEST_CODE = 40
MOST_NAMED = 1000
LONGEST_NUMBER = 20  # signs


def code_of(posted: QueryDict) -> str:
    """The code as it was typed."""
    return posted.get("code", "")[:LONGEST_CODE]


def points_of(posted: QueryDict, numbers: list[int]) -> dict[int, int]:
    """What each of these projects got: a cross is one. Whatever else was sent is not looked at."""
    return {number: _whole(posted.get(f"plan-{number}", "")) for number in numbers}


def all_points_of(posted: QueryDict) -> dict[int, int]:
    """What each project got that is named at all; one that does not exist is found when it is cast."""
    found = {}
    for name in list(posted)[:MOST_NAMED]:
        number = name.removeprefix("plan-")
        if number != name and number.isascii() and number.isdigit() and len(number) < 6:
            found[int(number)] = _whole(posted.get(name, ""))
    return found


def _whole(typed: str) -> int:
    text = typed.strip()
    if not text:
        return 0
    # What is no number, or too long for one, is more than anybody has: the page then says that it cannot be, and keeps
    # the rest.
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return min(int(text), rules.MOST_POINTS + 1) if is_number else rules.MOST_POINTS + 1


def order_of(posted: QueryDict, numbers: list[int]) -> list[int] | None:
    """The order in which this voter saw the projects; None when it was not sent, or is none of these."""
    typed = posted.get("order", "").split(",")
    order = [int(each) for each in typed if each.isascii() and each.isdigit() and len(each) <= LONGEST_NUMBER]
    return order if sorted(order) == sorted(numbers) else None
