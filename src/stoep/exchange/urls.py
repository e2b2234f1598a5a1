"""Addresses of the exchange, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.exchange.views import cards, following, pages, visits, wondering

app_name = "exchange"
urlpatterns = [
    path("wijk/<slug:slug>/uitwisseling/", pages.index, name="index"),
    path("wijk/<slug:slug>/uitwisseling/van-ons/", pages.traces, name="traces"),
    path("wijk/<slug:slug>/uitwisseling/kaarten.json", pages.feed, name="feed"),
    path("wijk/<slug:slug>/uitwisseling/kaart/nieuw/", cards.write, name="write"),
    path("wijk/<slug:slug>/uitwisseling/kaart/<int:pk>/", pages.card, name="card"),
    path("wijk/<slug:slug>/uitwisseling/kaart/<int:pk>/veranderen/", cards.change, name="change"),
    path("wijk/<slug:slug>/uitwisseling/kaart/<int:pk>/weghalen/", cards.withdraw, name="withdraw"),
    path("wijk/<slug:slug>/uitwisseling/kaart/<int:pk>/bezoek/", visits.ask, name="ask_visit"),
    path("wijk/<slug:slug>/uitwisseling/kaart/<int:pk>/overnemen/", visits.take_over, name="take_over"),
    path("wijk/<slug:slug>/uitwisseling/bezoek/<int:pk>/", pages.visit, name="visit"),
    path("wijk/<slug:slug>/uitwisseling/bezoek/<int:pk>/antwoord/", visits.answer, name="answer_visit"),
    path("wijk/<slug:slug>/uitwisseling/bezoek/<int:pk>/verslag/", visits.report, name="report"),
    path("wijk/<slug:slug>/uitwisseling/vragen/", wondering.listing, name="questions"),
    path("wijk/<slug:slug>/uitwisseling/vragen/nieuw/", wondering.ask, name="ask"),
    path("wijk/<slug:slug>/uitwisseling/vragen/<int:pk>/", wondering.question, name="question"),
    path("wijk/<slug:slug>/uitwisseling/vragen/<int:pk>/antwoord/", wondering.reply, name="reply"),
    path("wijk/<slug:slug>/uitwisseling/volgen/", following.listing, name="follows"),
    path("wijk/<slug:slug>/uitwisseling/volgen/nieuw/", following.follow, name="follow"),
    path("wijk/<slug:slug>/uitwisseling/volgen/<int:pk>/lees/", following.look, name="look"),
    path("wijk/<slug:slug>/uitwisseling/volgen/<int:pk>/stop/", following.unfollow, name="unfollow"),
]
