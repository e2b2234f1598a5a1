"""How a form looks: labels, help, errors, fieldsets, and what was typed stays."""

from __future__ import annotations

import re

from django import forms


class Asking(forms.Form):
    """One of each kind."""

    words = forms.CharField(label="Wat wilt u zeggen?", help_text="In uw eigen woorden.", widget=forms.Textarea)
    email = forms.EmailField(label="Uw e-mailadres", required=False)
    kind = forms.ChoiceField(
        label="Wat is het?", choices=[("story", "Een verhaal"), ("idea", "Een idee")], widget=forms.RadioSelect
    )
    ways = forms.MultipleChoiceField(
        label="Hoe?", choices=[("a", "Brief")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="Ik ga akkoord")
    photo = forms.FileField(label="Foto", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def filled(**typed: str) -> str:
    return str(Asking(typed))


def test_every_input_has_a_label_and_every_group_a_legend() -> None:
    html = str(Asking())
    for name in re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', html):
        if name != "id_hidden":
            assert f'for="{name}"' in html, name
    assert html.count("<fieldset") == html.count("<legend") == 2


def test_help_and_error_are_tied_to_their_field() -> None:
    html = filled(email="geen adres")
    field = re.search(r"<textarea[^>]*>", html)
    assert field
    assert 'aria-describedby="id_words_helptext id_words_error"' in field.group()
    assert 'id="id_words_helptext"' in html
    assert 'id="id_words_error"' in html
    assert 'aria-invalid="true"' in field.group()


def test_the_summary_links_to_each_wrong_field_and_the_link_lands() -> None:
    html = filled(email="geen adres")
    links = re.findall(r'<a class="nl-link" href="#([^"]+)"', html)
    assert {"id_words", "id_email", "id_kind_0", "id_agree"} <= set(links)
    for target in links:
        assert f'id="{target}"' in html


def test_what_was_typed_is_shown_again_and_never_run() -> None:
    html = filled(words="<script>alert(1)</script> & 'n idee", email="geen adres")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#x27;n idee" in html
    assert "<script" not in html
    assert 'value="geen adres"' in html


def test_what_may_stay_empty_says_so_and_the_rest_does_not() -> None:
    html = str(Asking())
    assert re.search(r"Uw e-mailadres\s*<span class=\"stoep-optional\">\(hoeft niet\)", html)
    assert not re.search(r"Wat wilt u zeggen\?\s*<span class=\"stoep-optional\">", html)


def test_a_form_writes_no_style_and_no_script_in_the_page() -> None:
    html = filled()
    assert not re.search(r"\son\w+=|\sstyle=|<style|<script|javascript:", html)


def test_errors_of_the_form_as_a_whole_stand_in_the_summary() -> None:
    form = Asking({"words": "iets"})
    form.add_error(None, "Dit nummer is al gebruikt.")
    assert "Dit nummer is al gebruikt." in str(form).split("<textarea")[0]
