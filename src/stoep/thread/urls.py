"""Addresses of the red thread; the short ones stand on slips and posters."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from stoep.thread import feeds
from stoep.thread.views import council, lines, places
from stoep.thread.views.years import years

app_name = "thread"
urlpatterns = [
    path("wijk/<slug:slug>/", places.neighbourhood, name="neighbourhood"),
    path("wijk/<slug:slug>/wat-ervan-kwam/", places.period, name="period"),
    path("wijk/<slug:slug>/vandaag/", places.day, name="day"),
    path("wijk/<slug:slug>/twintig-jaar/", years, name="years"),
    path("wijk/<slug:slug>/cijfers/", places.figures, name="figures"),
    path("wijk/<slug:slug>/raadsbeeld/", council.council_view, name="council_view"),
    path("wijk/<slug:slug>/raadsbeeld/raadsbeeld.pdf", council.council_pdf, name="council_pdf"),
    path("wijk/<slug:slug>/partners/", council.partner_list, name="partners"),
    path("wijk/<slug:slug>/partners/<int:pk>/", council.partner, name="partner"),
    path("wijk/<slug:slug>/nieuws.atom", require_safe(feeds.News()), name="feed"),
    path("nr/", lines.find, name="find"),
    path("nr/<str:number>/", lines.voice, name="voice"),
    path("a/<str:code>/", lines.item, name="item"),
    path("b/<str:code>/", lines.promise, name="promise"),
    path("gemeente/<slug:code>/", places.municipality, name="municipality"),
    path("gebied/<str:code>/", places.area, name="area"),
]
