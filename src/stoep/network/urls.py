"""Addresses of the network, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.network.views import begin, charter, desk, door, past, streets, table

app_name = "network"
urlpatterns = [
    path("wijk-beginnen/", begin.found, name="found"),
    path("mijn/wijken/", begin.mine, name="mine"),
    path("mijn/wijken/werk/<int:pk>/", begin.work_for, name="work-for"),
    path("mijn/wijken/neerleggen/", begin.lay_down, name="lay-down"),
    path("wijk/<slug:slug>/wie-beslist/", table.partnership, name="partnership"),
    path("wijk/<slug:slug>/wie-beslist/voorstel/<slug:kind>/", table.propose, name="propose"),
    path("wijk/<slug:slug>/wie-beslist/<int:pk>/bevestigen/", table.confirm, name="confirm"),
    path("wijk/<slug:slug>/wie-beslist/<int:pk>/intrekken/", table.drop, name="drop"),
    path("wijk/<slug:slug>/wie-beslist/regels/", charter.charter, name="charter"),
    path("wijk/<slug:slug>/wie-beslist/regels.pdf", charter.paper, name="charter-paper"),
    path("wijk/<slug:slug>/wie-beslist/regels/<int:number>/", charter.version, name="charter-version"),
    path("wijk/<slug:slug>/wie-beslist/eerder/", past.changes, name="changes"),
    path("wijk/<slug:slug>/wie-beslist/belangen/", past.interests, name="interests"),
    path("wijk/<slug:slug>/wie-beslist/belangen/<int:pk>/voorbij/", past.end_interest, name="end-interest"),
    path("wijk/<slug:slug>/wie-beslist/terugblik/", past.reviews, name="reviews"),
    path("wijk/<slug:slug>/wie-beslist/terugblik/<int:pk>/", past.say_at_review, name="review-word"),
    path("wijk/<slug:slug>/cijfers/lezing/", begin.reading, name="reading"),
    path("wijk/<slug:slug>/straten/", streets.streets, name="streets"),
    path("wijk/<slug:slug>/balie/", desk.desk, name="desk"),
    path("wijk/<slug:slug>/balie/inloop/", door.door, name="door"),
    path("wijk/<slug:slug>/balie/brieven.pdf", desk.letters, name="letters"),
    path("wijk/<slug:slug>/balie/gepost/", desk.posted, name="posted"),
    path("wijk/<slug:slug>/balie/gebeld/<int:pk>/", desk.called, name="called"),
    path("wijk/<slug:slug>/balie/opnieuw/<int:pk>/", desk.again, name="again"),
]
