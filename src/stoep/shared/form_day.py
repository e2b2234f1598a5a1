"""The box in which somebody picks or types a day."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """The browser's own date picker, where it has one; else a box that takes 2026-10-01 and 1-10-2026."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
