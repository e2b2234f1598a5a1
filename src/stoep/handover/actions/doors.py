"""What every act of this room stands on: who may, in which wijk, clean words, and how the log names things."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from stoep.handover import queries, rules
from stoep.handover.models import Line, Power
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.promises import rules as promises
from stoep.promises.actions.judge import is_receiver, origins_of, proven_by
from stoep.promises.models import Promise
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import within
from stoep.voices.models import Voice
from stoep.voices.rules import Proof


def answer_for(by: Standing, power: Power, *, act: str) -> None:
    """Go on for the people of the organisation whose power changed; for nobody else. Raises NotAllowed."""
    subject = subject_of(power)
    network.stand_here(by, power.neighbourhood_id, act=act, subject=subject)
    if rules.may_answer(by, power.organisation_id):
        return
    if by.waits_for_second_factor or by.person is None:
        network.require(by, right="take-part", act=act, subject=subject)
    raise NotAllowed(
        "not-theirs",
        _("Alleen wie voor %(organisation)s werkt, geeft hier antwoord. U kunt alles lezen, en afdrukken."),
        neighbourhood=power.neighbourhood,
        actor=by.actor(),
        act=act,
        subject=subject,
        organisation=power.organisation.name,
    )


def receive(by: Standing, promise: Promise, voice: Voice | None, secret: str | Proof, *, act: str) -> None:
    """Go on for whoever was promised this, by their account or as the author of `voice`. Raises NotAllowed."""
    if is_receiver(promise, by, proven_by(voice, secret), origins_of(promise)):
        return
    raise NotAllowed(
        "not-the-receiver",
        _("Alleen wie deze belofte kreeg, kan het eens zijn met iets anders. Bent u dat? Zoek dan uw nummer op."),
        neighbourhood=promise.neighbourhood,
        actor=by.actor(),
        act=act,
        subject=f"promise:{promise.code}",
    )


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: acts on its dossiers happen one after another."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def locked_line(line: Line) -> Line:
    """The line, held until the transaction ends: two officials answer one after the other."""
    Line.objects.select_for_update().get(pk=line.pk)
    return Line.objects.select_related("power__neighbourhood", "power__organisation", "promise", "item").get(pk=line.pk)


def subject_of(power: Power) -> str:
    """How the log names this change of power."""
    return f"power:{power.pk}"


def clean(text: str, limit: int = rules.WORDS_LIMIT, *, one_line: bool = False) -> str:
    """The text without invisible signs. Raises Refused("too-long")."""
    tidy = promises.plain(text)
    tidy = " ".join(tidy.split()) if one_line else tidy
    return within(tidy, limit)


def known(neighbourhood: Neighbourhood, organisation: Organisation) -> Organisation:
    """The organisation, when it takes part here or promised something here. Raises Refused("unknown")."""
    if organisation not in queries.known_organisations(neighbourhood):
        raise Refused("unknown", _("Deze organisatie doet hier niet mee. Kies een organisatie uit de lijst."))
    return organisation


def day(on: date) -> str:
    """A day as the log writes it."""
    return f"{on:%d-%m-%Y}"
