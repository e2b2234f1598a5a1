"""Give a task, or end one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions import telling
from stoep.network.actions.moment import Moment, resident_first, side_for, whom
from stoep.network.actions.sealing import in_dutch, seal_post
from stoep.network.models import Change, Post
from stoep.shared.refusal import Refused

_HOSTS = (
    "municipality-hosts",
    _(
        "Wie voor de gemeente of de politie werkt, is geen gastheer en geen opbouwwerker van de wijk. "
        "Kies 'contactpersoon'."
    ),
)
_OTHER_SIDE = {
    Post.Kind.CLERK: ("clerk-side", _("De griffier werkt voor de gemeente. Kies bij organisatie de gemeente.")),
    Post.Kind.TRUSTED: (
        "trusted-side",
        _("Een vertrouwenspersoon komt van de onafhankelijke organisatie. Kies iemand die daar werkt."),
    ),
}


def add_post(change: Change, now: Moment) -> None:
    """Somebody gets a task."""
    person = whom(change)
    kind = Post.Kind(change.post_kind)
    if kind == Post.Kind.OFFICIAL and change.organisation is None and person.organisation is None:
        raise Refused("no-organisation", _("Kies de organisatie waarvoor deze contactpersoon werkt."))
    resident_first(change, person, change.organisation, now)
    organisation = change.organisation or person.organisation
    if not rules.may_hold_post(kind, side_for(person, organisation)):
        raise Refused(*_OTHER_SIDE.get(kind, _HOSTS))
    neighbourhood = change.partnership.neighbourhood
    running = Post.objects.filter(queries.running(now.today), neighbourhood=neighbourhood, kind=kind)
    if running.filter(person=person).exists():
        raise Refused("has-post", _("Deze persoon heeft deze taak al. U hoeft niets te doen."))
    if kind == Post.Kind.TRUSTED and running.count() >= rules.MOST_CONFIDANTS:
        raise Refused(
            "two-confidants", _("Er zijn al twee vertrouwenspersonen. Beëindig eerst de taak van een van hen.")
        )
    post = Post.objects.create(
        neighbourhood=neighbourhood,
        person=person,
        kind=kind,
        organisation=organisation,
        since_on=now.today,
    )
    told = f"Er kwam een taak bij: {in_dutch(Post.Kind(post.kind).label)}."
    seal_post(post, act="network.post", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_given(post, at=now.at)


def end_post(change: Change, now: Moment) -> None:
    """A task is over."""
    found = Post.objects.filter(queries.running(now.today), pk=change.post_id or 0)
    post = found.select_related("person__account", "organisation", "neighbourhood").first()
    if post is None:
        raise Refused("ended", _("Deze taak is al beëindigd. U hoeft niets te doen."))
    post.until_on = now.today
    post.save()
    told = f"Een taak eindigde: {in_dutch(Post.Kind(post.kind).label)}."
    seal_post(post, act="network.post", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_ended(post, at=now.at)
