"""The card on paper: four on one A4, to cut apart, without a number or a code that is different on each."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from stoep.reach import rules, words
from stoep.reach.models import Round
from stoep.shared import printing

LANGUAGES = ("nl", "en")


def cards(of: Round, language: str) -> bytes:
    """Four cards of this round on an A4, in Dutch or English. The numbers before the answers are what a host types."""
    address = f"{settings.STOEP_URL}{reverse('reach:card', args=[of.neighbourhood.slug, of.pk])}"
    with translation.override(language if language in LANGUAGES else LANGUAGES[0]):
        asked = [
            {
                "question": str(words.QUESTIONS[question]),
                "answers": [words.answer(question, code, of.parts) for code in rules.answers(question, of.parts)],
            }
            for question in rules.questions(of.parts)
        ]
        data = {
            "place": of.neighbourhood.name,
            "round": of.name,
            "asked": asked,
            "address": address.split("://", 1)[1],
            "qr": printing.qr_svg(address),
        }
        return printing.pdf("reach/templates/reach/cards.typ", data)
