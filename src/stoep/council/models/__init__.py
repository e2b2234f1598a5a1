"""Rows of the council: policy and how it meets the agenda; advice, its clock and its answer; overrides; cards."""

from stoep.council.models.advice import Advice, Competent, Note, Reply
from stoep.council.models.card import Card
from stoep.council.models.override import Appeal, Document, Override
from stoep.council.models.policy import Link, Policy, Term

__all__ = [
    "Advice",
    "Appeal",
    "Card",
    "Competent",
    "Document",
    "Link",
    "Note",
    "Override",
    "Policy",
    "Reply",
    "Term",
]
