"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.council.models import Advice, Appeal, Card, Document, Link, Note, Override, Policy, Reply, Term
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_LATER = {"missed": None}
_OFFICE = ("organisation__name", "organisation__kind")

ROWS: tuple[Sealed, ...] = (
    Sealed(Term, of="neighbourhood"),
    Sealed(Policy, of="neighbourhood", leave=_KEY, later=_LATER),
    Sealed(Link, of="item__neighbourhood", along=_OFFICE),
    Sealed(Advice, of="neighbourhood", leave=_KEY, along=_OFFICE, later=_LATER),
    Sealed(Reply, of="advice__neighbourhood", along=_OFFICE, later=_LATER),
    Sealed(Note, of="advice__neighbourhood"),
    Sealed(Override, of="neighbourhood", leave=_KEY, along=_OFFICE, later=_LATER),
    Sealed(Appeal, of="override__neighbourhood", later=_LATER),
    Sealed(Document, of="neighbourhood", along=_OFFICE),
    Sealed(Card, of="neighbourhood", along=_OFFICE),
)
