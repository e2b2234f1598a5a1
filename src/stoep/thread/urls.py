"""Addresses of the red thread; the short ones stand on slips and posters."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from stoep.thread import feeds, views

app_name = "thread"
urlpatterns = [
    path("wijk/<slug:slug>/", views.neighbourhood, name="neighbourhood"),
    path("wijk/<slug:slug>/wat-ervan-kwam/", views.period, name="period"),
    path("wijk/<slug:slug>/vandaag/", views.day, name="day"),
    path("wijk/<slug:slug>/cijfers/", views.figures, name="figures"),
    path("wijk/<slug:slug>/nieuws.atom", require_safe(feeds.News()), name="feed"),
    path("nr/", views.find, name="find"),
    path("nr/<str:number>/", views.voice, name="voice"),
    path("a/<str:code>/", views.item, name="item"),
    path("b/<str:code>/", views.promise, name="promise"),
    path("gemeente/<slug:code>/", views.municipality, name="municipality"),
    path("gebied/<str:code>/", views.area, name="area"),
]
