"""Addresses of pages by name, as Django's `reverse` gives them, at a tenth of its cost: a page has some fifty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_Shape = tuple[str, tuple[int, ...]]  # the address with %s for each argument, and which argument stands where


def address(name: str, *args: object) -> str:
    """The address of this page with these arguments. Raises NoReverseMatch when there is none.

    How an address is built is asked of Django once for each name and kind of arguments, and then only filled in.
    That holds for whole numbers and for codes and slugs; any other argument is left to Django.
    """
    return address_among(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, args)


def address_among(urlconf: str, prefix: str, name: str, args: Sequence[object]) -> str:
    """As `address`, for who has asked already which addresses there are now, and what stands in front of them."""
    kinds = []
    for arg in args:
        if not _is_plain(arg):
            return reverse(name, args=args)
        kinds.append(type(arg))
    shape = _shape(name, tuple(kinds), urlconf, prefix)
    if shape is None:
        return reverse(name, args=args)
    made, order = shape
    return made % tuple([args[which] for which in order])


def _is_plain(arg: object) -> bool:
    if type(arg) is int:  # a bool is one too, by inheritance
        return arg >= 0
    return isinstance(arg, str) and _PLAIN.fullmatch(arg) is not None


@lru_cache(maxsize=1000)
def _shape(name: str, kinds: tuple[type, ...], _urlconf: str, _prefix: str) -> _Shape | None:
    """How the address is built; None when Django must look at each argument itself, or knows no such address."""
    samples = [
        str(7_000_000_000_000_000 + index) if kind is int else f"zz{index}zz7zz" for index, kind in enumerate(kinds)
    ]
    try:
        made = reverse(
            name, args=[int(each) if kind is int else each for each, kind in zip(samples, kinds, strict=True)]
        )
    except NoReverseMatch:
        return None
    if any(made.count(sample) != 1 for sample in samples):
        return None
    order = sorted(range(len(samples)), key=lambda which: made.index(samples[which]))
    texts = re.split("|".join(samples) or "(?!)", made.replace("%", "%%"))
    return "%s".join(texts), tuple(order)
