"""The news of a neighbourhood as an Atom feed: every public act, as the log tells it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.thread.queries import news

# Django's Feed takes its types from django-stubs only; at run time it is a plain class.
if TYPE_CHECKING:
    NeighbourhoodFeed = Feed[Entry, Neighbourhood]
else:
    NeighbourhoodFeed = Feed


class News(NeighbourhoodFeed):
    """The fifty newest acts of one neighbourhood; no names, and no words that were not meant for everyone."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Neighbourhood:
        return get_object_or_404(Neighbourhood, slug=slug)

    def title(self, obj: Neighbourhood) -> str:
        return _("Nieuws van %(name)s") % {"name": obj.name}

    def subtitle(self, obj: Neighbourhood) -> str:
        return _("Wat er gezegd, opgepakt, beloofd en gedaan is.")

    def link(self, obj: Neighbourhood) -> str:
        return obj.get_absolute_url()

    def items(self, obj: Neighbourhood) -> list[Entry]:
        return news.newest(obj, count=50)

    def item_title(self, item: Entry) -> str:
        return news.told(item)

    def item_description(self, item: Entry) -> str:
        return news.told(item)

    def item_link(self, item: Entry) -> str:
        return news.address_of(item)

    def item_guid(self, item: Entry) -> str:
        return reverse("record:entry", args=[item.log.neighbourhood.slug, item.index])

    item_guid_is_permalink = False

    def item_updateddate(self, item: Entry) -> datetime:
        return item.sealed_at

    def item_pubdate(self, item: Entry) -> datetime:
        return item.sealed_at
