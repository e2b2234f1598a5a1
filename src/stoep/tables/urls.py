"""Addresses of the tables, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.tables.views import mending, paper, plans, register, resolutions

app_name = "tables"
urlpatterns = [
    path("wijk/<slug:slug>/tafels/", register.register, name="register"),
    path("wijk/<slug:slug>/tafels/nieuw/", register.register_table, name="register_table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/", register.table, name="table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/zetel/", register.add_seat, name="add_seat"),
    path("wijk/<slug:slug>/tafels/<int:pk>/stoppen/", register.end_table, name="end_table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/intrekken/", mending.withdraw_table, name="withdraw_table"),
    path("wijk/<slug:slug>/tafels/<int:pk>/plan/", plans.register_plan, name="register_plan"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/van-ons/", register.confirm_seat, name="confirm_seat"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/niet-van-ons/", register.deny_seat, name="deny_seat"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/voorbij/", register.end_seat, name="end_seat"),
    path("wijk/<slug:slug>/tafels/zetel/<int:pk>/naam-wissen/", mending.erase_seat_name, name="erase_seat_name"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/", plans.plan, name="plan"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/plan.pdf", paper.plan_sheet, name="plan_sheet"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/vragen/", plans.ask, name="ask"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/standpunt/", plans.position, name="position"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/intrekken/", mending.withdraw_plan, name="withdraw_plan"),
    path("wijk/<slug:slug>/tafels/plan/<int:pk>/vaststellen/", plans.establish, name="establish"),
    path("wijk/<slug:slug>/tafels/besluiten/", resolutions.resolutions, name="resolutions"),
    path("wijk/<slug:slug>/tafels/besluiten/besluitenlijst.pdf", paper.listing, name="listing"),
    path("wijk/<slug:slug>/tafels/besluiten/nieuw/", resolutions.open_resolution, name="open_resolution"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/", resolutions.resolution, name="resolution"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/tekst/", resolutions.amend, name="amend"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/zeggen/", resolutions.cast, name="cast"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/opschrijven/", resolutions.write_down, name="write_down"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/klopt-niet/", resolutions.deny, name="deny"),
    path(
        "wijk/<slug:slug>/tafels/besluiten/<int:number>/bezwaar-weg/",
        resolutions.withdraw_objection,
        name="withdraw_objection",
    ),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/sluiten/", resolutions.close, name="close"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/intrekken/", resolutions.withdraw, name="withdraw"),
    path("wijk/<slug:slug>/tafels/besluiten/<int:number>/minderheid/", resolutions.minority, name="minority"),
]
