"""Addresses of places, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.places import views

app_name = "places"
urlpatterns = [
    path("zoek/", views.search, name="search"),
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("kaart/", views.map_page, name="map"),
    path("kaart/gebieden.json", views.outlines, name="outlines"),
    path("wijk-beginnen/stappen/", views.steps, name="steps"),
]
