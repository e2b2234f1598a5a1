"""Addresses of this room, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.council.views import advice, cards, links, overrides, policy

app_name = "council"
urlpatterns = [
    path("wijk/<slug:slug>/adviezen/", advice.advices, name="advices"),
    path("wijk/<slug:slug>/adviezen/nieuw/", advice.ask, name="ask"),
    path("wijk/<slug:slug>/adviezen/besluit/<int:number>/", advice.of_resolution, name="of_resolution"),
    path("wijk/<slug:slug>/adviezen/<int:pk>/", advice.advice, name="advice"),
    path("wijk/<slug:slug>/adviezen/<int:pk>/antwoord/", advice.reply, name="reply"),
    path("wijk/<slug:slug>/adviezen/<int:pk>/kanttekening/", advice.note, name="note"),
    path("wijk/<slug:slug>/adviezen/<int:pk>/intrekken/", advice.withdraw, name="withdraw"),
    path("wijk/<slug:slug>/adviezen/<int:pk>/stukken/", advice.file, name="file"),
    path("wijk/<slug:slug>/stukken/<int:pk>/openbaar/", advice.publish, name="publish"),
    path("wijk/<slug:slug>/beleid/", policy.policies, name="policies"),
    path("wijk/<slug:slug>/beleid/nieuw/", policy.enter, name="enter"),
    path("wijk/<slug:slug>/beleid/inlezen/", policy.load, name="load"),
    path("wijk/<slug:slug>/beleid/raadsperiode/", policy.term, name="term"),
    path("wijk/<slug:slug>/beleid/botst/", links.clashes, name="clashes"),
    path("wijk/<slug:slug>/beleid/<int:pk>/", policy.policy, name="policy"),
    path("wijk/<slug:slug>/beleid/<int:pk>/verbeter/", policy.correct, name="correct"),
    path("a/<str:code>/beleid/", links.links, name="links"),
    path("a/<str:code>/beleid/nieuw/", links.link, name="link"),
    path("a/<str:code>/beleid/<int:pk>/", links.linked, name="linked"),
    path("a/<str:code>/beleid/<int:pk>/zeg/", links.say, name="say"),
    path("a/<str:code>/beleid/<int:pk>/weg/", links.unlink, name="unlink"),
    path("wijk/<slug:slug>/algemeen-belang/", overrides.overrides, name="overrides"),
    path("wijk/<slug:slug>/algemeen-belang/nieuw/", overrides.overrule, name="overrule"),
    path("wijk/<slug:slug>/algemeen-belang/<int:pk>/", overrides.override, name="override"),
    path("wijk/<slug:slug>/algemeen-belang/<int:pk>/beroep/", overrides.appeal, name="appeal"),
    path("wijk/<slug:slug>/algemeen-belang/<int:pk>/beroep/antwoord/", overrides.answer_appeal, name="answer_appeal"),
    path("wijk/<slug:slug>/partners/<int:pk>/kaart/", cards.card, name="card"),
]
