"""Rows of places: official areas with figures, and neighbourhoods as residents draw and name them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """An official area of one year: municipality, wijk or buurt. The key is (code, year); codes are text."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("land")
        MUNICIPALITY = "municipality", _("gemeente")
        WIJK = "wijk", _("wijk")
        BUURT = "buurt", _("buurt")

    code = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    within = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    municipality = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="areas")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="area_code_and_year")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.year})"


class Neighbourhood(models.Model):
    """What residents themselves call their neighbourhood: wijk, stadsbuurt, village core and village are equals.

    It is a choice of official areas, or a line of their own on the map; it may overlap with others.
    """

    class Kind(models.TextChoices):
        WIJK = "wijk", _("wijk")
        STADSBUURT = "stadsbuurt", _("stadsbuurt")
        VILLAGE_CORE = "village-core", _("dorpskern")
        VILLAGE = "village", _("dorp")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    municipality_name = models.CharField(max_length=120)
    areas = models.ManyToManyField(Area, blank=True, related_name="neighbourhoods")
    drawn_on = models.DateField()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("thread:neighbourhood", args=[self.slug])
