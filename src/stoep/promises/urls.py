"""Addresses of promises; those of one promise follow its short address."""

from __future__ import annotations

from django.urls import path

from stoep.promises import views

app_name = "promises"
urlpatterns = [
    path("wijk/<slug:slug>/beloften/", views.register, name="register"),
    path("wijk/<slug:slug>/beloften/noteer/", views.note, name="note"),
    path("wijk/<slug:slug>/beloften/van-mij/", views.mine, name="mine"),
    path("wijk/<slug:slug>/beloften/muur/", views.wall, name="wall"),
    path("wijk/<slug:slug>/beloften.csv", views.as_csv, name="csv"),
    path("beloften/datum/", views.read_date, name="read-date"),
    path("b/<str:code>/bevestigen/", views.confirm, name="confirm"),
    path("b/<str:code>/bijstellen/", views.change, name="change"),
    path("b/<str:code>/wissen/", views.erase, name="erase"),
    path("b/<str:code>/oordeel/", views.judge, name="judge"),
]
