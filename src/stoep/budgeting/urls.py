"""Addresses of dividing money together, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.budgeting.views import ideas, looking, pages, setting

app_name = "budgeting"
_ALL = "wijk/<slug:slug>/samen-geld-verdelen"
_ONE = f"{_ALL}/<int:number>"
_IDEA = f"{_ONE}/ideeen/<str:voice>"
urlpatterns = [
    path(f"{_ALL}/", pages.listing, name="list"),
    path(f"{_ALL}/nieuw/", setting.write, name="write"),
    path(f"{_ONE}/", pages.round, name="round"),
    path(f"{_ONE}/concept/", setting.change_draft, name="change_draft"),
    path(f"{_ONE}/veranderen/", setting.change, name="change"),
    path(f"{_ONE}/opzij/", setting.put_aside, name="put_aside"),
    path(f"{_ONE}/stoppen/", setting.stop, name="stop"),
    path(f"{_ONE}/openen/", setting.announce, name="announce"),
    path(f"{_ONE}/besluit/<int:pk>/", pages.decision, name="decision"),
    path(f"{_ONE}/besluit/<int:pk>/akkoord/", setting.second, name="second"),
    path(f"{_ONE}/besluit/<int:pk>/intrekken/", setting.withdraw, name="withdraw"),
    path(f"{_ONE}/ideeen/", ideas.listing, name="ideas"),
    path(f"{_ONE}/ideeen/nieuw/", ideas.give, name="give"),
    path(f"{_ONE}/ideeen/van-papier/", ideas.give_for, name="give_for"),
    path(f"{_ONE}/nog-niet-nagekeken/", looking.owed, name="owed"),
    path(f"{_ONE}/stembiljet/", looking.ballot, name="plans"),
    path(f"{_ONE}/stembiljet/maken/", looking.propose_ballot, name="propose_ballot"),
    path(f"{_IDEA}/", ideas.idea, name="idea"),
    path(f"{_IDEA}/kijken/", looking.look, name="look"),
    path(f"{_IDEA}/vragen/", looking.ask, name="ask"),
    path(f"{_IDEA}/herstellen/", looking.repair, name="repair"),
    path(f"{_IDEA}/kosten/", looking.guess, name="guess"),
    path(f"{_IDEA}/terughalen/", looking.withdraw, name="withdraw_idea"),
]
