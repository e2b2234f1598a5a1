"""The addresses of the pages that belong to no room."""

from __future__ import annotations

from django.urls import path

from stoep.web import demo, views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("taal/", views.language, name="language"),
    path("over-stoep/", views.page, {"template": "web/about.html"}, name="about"),
    path("toegankelijkheid/", views.page, {"template": "web/accessibility.html"}, name="accessibility"),
    path("uw-gegevens/", views.page, {"template": "web/privacy.html"}, name="privacy"),
    path("code/", views.page, {"template": "web/source.html"}, name="source"),
    path("volg/<str:number>/wissen/", views.wipe, name="wipe"),
    path("kijk-door/", demo.look_through, name="look-through"),
    path("postvak/", demo.outbox, name="outbox"),
    path("robots.txt", views.robots_txt, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
