"""Addresses are the very ones that Django gives, for every address of the house."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from stoep.shared.addresses import address

SAMPLES = {"str": "K7QM4XR", "slug": "de-meerpaal_2", "int": 12, "uuid": "5f0c2a1e-6a3b-4b51-9f0e-0d3f7f6f2a11"}


def _named(patterns: list[URLPattern | URLResolver], before: str = "") -> list[tuple[str, list[object]]]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            found += _named(pattern.url_patterns, space)
        elif pattern.name and hasattr(pattern.pattern, "_route"):
            kinds = [
                type(each).__name__.removesuffix("Converter").lower() for each in pattern.pattern.converters.values()
            ]
            found.append((before + pattern.name, [SAMPLES.get(kind.replace("string", "str"), "x") for kind in kinds]))
    return found


def test_every_address_of_the_house_is_the_one_that_django_gives() -> None:
    named = _named(get_resolver().url_patterns)
    assert len(named) > 80
    for name, args in named:
        try:
            wanted = reverse(name, args=args)
        except NoReverseMatch:
            continue  # the routes of a library that take another kind of argument
        assert address(name, *args) == wanted, name


def test_what_is_no_plain_code_is_left_to_django() -> None:
    for odd in ("a b", "é", "a/b", "..", ""):
        try:
            wanted: str | None = reverse("thread:item", args=[odd])
        except NoReverseMatch:
            wanted = None
        if wanted is None:
            with pytest.raises(NoReverseMatch):
                address("thread:item", odd)
        else:
            assert address("thread:item", odd) == wanted


def test_a_name_or_an_argument_that_does_not_fit_is_refused_as_django_does() -> None:
    with pytest.raises(NoReverseMatch):
        address("thread:nothing-like-it", "K7QM4XR")
    with pytest.raises(NoReverseMatch):
        address("thread:item")
    with pytest.raises(NoReverseMatch):
        address("voices:photo", "K7QM4XR")
    with pytest.raises(NoReverseMatch):
        address("voices:photo", -1)
