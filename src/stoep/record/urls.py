"""Addresses of the public log. Everything here is for everyone; nothing here changes anything."""

from __future__ import annotations

from django.urls import path

from stoep.record import views

app_name = "record"
urlpatterns = [
    path("wijk/<slug:slug>/logboek/", views.log, name="log"),
    path("wijk/<slug:slug>/logboek/<int:index>/", views.entry, name="entry"),
    path("wijk/<slug:slug>/logboek/<int:index>.tlog-proof", views.proof, name="proof"),
    path("wijk/<slug:slug>/logboek/stempel/", views.latest_checkpoint, name="latest_checkpoint"),
    path("wijk/<slug:slug>/logboek/stempel/<int:size>/", views.checkpoint, name="checkpoint"),
    path("wijk/<slug:slug>/logboek/stempel/<int:size>.txt", views.checkpoint_note, name="checkpoint_note"),
    path("wijk/<slug:slug>/logboek/controleren/", views.check, name="check"),
    path("wijk/<slug:slug>/logboek/heel-het-logboek.jsonl", views.export, name="export"),
    path("logboek/stoep-verify.py", views.verifier, name="verifier"),
]
