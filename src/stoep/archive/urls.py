"""Addresses of this room, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.archive import views

app_name = "archive"
urlpatterns = [
    path("wijk/<slug:slug>/archief/", views.archive, name="archive"),
]
