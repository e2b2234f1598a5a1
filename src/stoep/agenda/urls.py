"""Addresses of the agenda, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.agenda.views import bringing, carrying, deciding, items, pages, paper, stickers, upkeep, visions

app_name = "agenda"
urlpatterns = [
    path("wijk/<slug:slug>/agenda/", pages.agenda, name="agenda"),
    path("wijk/<slug:slug>/agenda/poster.pdf", paper.poster, name="poster"),
    path("wijk/<slug:slug>/agenda/lijst.pdf", paper.listing, name="listing"),
    path("wijk/<slug:slug>/agenda/agenda.csv", pages.export, name="export"),
    path("wijk/<slug:slug>/agenda/afgesloten/", pages.closed, name="closed"),
    path("wijk/<slug:slug>/agenda/versies/", pages.versions, name="versions"),
    path("wijk/<slug:slug>/agenda/versies/<int:number>/", pages.version, name="version"),
    path("wijk/<slug:slug>/agenda/versies/<int:old>-<int:new>/", pages.difference, name="difference"),
    path("wijk/<slug:slug>/agenda/nog-los/", carrying.untied, name="untied"),
    path("wijk/<slug:slug>/agenda/nieuw/", items.start, name="start"),
    path("wijk/<slug:slug>/agenda/opnemen/", bringing.take_up, name="take_up"),
    path("wijk/<slug:slug>/agenda/plan/", bringing.plan, name="plan"),
    path("wijk/<slug:slug>/agenda/concepten/", bringing.drafts, name="drafts"),
    path("wijk/<slug:slug>/agenda/woorden/", items.words, name="words"),
    path("wijk/<slug:slug>/agenda/volgorde/", deciding.order, name="order"),
    path("wijk/<slug:slug>/agenda/stickers/", stickers.count, name="stickers"),
    path("wijk/<slug:slug>/agenda/stickers/<int:pk>/", stickers.counted, name="sticker_count"),
    path("wijk/<slug:slug>/agenda/vaststellen/", deciding.adopt, name="adopt"),
    path("wijk/<slug:slug>/agenda/besluiten/", deciding.decisions, name="decisions"),
    path("wijk/<slug:slug>/agenda/besluiten/<int:pk>/", deciding.decision, name="decision"),
    path("wijk/<slug:slug>/agenda/besluiten/<int:pk>/sleutel/", deciding.second, name="second"),
    path("wijk/<slug:slug>/agenda/besluiten/<int:pk>/intrekken/", deciding.withdraw, name="withdraw"),
    path("wijk/<slug:slug>/visie/", visions.vision, name="vision"),
    path("wijk/<slug:slug>/visie/concept/", visions.draft, name="vision_draft"),
    path("wijk/<slug:slug>/visie/schrijven/", visions.write, name="write_vision"),
    path("wijk/<slug:slug>/visie/vaststellen/", visions.adopt, name="adopt_vision"),
    path("wijk/<slug:slug>/visie/<int:number>/", visions.version, name="vision_version"),
    path("wijk/<slug:slug>/visie/<int:number>/visie.pdf", paper.vision, name="vision_paper"),
    path("wijk/<slug:slug>/visie/<int:number>/tekenen/", visions.endorse, name="endorse"),
    path("wijk/<slug:slug>/visie/<int:number>/aantekening/", visions.dissent, name="dissent"),
    path("wijk/<slug:slug>/visie/<int:old>-<int:new>/", visions.difference, name="vision_difference"),
    path("a/<str:code>/zo-houden/", upkeep.keep_up, name="keep_up"),
    path("a/<str:code>/terugkijken/", upkeep.look_back, name="look_back"),
    path("a/<str:code>/wijzigen/", items.edit, name="edit"),
    path("a/<str:code>/splitsen/", items.split, name="split"),
    path("a/<str:code>/actueel/", items.current, name="current"),
    path("a/<str:code>/opmerking/", items.remark, name="remark"),
    path("a/<str:code>/samenvoegen/", deciding.merge, name="merge"),
    path("a/<str:code>/krachten/", carrying.tie, name="tie"),
    path("a/<str:code>/afsluiten/", deciding.close, name="close"),
    path("a/<str:code>/concept/", bringing.admit, name="admit"),
    path("a/<str:code>/wegleggen/", bringing.put_aside, name="put_aside"),
    path("a/<str:code>/klopt/<str:number>/", items.claim, name="claim"),
    path("a/<str:code>/klopt/<str:number>/gelezen/", items.read_words, name="read_words"),
    path("a/<str:code>/loslaten/<str:number>/", items.let_go, name="let_go"),
    path("klopt/<int:pk>/", items.answer_origin, name="answer_origin"),
]
