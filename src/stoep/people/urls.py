"""Addresses of people: my own pages."""

from __future__ import annotations

from django.urls import path

from stoep.people import views

app_name = "people"
urlpatterns = [
    path("mijn/", views.me, name="me"),
    path("mijn/tweede-slot/", views.second_factor, name="second-factor"),
    path("mijn/adres/", views.new_address, name="address"),
    path("mijn/adres/code/", views.confirm_address, name="address-code"),
    path("mijn/gegevens/", views.data, name="data"),
    path("mijn/gegevens/bestand/", views.data_json, name="data-json"),
    path("mijn/beeindigen/", views.end, name="end"),
    path("mijn/beeindigd/", views.ended, name="ended"),
]
