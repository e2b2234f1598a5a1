"""Addresses of the tables, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.tables.views import paper, plans, register

app_name = "tables"
urlpatterns = [
    path("wijk/<slug:slug>/tafels/", register.register, name="register"),
    path("wijk/<slug:slug>/tafels/nieuw/", register.register_table, name="register_table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/", register.table, name="table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/zetel/", register.add_seat, name="add_seat"),
    path("wijk/<slug:slug>/tafels/<int:pk>/stoppen/", register.end_table, name="end_table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/plan/", plans.register_plan, name="register_plan"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/van-ons/", register.confirm_seat, name="confirm_seat"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/niet-van-ons/", register.deny_seat, name="deny_seat"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/voorbij/", register.end_seat, name="end_seat"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/", plans.plan, name="plan"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/plan.pdf", paper.plan_sheet, name="plan_sheet"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/vragen/", plans.ask, name="ask"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/standpunt/", plans.position, name="position"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/vaststellen/", plans.establish, name="establish"),
]
