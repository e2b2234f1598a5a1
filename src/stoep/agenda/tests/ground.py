"""What the page tests of the agenda lean on: a filled-in form, and the words of an answer."""

from __future__ import annotations

from typing import Any

FIELDS = {
    "title": "Huiskamer na schooltijd",
    "wish": "Een plek voor kinderen.",
    "why": "Er is na vier uur niets open.",
    "already_there": "De school heeft een lokaal.",
    "horizon": "long",
    "line": "",
    "domain": "opvoeding",
    "owner": "Samira en Bep",
}


def text_of(response: Any) -> str:
    """The page as text; a redirect or a fault is none."""
    assert response.status_code in (200, 409, 422), response.status_code
    return str(response.content.decode())
