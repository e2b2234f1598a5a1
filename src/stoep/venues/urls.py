"""Addresses of the places, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.venues.views import pages, rooms, writing

app_name = "venues"
urlpatterns = [
    path("wijk/<slug:slug>/plekken/", pages.listing, name="list"),
    path("wijk/<slug:slug>/plekken/nieuw/", writing.register, name="register"),
    path("wijk/<slug:slug>/plekken/<int:pk>/", pages.venue, name="venue"),
    path("wijk/<slug:slug>/plekken/<int:pk>/agenda.ics", pages.feed, name="feed"),
    path("wijk/<slug:slug>/plekken/<int:pk>/week.pdf", pages.week, name="week"),
    path("wijk/<slug:slug>/plekken/<int:pk>/veranderen/", writing.change, name="change"),
    path("wijk/<slug:slug>/plekken/<int:pk>/sluiten/", writing.shut, name="shut"),
    path("wijk/<slug:slug>/plekken/<int:pk>/andere-dag/", writing.other_day, name="other_day"),
    path(
        "wijk/<slug:slug>/plekken/<int:pk>/andere-dag/<int:year>-<int:month>-<int:day>/gewoon/",
        writing.drop_other_day,
        name="drop_other_day",
    ),
    path("wijk/<slug:slug>/plekken/<int:pk>/ik-ben-er/", writing.welcome, name="welcome"),
    path("wijk/<slug:slug>/plekken/<int:pk>/ik-ben-er-niet/", writing.leave, name="leave"),
    path("wijk/<slug:slug>/plekken/<int:pk>/ruimte/", rooms.add_room, name="add_room"),
    path("wijk/<slug:slug>/plekken/<int:pk>/reserveren/", rooms.book, name="book"),
    path("wijk/<slug:slug>/plekken/ruimte/<int:pk>/weg/", rooms.end_room, name="end_room"),
    path("wijk/<slug:slug>/plekken/reservering/<int:pk>/vrijgeven/", rooms.cancel, name="cancel"),
]
