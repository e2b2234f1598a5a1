"""Name an organisation, so that people can take part for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.people.actions.welcome import tidy_name
from stoep.people.models import Organisation
from stoep.shared.refusal import Refused


def name_organisation(*, name: str, kind: str) -> Organisation:
    """The organisation of this name, made when it was not there. Its kind never changes: it decides about rights."""
    tidy = tidy_name(name)
    known = Organisation.objects.filter(name__iexact=tidy).first()
    if known is None:
        return Organisation.objects.create(name=tidy, kind=kind)
    if known.kind != kind:
        raise Refused(
            "other-kind",
            _("%(name)s staat hier al, als: %(kind)s. Kies dat soort, of gebruik een andere naam."),
            name=known.name,
            kind=known.get_kind_display(),
        )
    return known
