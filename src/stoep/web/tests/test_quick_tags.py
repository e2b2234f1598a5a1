"""Our url, date, truncatechars, translate and blocktranslate say exactly what Django's own say."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.test import override_settings
from django.test.utils import override_script_prefix
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

PIECES = {
    "piece": "[{{ n }} {{ code }} {{ words }}]",
    "whole": "{% extends 'base' %}{% block x %}{{ n }}{% endblock %}",
    "base": "<{% block x %}{% endblock %}>",
}
LOADERS = [("django.template.loaders.locmem.Loader", PIECES)]
OURS = Engine(
    loaders=LOADERS,
    builtins=["stoep.web.templatetags.quick"],
    libraries={"i18n": "stoep.web.templatetags.quick_i18n"},
)
DJANGOS = Engine(loaders=LOADERS, libraries={"i18n": "django.templatetags.i18n"})

TEXTS = [
    "{% url 'thread:item' code %}",
    "{% url 'thread:item' code as found %}[{{ found }}]",
    "{% url 'thread:nothing' code as found %}[{{ found }}]",
    "{% url 'thread:item' code=code %}",
    "{% url 'thread:item' odd %}",
    "{{ day|date:'j F Y' }} {{ day|date:'l D N M' }} {{ day|date }} {{ nothing|date:'j F Y' }}",
    "{{ moment|date:'j F Y' }} {{ moment|date:'j F Y H:i' }} {{ hour|date:'H:i' }} {{ code|date:'j F' }}",
    "{{ words|truncatechars:500 }} {{ words|truncatechars:12 }} {{ number|truncatechars:3 }}",
    "{% for n in numbers %}{{ words|truncatechars:n }}|{{ accents|truncatechars:n }}{% endfor %}",
    "{% for n in numbers %}{% include 'piece' with n=n code=number %}{{ code }}{% endfor %}",
    "{% include 'piece' with n=1 only %}|{% include name with n=2 %}|{% include 'whole' with n=3 %}",
    "{{ accents|truncatechars:8 }} {{ accents|truncatechars:30 }} {{ words|truncatechars:2 }}",
    "{{ words|truncatechars:'x' }}",
    "{% load i18n %}{% translate 'Agenda' %} {% translate 'Wijken zoeken' as w %}{{ w }} {% translate code %}",
    "{% load i18n %}{% trans '100% <b> “x”' %} {% translate 'Agenda' noop %}",
    "{% load i18n %}{% translate 'May' context 'month name' %}",
    "{% load i18n %}{% translate 'Zeg het'|upper %}",
    "{% load i18n %}{% blocktranslate %}Afgesloten op {{ code }}, 100% {{ words }}.{% endblocktranslate %}",
    (
        "{% load i18n %}{% for n in numbers %}{% blocktranslate trimmed count count=n %}uit {{ count }} inbreng"
        "{% plural %}uit {{ count }} keer inbreng{% endblocktranslate %} {% endfor %}"
    ),
    "{% load i18n %}{% blocktranslate with x=words asvar y %}A {{ x }}{% endblocktranslate %}{{ y }}",
    "{% load i18n %}{% blocktranslate %}A {{ words }} {{ unknown }} {{ number }}.{% endblocktranslate %}",
    (
        "{% load i18n %}{% blocktranslate with x=words count n=number %}{{ n }} {{ x }}{% plural %}"
        "{{ n }} keer {{ x }} {{ code }}{% endblocktranslate %}"
    ),
    (
        "{% load i18n %}{% for n in numbers %}{% blocktranslate count k=n asvar y %}{{ k }} {{ words }}{% plural %}"
        "{{ k }} x {{ code }}{% endblocktranslate %}{{ y }}{% endfor %}"
    ),
    "{% load i18n %}{% blocktranslate with code=words %}A {{ code }}{% endblocktranslate %} {{ code }}",
    "{% load i18n %}{% blocktranslate context 'x' %}A {{ code }}{% endblocktranslate %}",
    "{% url 'thread:find' %} {% url 'voices:photo' number %} {% url 'agenda:claim' code code %}",
    "{% load i18n %}{% autoescape off %}{% url 'web:home' %}{% translate 'Agenda' %}{{ words }}{% endautoescape %}",
]


def _context() -> dict[str, Any]:
    return {
        "code": "K7QM4XR",
        "odd": "a b&c",
        "day": date(2026, 3, 1),
        "moment": datetime(2026, 2, 28, 23, 30, tzinfo=UTC),
        "hour": time(9, 5),
        "words": "Wij willen <b>graag</b> een bankje & een lantaarn, zei oma.",
        "accents": "Cafe\u0301 «Zoë» 👩‍👩‍👧 " * 6,
        "name": "piece",
        "number": 123456,
        "numbers": [0, 1, 2, 1000],
    }


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_template_says_the_same_with_our_tags(text: str, language: str) -> None:
    ours, djangos = OURS.from_string(text), DJANGOS.from_string(text)
    with translation.override(language):
        for _again in range(2):
            assert ours.render(Context(_context())) == djangos.render(Context(_context()))


def test_a_remembered_day_is_told_in_the_language_of_the_next_reader() -> None:
    told = OURS.from_string("{{ day|date:'j F Y' }}")
    with translation.override("nl"):
        assert told.render(Context(_context())) == "1 maart 2026"
    with translation.override("en"):
        assert told.render(Context(_context())) == "1 March 2026"


def test_a_remembered_text_is_told_in_the_language_of_the_next_reader() -> None:
    told = OURS.from_string(
        "{% load i18n %}{% translate 'Beloften' %}: {% blocktranslate with number=code %}Inbreng {{ number }}"
        "{% endblocktranslate %}"
    )
    for _again in range(2):
        with translation.override("nl"):
            assert told.render(Context(_context())) == "Beloften: Inbreng K7QM4XR"
        with translation.override("en"):
            assert told.render(Context(_context())) == "Promises: Contribution K7QM4XR"


def test_a_remembered_address_follows_what_stands_in_front_of_it() -> None:
    told = OURS.from_string("{% url 'thread:item' code %}")
    for prefix in ("/", "/100%-stoep/", "/a&b/"):
        with override_script_prefix(prefix):
            assert told.render(Context(_context())) == escape(reverse("thread:item", args=["K7QM4XR"]))


def test_a_template_cannot_change_its_language_halfway() -> None:
    with pytest.raises(TemplateSyntaxError):
        OURS.from_string("{% load i18n %}{% language 'en' %}{% translate 'Agenda' %}{% endlanguage %}")


def test_what_cannot_be_counted_is_refused_as_django_does() -> None:
    text = "{% load i18n %}{% blocktranslate count n=words %}{{ n }}{% plural %}{{ n }} x{% endblocktranslate %}"
    for engine in (OURS, DJANGOS):
        with pytest.raises(TemplateSyntaxError):
            engine.from_string(text).render(Context(_context()))


def test_a_moment_falls_on_the_day_of_the_readers_clock() -> None:
    told = OURS.from_string("{{ moment|date:'j F Y' }}")
    with translation.override("nl"):
        assert told.render(Context(_context())) == "1 maart 2026"
        with timezone.override("UTC"):
            assert told.render(Context(_context())) == "28 februari 2026"


@override_settings(USE_TZ=True)
def test_the_pages_are_rendered_with_our_tags() -> None:
    from django.template import engines

    engine = engines["django"].engine  # type: ignore[attr-defined]
    node = engine.from_string("{% load i18n %}{% translate 'Agenda' %}{% url 'web:home' %}").nodelist
    assert [type(each).__name__ for each in node[1:]] == ["QuickTranslateNode", "QuickURLNode"]


def test_the_address_of_a_file_is_djangos_under_these_settings(settings: Any) -> None:
    ours = Engine(libraries={"static": "stoep.web.templatetags.quick_static"})
    djangos = Engine(libraries={"static": "django.templatetags.static"})
    text = "{% load static %}{% static 'app.css' %} {% static name as x %}{{ x }}"
    for address in ("/static/", "/elders/"):
        settings.STATIC_URL = address
        wanted = djangos.from_string(text).render(Context({"name": "images/a&b.svg"}))
        assert ours.from_string(text).render(Context({"name": "images/a&b.svg"})) == wanted
        assert wanted.startswith(address)
