"""Addresses of this room, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.conflicts.views import deciding, hidings, pages, whispers, writing

app_name = "conflicts"
_ONE = "wijk/<slug:slug>/conflicten/<int:pk>/"
urlpatterns = [
    path("wijk/<slug:slug>/conflicten/", pages.listing, name="list"),
    path("wijk/<slug:slug>/conflicten/nieuw/", writing.open_conflict, name="open"),
    path(_ONE, pages.conflict, name="conflict"),
    path(f"{_ONE}raakt/", writing.touch, name="touch"),
    path(f"{_ONE}partij/", writing.party, name="party"),
    path(f"{_ONE}partij/<int:party>/", writing.say, name="say"),
    path(f"{_ONE}voorlezen/<int:statement>/", writing.hear, name="hear"),
    path(f"{_ONE}stap/", writing.step, name="step"),
    path(f"{_ONE}uitkomst/", writing.outcome, name="outcome"),
    path(f"{_ONE}uitkomst/<int:outcome>/<int:party>/", writing.stance, name="stance"),
    path(f"{_ONE}gelezen/", deciding.read, name="read"),
    path(f"{_ONE}parkeren/", deciding.park, name="park"),
    path(f"{_ONE}hervatten/", deciding.resume, name="resume"),
    path(f"{_ONE}afsluiten/", deciding.close, name="close"),
    path(f"{_ONE}sleutel/", deciding.second, name="second"),
    path(f"{_ONE}intrekken/", deciding.withdraw, name="withdraw"),
    path("wijk/<slug:slug>/verborgen/", hidings.hidings, name="hidings"),
    path("wijk/<slug:slug>/verborgen/nieuw/", hidings.hide, name="hide"),
    path("wijk/<slug:slug>/verborgen/<int:pk>/", hidings.hiding, name="hiding"),
    path("wijk/<slug:slug>/verborgen/<int:pk>/sleutel/", hidings.turn, name="turn"),
    path("wijk/<slug:slug>/verborgen/<int:pk>/intrekken/", hidings.take_back, name="take-back"),
    path("wijk/<slug:slug>/vertrouwelijk/", whispers.whisper, name="whisper"),
    path("wijk/<slug:slug>/vertrouwelijk/folder.pdf", whispers.leaflet, name="leaflet"),
    path("wijk/<slug:slug>/vertrouwelijk/terug/", whispers.look, name="look"),
    path("wijk/<slug:slug>/vertrouwelijk/post/", whispers.whispers, name="whispers"),
    path("wijk/<slug:slug>/vertrouwelijk/post/<uuid:pk>/", whispers.conversation, name="conversation"),
    path("wijk/<slug:slug>/vertrouwelijk/bereikbaar/", whispers.reached, name="reached"),
]
