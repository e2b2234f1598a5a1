"""Addresses of dividing money together, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.budgeting.views import pages, setting

app_name = "budgeting"
_ALL = "wijk/<slug:slug>/samen-geld-verdelen"
_ONE = f"{_ALL}/<int:number>"
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
]
