"""Addresses of strengths, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.strengths.views import connecting, desk, lists, maps, own, say

app_name = "strengths"
urlpatterns = [
    path("wijk/<slug:slug>/krachten/", lists.listing, name="list"),
    path("wijk/<slug:slug>/krachten/kaart/", maps.page, name="map"),
    path("wijk/<slug:slug>/krachten/kaart.json", maps.spots, name="spots"),
    path("wijk/<slug:slug>/krachten/vertel/", say.note, name="note"),
    path("wijk/<slug:slug>/krachten/kaart.pdf", say.card, name="card"),
    path("wijk/<slug:slug>/balie/krachtkaart/", desk.type_over, name="type"),
    path("wijk/<slug:slug>/balie/krachten/", desk.check, name="check"),
    path("wijk/<slug:slug>/balie/verbinden/", connecting.desk, name="connect"),
    path("wijk/<slug:slug>/balie/verbinden/<str:number>/", connecting.lay, name="lay"),
    path("wijk/<slug:slug>/balie/verbinden/<int:pk>/<str:number>/", connecting.passed_on, name="passed-on"),
    path("kracht/", own.own, name="own"),
    path("kracht/bewijs.pdf", own.slip, name="slip"),
]
