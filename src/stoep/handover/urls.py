"""Addresses of this room, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.handover.views import erasing, pages, writing

app_name = "handover"
urlpatterns = [
    path("wijk/<slug:slug>/overdracht/", pages.powers, name="powers"),
    path("wijk/<slug:slug>/overdracht/nieuw/", writing.change_power, name="change_power"),
    path("wijk/<slug:slug>/overdracht/geld/", writing.mark, name="mark"),
    path("wijk/<slug:slug>/overdracht/geld/<int:pk>/wissen/", erasing.erase_to, name="erase_to"),
    path("wijk/<slug:slug>/overdracht/<int:pk>/", pages.dossier, name="dossier"),
    path("wijk/<slug:slug>/overdracht/<int:pk>/dossier.pdf", pages.as_pdf, name="pdf"),
    path("wijk/<slug:slug>/overdracht/<int:pk>/bevestigen/", writing.confirm, name="confirm"),
    path("wijk/<slug:slug>/overdracht/<int:pk>/wissen/", erasing.erase_names, name="erase_names"),
    path("wijk/<slug:slug>/overdracht/<int:pk>/regel/<int:line>/", writing.reply, name="reply"),
    path("wijk/<slug:slug>/overdracht/<int:pk>/regel/<int:line>/akkoord/", writing.agree, name="agree"),
]
