"""Addresses of this room, in Dutch."""

from __future__ import annotations

from django.urls import path

from stoep.archive import views

app_name = "archive"
urlpatterns = [
    path("wijk/<slug:slug>/archief/", views.archive, name="archive"),
    path("wijk/<slug:slug>/archief/openbaar.zip", views.open_part, name="open"),
    path("wijk/<slug:slug>/archief/alles/", views.take, name="take"),
    path("wijk/<slug:slug>/jaarboek/<int:year>/", views.year_book, name="year-book"),
    path("wijk/<slug:slug>/jaarboek/<int:year>.pdf", views.year_book_pdf, name="year-book-pdf"),
]
