"""Every address of the house. Each room names its own; here they come together."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

# An address is looked for from top to bottom, so what is read most comes first; no two rooms have the same one.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stoep.budgeting.urls")),  # one question for the whole room, and when people vote all at once
    path("", include("stoep.thread.urls")),
    path("", include("stoep.voices.urls")),
    path("", include("stoep.agenda.urls")),
    path("", include("stoep.promises.urls")),
    path("", include("stoep.gatherings.urls")),
    path("", include("stoep.strengths.urls")),
    path("", include("stoep.reach.urls")),
    path("", include("stoep.conflicts.urls")),
    path("", include("stoep.packs.urls")),
    path("", include("stoep.tables.urls")),
    path("", include("stoep.venues.urls")),
    path("", include("stoep.calendar.urls")),
    path("", include("stoep.exchange.urls")),
    path("", include("stoep.council.urls")),
    path("", include("stoep.handover.urls")),
    path("", include("stoep.archive.urls")),
    path("", include("stoep.record.urls")),
    path("", include("stoep.places.urls")),
    path("", include("stoep.web.addresses")),
    path("", include("stoep.network.urls")),
    path("", include("stoep.people.urls")),
    path("", include("stoep.people.account_urls")),
]

handler400 = "stoep.web.errors.bad_request"
handler403 = "stoep.web.errors.no_access"
handler404 = "stoep.web.errors.not_found"
handler500 = "stoep.web.errors.broken"
