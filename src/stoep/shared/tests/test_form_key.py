"""The key of a form: a new one each time it is shown, the same one when it comes back, and none that cannot be one."""

from __future__ import annotations

import re
import uuid

import pytest
from django import forms

from stoep.shared.form_key import FormKey, Keyed


class SayForm(Keyed):
    """One line, and a tick that is no concern of the act."""

    words = forms.CharField()
    sure = forms.BooleanField(required=False)
    not_for_the_act = frozenset({"sure"})


def key_on(form: forms.Form) -> str:
    found = re.search(r'name="key" value="([^"]+)"', form.as_p())
    assert found, form.as_p()
    return found[1]


def test_each_form_that_is_shown_carries_a_key_of_its_own() -> None:
    first, second = key_on(SayForm()), key_on(SayForm())
    assert first != second and uuid.UUID(first).version == 4
    begun = SayForm(initial={"words": "Een bankje"})
    assert key_on(begun) not in {first, second} and "Een bankje" in begun.as_p()


def test_a_form_that_comes_back_keeps_the_key_that_was_sent() -> None:
    sent = SayForm({"key": "abc-1", "words": ""})
    assert not sent.is_valid() and key_on(sent) == "abc-1"


def test_the_act_gets_what_was_typed_and_the_key() -> None:
    sent = SayForm({"key": "abc-1", "words": "Een bankje", "sure": "on"})
    assert sent.is_valid()
    assert sent.act_fields() == {"words": "Een bankje", "posted_key": "abc-1"}


@pytest.mark.parametrize("lost", ["", " ", "x" * 65, "sleutel\x00", "sléutel"])
def test_a_key_that_cannot_be_one_counts_as_not_sent(lost: str) -> None:
    sent = SayForm({"key": lost, "words": "Een bankje"})
    assert sent.is_valid()
    assert sent.act_fields()["posted_key"] is None


def test_what_a_form_carries_along_is_not_drawn_anew() -> None:
    class Carries(forms.Form):
        base = FormKey()

    assert 'value="' not in Carries().as_p()
