"""Addresses of pages by name, as Django's `reverse` gives them, at a tenth of its cost: a page has some fifty."""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_Shape = tuple[tuple[str, ...], tuple[int, ...]]  # the texts between the arguments, and which argument stands where


def address(name: str, *args: object) -> str:
    """The address of this page with these arguments. Raises NoReverseMatch when there is none.

    How an address is built is asked of Django once for each name and kind of arguments, and then only filled in.
    That holds for whole numbers and for codes and slugs; any other argument is left to Django.
    """
    if all(_is_plain(arg) for arg in args):
        kinds = tuple(type(arg) for arg in args)
        shape = _shape(name, kinds, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
        if shape is not None:
            texts, order = shape
            return texts[0] + "".join(f"{args[which]}{text}" for which, text in zip(order, texts[1:], strict=True))
    return reverse(name, args=args)


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
    texts = re.split("|".join(samples) or "(?!)", made)
    return tuple(texts), tuple(order)
