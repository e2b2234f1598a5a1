"""Addresses of whom we do not hear yet, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.reach.views import cards, desk, pages, steps

app_name = "reach"
urlpatterns = [
    path("wijk/<slug:slug>/wie-missen-we/", pages.missing, name="missing"),
    path("wijk/<slug:slug>/wie-missen-we/eerder/", pages.earlier, name="earlier"),
    path("wijk/<slug:slug>/wie-missen-we/<int:pk>/", pages.edition, name="edition"),
    path("wijk/<slug:slug>/wie-missen-we/kaart/", cards.card, name="own_card"),
    path("wijk/<slug:slug>/wie-missen-we/kaart/<int:pk>/", cards.card, name="card"),
    path("wijk/<slug:slug>/wie-missen-we/kaart/dank/", cards.thanks, name="thanks"),
    path("wijk/<slug:slug>/wie-missen-we/kaart/<int:pk>.pdf", cards.paper, name="paper"),
    path("wijk/<slug:slug>/wie-missen-we/<int:pk>/stap/", steps.plan_step, name="plan_step"),
    path("wijk/<slug:slug>/wie-missen-we/stap/<int:pk>/klaar/", steps.finish_step, name="finish_step"),
    path("wijk/<slug:slug>/wie-missen-we/stap/<int:pk>/ik/", steps.take_step, name="take_step"),
    path("wijk/<slug:slug>/wie-missen-we/stap/<int:pk>/niet-ik/", steps.leave_step, name="leave_step"),
    path("wijk/<slug:slug>/balie/bereik/", desk.desk, name="desk"),
    path("wijk/<slug:slug>/balie/bereik/nieuw/", desk.begin, name="begin"),
    path("wijk/<slug:slug>/balie/bereik/<int:pk>/kaarten/", desk.type_over, name="type"),
    path("wijk/<slug:slug>/balie/bereik/<int:pk>/vertellen/", desk.publish, name="publish"),
    path("wijk/<slug:slug>/balie/bereik/<int:pk>/klaar/", desk.end, name="end"),
]
