"""Addresses of paper, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.packs.views import packs, piles, scans

app_name = "packs"
urlpatterns = [
    path("wijk/<slug:slug>/papier/", packs.listing, name="packs"),
    path("wijk/<slug:slug>/papier/stapel/<int:pk>/", piles.batch, name="batch"),
    path("wijk/<slug:slug>/papier/stapel/<int:pk>/klaar/", piles.close, name="close"),
    path("wijk/<slug:slug>/papier/stapel/<int:pk>/weg/", piles.take_out, name="take-out"),
    path("wijk/<slug:slug>/papier/stapel/<int:pk>/bewijzen.pdf", piles.slips, name="slips"),
    path("wijk/<slug:slug>/papier/stapel/<int:pk>/scans/", scans.add, name="add-scan"),
    path("wijk/<slug:slug>/papier/scan/<int:pk>/", scans.show, name="scan"),
    path("wijk/<slug:slug>/papier/<str:number>/", packs.pack, name="pack"),
    path("wijk/<slug:slug>/papier/<str:number>/pakket.pdf", packs.paper, name="paper"),
]
