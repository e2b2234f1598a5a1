"""Addresses of the calendar, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.calendar.views import pages

app_name = "calendar"
urlpatterns = [
    path("wijk/<slug:slug>/kalender/", pages.month, name="calendar"),
    path("wijk/<slug:slug>/kalender/<int:year>-<int:number>/", pages.month, name="month"),
    path("wijk/<slug:slug>/kalender/<int:pk>/", pages.entry, name="entry"),
]
