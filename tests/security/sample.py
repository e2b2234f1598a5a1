"""Who of all roles tries a row of the table when not everybody does: each sign in it in turn, and some beside."""

from __future__ import annotations

from tests.security.world import ROLES

REFUSED = "x-m"
FEW = 3  # where so few are let in, each of them is there by name: all of them try
BESIDE = 2


def asked_of(number: int, signs: str, *, is_long: bool) -> list[tuple[str, str]]:
    """Who asks for the address in this row, with the sign that stands for them; with --long everybody.

    Else the visitor, somebody of each other sign, and two more: of who is refused, if anybody is. The next row asks
    the next ones.
    """
    every = list(zip(ROLES, signs, strict=True))
    if is_long:
        return every
    let_in = [(role, sign) for role, sign in every if sign not in REFUSED]
    asked = {every[0], *(let_in if len(let_in) <= FEW else ())}
    for sign in sorted(set(signs) - {sign for _role, sign in asked}):
        holders = [one for one in every if one[1] == sign]
        asked.add(holders[number % len(holders)])
    left = [one for one in every if one not in asked]
    others = [one for one in left if one not in let_in] or left
    asked |= {others[(number * BESIDE + step) % len(others)] for step in range(BESIDE)}
    return [one for one in every if one in asked]
