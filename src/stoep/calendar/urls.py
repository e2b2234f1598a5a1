"""Addresses of the calendar, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.calendar.views import feeds, pages, writing

app_name = "calendar"
urlpatterns = [
    path("wijk/<slug:slug>/kalender/", pages.month, name="calendar"),
    path("wijk/<slug:slug>/kalender/<int:year>-<int:number>/", pages.month, name="month"),
    path("wijk/<slug:slug>/kalender/<int:year>-<int:number>/maand.pdf", pages.paper, name="paper"),
    path("wijk/<slug:slug>/kalender/kwartaal/<int:year>-<int:number>/", pages.quarter, name="quarter"),
    path("wijk/<slug:slug>/kalender/kalender.ics", pages.feed, name="feed"),
    path("wijk/<slug:slug>/kalender/erbij/", writing.enter, name="enter"),
    path("wijk/<slug:slug>/kalender/<int:pk>/", pages.entry, name="entry"),
    path("wijk/<slug:slug>/kalender/<int:pk>/veranderen/", writing.change, name="change"),
    path("wijk/<slug:slug>/kalender/<int:pk>/gaat-niet-door/", writing.withdraw, name="withdraw"),
    path("wijk/<slug:slug>/kalender/<int:pk>/samen/<int:other>/", writing.propose, name="propose"),
    path("wijk/<slug:slug>/kalender/voorstel/<int:pk>/", writing.answer, name="answer"),
    path("wijk/<slug:slug>/kalender/agendas/", feeds.listing, name="feeds"),
    path("wijk/<slug:slug>/kalender/agendas/erbij/", feeds.follow, name="follow"),
    path("wijk/<slug:slug>/kalender/agendas/<int:pk>/bestand/", feeds.send, name="send"),
    path("wijk/<slug:slug>/kalender/agendas/<int:pk>/lees/", feeds.look, name="look"),
    path("wijk/<slug:slug>/kalender/agendas/<int:pk>/stop/", feeds.unfollow, name="unfollow"),
]
