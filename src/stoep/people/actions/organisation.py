"""Name an organisation, so that people can take part for it."""

from __future__ import annotations

from stoep.people.actions.welcome import tidy_name
from stoep.people.models import Organisation


def name_organisation(*, name: str, kind: str) -> Organisation:
    """The organisation of this name and kind, made when it was not there. Its kind decides about rights, and stays.

    The same name with another kind is another organisation: nobody can keep the name of a municipality from those
    who work with it, by naming it first as something else.
    """
    tidy = tidy_name(name)
    known = Organisation.objects.filter(name__iexact=tidy, kind=kind).first()
    return known or Organisation.objects.get_or_create(name=tidy, kind=Organisation.Kind(kind))[0]
