"""Addresses of gatherings, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.gatherings.views import after, answers, desk, pages, phones, photos, printing, quarters, words

app_name = "gatherings"
_WIJK = "wijk/<slug:slug>"
_ALL = f"{_WIJK}/bijeenkomsten"
_ONE = f"{_ALL}/<int:pk>"
urlpatterns = [
    path(f"{_ALL}/", pages.listing, name="list"),
    path(f"{_ALL}/jongeren/", pages.youth, name="youth"),
    path(f"{_ALL}/nieuw/", desk.write, name="write"),
    path(f"{_ALL}/geen-uitnodigingen/", answers.letterbox, name="letterbox"),
    path(f"{_ALL}/aantallen/", quarters.quarters, name="quarters"),
    path(f"{_ALL}/aantallen/<int:year>-<int:number>/", quarters.quarters, name="quarter"),
    path(f"{_ALL}/niet-bellen/", phones.telephone, name="telephone"),
    path(f"{_ALL}/bellen/", phones.ring, name="ring"),
    path(f"{_ALL}/woorden/", words.listing, name="words"),
    path(f"{_ALL}/woorden/<slug:language>/", words.wording, name="wording"),
    path(f"{_ALL}/wie/<int:pk>/weg/", desk.uninvite, name="uninvite"),
    path(f"{_ALL}/gestuurd/<int:pk>/ongeldig/", answers.void, name="void"),
    path(f"{_ALL}/drukken/<int:pk>/", printing.job, name="job"),
    path(f"{_ALL}/drukken/<int:pk>/bestand/", printing.file, name="file"),
    path(f"{_ALL}/drukken/<int:pk>/opnieuw/", printing.again, name="again"),
    path(f"{_ALL}/drukken/<int:pk>/wissen/", printing.wipe, name="wipe"),
    path(f"{_ALL}/fotos/<int:pk>/erbij/", photos.add, name="add_photo"),
    path(f"{_ALL}/foto/<int:pk>.jpg", photos.image, name="photo"),
    path(f"{_ALL}/foto/<int:pk>/weg/", photos.take_away, name="take_photo_away"),
    path("bewijs-van-een-bijeenkomst/", after.slip, name="slip"),
    path("strookjes-voor-fotos/", photos.slips, name="photo_slips"),
    path("foto-van-mij/", photos.own, name="own_photos"),
    path(f"{_WIJK}/antwoord/", answers.answer, name="answer"),
    path(f"{_ONE}/", pages.activity, name="activity"),
    path(f"{_ONE}/gezicht.jpg", pages.face, name="face"),
    path(f"{_ONE}/werk/", desk.desk, name="desk"),
    path(f"{_ONE}/veranderen/", desk.change, name="change"),
    path(f"{_ONE}/uitnodigen/", desk.invite, name="invite"),
    path(f"{_ONE}/openbaar/", desk.publish, name="publish"),
    path(f"{_ONE}/afgelasten/", desk.call_off, name="call_off"),
    path(f"{_ONE}/foto-weg/", desk.take_face_away, name="take_face_away"),
    path(f"{_ONE}/vertaling/<slug:language>/", words.translation, name="translation"),
    path(f"{_ONE}/drukken/", printing.order, name="print"),
    path(f"{_ONE}/poster-<slug:language>.pdf", printing.poster, name="poster"),
    path(f"{_ONE}/turflijst.pdf", printing.tally_sheet, name="tally_sheet"),
    path(f"{_ONE}/deur/", after.tally, name="tally"),
    path(f"{_ONE}/deur/papier/", after.paper_tally, name="paper_tally"),
    path(f"{_ONE}/gezegd/", after.said, name="said"),
    path(f"{_ONE}/afsluiten/", after.close, name="close"),
    path(f"{_ONE}/aantallen/", after.ledger, name="ledger"),
    path(f"{_ONE}/fotos/", photos.ask, name="ask_photos"),
    path(f"{_ONE}/antwoorden/", answers.by_host, name="by_host"),
    path(f"{_ONE}/gestuurd/", answers.sent, name="sent"),
]
