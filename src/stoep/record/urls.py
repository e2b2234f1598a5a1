"""Addresses of the public log. Everything here is for everyone; only what a witness signed is ever added."""

from __future__ import annotations

from django.urls import path

from stoep.record.views import log as views
from stoep.record.views import witnesses

app_name = "record"
urlpatterns = [
    path("wijk/<slug:slug>/logboek/", views.log, name="log"),
    path("wijk/<slug:slug>/logboek/<int:index>/", views.entry, name="entry"),
    path("wijk/<slug:slug>/logboek/<int:index>.tlog-proof", views.proof, name="proof"),
    path("wijk/<slug:slug>/logboek/stempel/", views.latest_checkpoint, name="latest_checkpoint"),
    path("wijk/<slug:slug>/logboek/stempel/<int:size>/", views.checkpoint, name="checkpoint"),
    path("wijk/<slug:slug>/logboek/stempel/<int:size>.txt", views.checkpoint_note, name="checkpoint_note"),
    path("wijk/<slug:slug>/logboek/stempel/nieuwste.txt", witnesses.newest_note, name="newest_note"),
    path("wijk/<slug:slug>/logboek/sleutels.txt", witnesses.public_keys, name="public_keys"),
    path("wijk/<slug:slug>/logboek/getuigen/", witnesses.witnesses, name="witnesses"),
    path("wijk/<slug:slug>/logboek/getuigen/vraag.txt", witnesses.witness_request, name="witness_request"),
    path("wijk/<slug:slug>/logboek/getuigen/medetekening", witnesses.cosign, name="cosign"),
    path("wijk/<slug:slug>/logboek/controleren/", views.check, name="check"),
    path("wijk/<slug:slug>/logboek/heel-het-logboek.jsonl", views.export, name="export"),
    path("logboek/stoep-verify.py", views.verifier, name="verifier"),
    path("logboek/stoep-witness.py", witnesses.witness_program, name="witness_program"),
]
