"""Addresses of voices, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.voices.views import desk, lists, own, say

app_name = "voices"
urlpatterns = [
    path("wijk/<slug:slug>/zeg-het/", say.post, name="post"),
    path("wijk/<slug:slug>/kaart.pdf", say.blank_card, name="blank-card"),
    path("wijk/<slug:slug>/inbreng/", lists.said, name="list"),
    path("wijk/<slug:slug>/nog-geen-antwoord/", lists.waiting, name="waiting"),
    path("wijk/<slug:slug>/balie/kaart/", say.card, name="card"),
    path("wijk/<slug:slug>/balie/nakijken/", desk.check, name="check"),
    path("bewijs/<str:number>/", say.receipt, name="receipt"),
    path("bewijs/<str:number>/bewijs.pdf", say.slip, name="slip"),
    path("bewijs/<str:number>/wat-is-er-al/", say.already, name="already"),
    path("bewijs/<str:number>/klaar/", say.done, name="done"),
    path("volg/", own.follow, name="follow"),
    path("volg/klaar/", own.leave, name="leave"),
    path("volg/<str:number>/", own.own, name="own"),
    path("volg/<str:number>/wie-leest/", own.withdraw, name="withdraw"),
    path("nr/<str:number>/antwoord/", desk.answer, name="answer"),
    path("nr/<str:number>/samen/", desk.join, name="join"),
    path("samen/<int:pk>/uit-elkaar/", desk.split, name="split"),
    path("antwoord/<int:pk>/intrekken/", desk.revoke, name="revoke"),
    path("foto/<int:pk>/", lists.photo, name="photo"),
]
