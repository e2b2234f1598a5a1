"""Ask for a right, and say plainly why somebody does not have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Right, Standing
from stoep.shared.refusal import NotAllowed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_VISITOR: dict[Right, _StrPromise] = {
    "lead": _(
        "Alleen wie een zetel heeft namens bewoners of de onafhankelijke organisatie, beslist hierover. "
        "Heeft u zo'n zetel? Meld u dan eerst aan. Iets zeggen kan altijd, ook zonder account."
    ),
    "host": _(
        "Dit is werk voor de gastheer of gastvrouw van de wijk. "
        "Bent u dat? Meld u dan eerst aan. Iets zeggen kan altijd, ook zonder account."
    ),
    "contacts": _(
        "Telefoonnummers en adressen leest alleen de gastheer, gastvrouw of opbouwwerker van de wijk. "
        "Bent u dat? Meld u dan eerst aan. Iets zeggen kan altijd, ook zonder account."
    ),
    "take-part": _(
        "Dit kan alleen wie meedoet in het netwerk van de wijk. "
        "Doet u mee? Meld u dan eerst aan. Iets zeggen kan altijd, ook zonder account."
    ),
    "residents-key": _(
        "Dit doen alleen bewoners met een zetel. "
        "Heeft u zo'n zetel? Meld u dan eerst aan. Iets zeggen kan altijd, ook zonder account."
    ),
    "independent-key": _(
        "Dit doet alleen de onafhankelijke organisatie. "
        "Werkt u daar? Meld u dan eerst aan. Iets zeggen kan altijd, ook zonder account."
    ),
}
_INSTITUTION: dict[Right, _StrPromise] = {
    "lead": _(
        "U werkt voor %(organisation)s. Alleen bewoners en de onafhankelijke organisatie ordenen de agenda samen. "
        "U kunt wel een feit, een aanbod of een bezwaar toevoegen."
    ),
    "host": _(
        "U werkt voor %(organisation)s. Dit is werk voor de gastheer of gastvrouw van de wijk. "
        "U kunt wel een feit, een aanbod of een bezwaar toevoegen."
    ),
    "contacts": _(
        "U werkt voor %(organisation)s. Telefoonnummers en adressen leest alleen de gastheer, gastvrouw of "
        "opbouwwerker van de wijk. Vraag hun om iets door te geven."
    ),
    "take-part": _(
        "U werkt voor %(organisation)s, maar u heeft in deze wijk geen zetel en geen taak. "
        "Vraag een bewoner met een zetel of u mee kunt doen. Iets zeggen kan altijd."
    ),
    "residents-key": _(
        "U werkt voor %(organisation)s. Dit doen alleen bewoners met een zetel. "
        "U kunt wel een feit, een aanbod of een bezwaar toevoegen."
    ),
    "independent-key": _(
        "U werkt voor %(organisation)s. Dit doet alleen de onafhankelijke organisatie. "
        "U kunt wel een feit, een aanbod of een bezwaar toevoegen."
    ),
}
_RESIDENT: dict[Right, _StrPromise] = {
    "lead": _(
        "U heeft in deze wijk geen zetel aan tafel. Alleen wie een zetel heeft, beslist hierover. "
        "Zeg wat u vindt via 'Zeg het', of vraag iemand die aan tafel zit."
    ),
    "host": _("U bent in deze wijk geen gastheer of gastvrouw. Wilt u dat worden? Vraag het iemand die aan tafel zit."),
    "contacts": _(
        "Telefoonnummers en adressen leest alleen de gastheer, gastvrouw of opbouwwerker van de wijk. "
        "Wilt u dit werk doen? Vraag aan tafel om die taak."
    ),
    "take-part": _(
        "U heeft in deze wijk geen zetel en geen taak. Wilt u meedoen? Vraag het iemand die aan tafel zit. "
        "Iets zeggen kan altijd."
    ),
    "residents-key": _(
        "Dit doen alleen bewoners met een zetel aan tafel. "
        "Vraag het een bewoner met een zetel, of zeg wat u vindt via 'Zeg het'."
    ),
    "independent-key": _(
        "Dit doet alleen de onafhankelijke organisatie. Bewoners geven eerst hun eigen akkoord. "
        "Daarna bevestigt de onafhankelijke organisatie."
    ),
}
_SECOND_FACTOR = _(
    "U heeft hier een zetel of een taak. Daarvoor is een tweede slot nodig op uw account. "
    "Open het via 'Mijn pagina'. Daarna kunt u verder."
)


_SAY_FIRST = _(
    "Hier staat dat u werkt voor %(asked_for)s. Zeg eerst zelf of dat klopt. "
    "Dat doet u op 'Mijn pagina', bij 'Mijn wijken'. Daarna kunt u verder."
)


def require(standing: Standing, *, right: Right, act: str, subject: str = "") -> None:
    """Go on when the standing gives the right; else NotAllowed, whose attempt web seals in the public log."""
    if standing.has(right):
        return
    code, sentence = _why_not(standing, right)
    raise NotAllowed(
        code,
        sentence,
        neighbourhood=standing.neighbourhood,
        actor=standing.actor(),
        act=act,
        subject=subject,
        organisation=standing.organisation_name,
        asked_for=standing.asked_for,
    )


def require_here(by: Standing, neighbourhood_id: int, *, right: Right, act: str, subject: str = "") -> None:
    """Go on when `by` has the right in this very neighbourhood; else NotAllowed (403), whose attempt web seals."""
    stand_here(by, neighbourhood_id, act=act, subject=subject)
    require(by, right=right, act=act, subject=subject)


def stand_here(by: Standing, neighbourhood_id: int, *, act: str, subject: str = "") -> None:
    """Go on when `by` stands in this very neighbourhood: a right in one is none in another. Else NotAllowed."""
    if by.neighbourhood.pk != neighbourhood_id:
        raise NotAllowed(
            "other-neighbourhood",
            _("Dit hoort bij een andere wijk. Ga naar de pagina van die wijk."),
            neighbourhood=by.neighbourhood,
            actor=by.actor(),
            act=act,
            subject=subject,
        )


def _why_not(standing: Standing, right: Right) -> tuple[str, _StrPromise]:
    if standing.person is None:
        return "sign-in", _VISITOR[right]
    if standing.asked_for and not standing.seat and not standing.posts:
        return "say-first", _SAY_FIRST
    if standing.is_institution and not _would_have(standing, right):
        return "institution", _INSTITUTION[right]
    if standing.waits_for_second_factor:
        return "second-factor", _SECOND_FACTOR
    return "no-seat", _RESIDENT[right]


def _would_have(standing: Standing, right: Right) -> bool:
    """Whether a second factor alone would give the right."""
    from dataclasses import replace

    return replace(standing, second_factor=True).has(right)
