"""How every form looks: NL Design System's classes, errors on top, and "hoeft niet" on what may stay empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

CLASSES: tuple[tuple[tuple[type[forms.Widget], ...], str], ...] = (
    ((forms.CheckboxInput,), "utrecht-checkbox utrecht-checkbox--html-input"),
    ((forms.CheckboxSelectMultiple,), "utrecht-checkbox utrecht-checkbox--html-input"),
    ((forms.RadioSelect,), "utrecht-radio-button utrecht-radio-button--html-input"),
    ((forms.Select,), "utrecht-select utrecht-select--html-select"),
    ((forms.Textarea,), "utrecht-textarea utrecht-textarea--html-textarea"),
    ((forms.FileInput,), "stoep-file"),
    ((forms.HiddenInput,), ""),
    ((Input,), "utrecht-textbox utrecht-textbox--html-input"),
)


def classes_of(widget: forms.Widget) -> str:
    """The class names that this kind of input gets."""
    return next((names for kinds, names in CLASSES if isinstance(widget, kinds)), "")


class StoepField(forms.BoundField):
    """A field on a page: knows whether it is one box to tick, and gives its input the class of its kind."""

    @property
    def is_single_choice(self) -> bool:
        """One checkbox, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes and our class; a class that the form itself gave stays in front."""
        built = super().build_widget_attrs(attrs, widget)
        used = widget or self.field.widget
        names = f"{used.attrs.get('class', '')} {classes_of(used)}".strip()
        if names:
            built["class"] = names
        return built


class StoepForms(TemplatesSetting):
    """The project's FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` come out whole."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = StoepField
