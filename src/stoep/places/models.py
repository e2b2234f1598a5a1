"""Rows of places: official areas with figures, and neighbourhoods as residents draw and name them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stoep.shared.choices import label


class Area(models.Model):
    """An official area of one year: country, municipality, wijk or buurt. The key is (code, year); codes are text.

    `lon`, `lat` is a point that lies in the area; `west`..`north` is its box, in degrees WGS84. All four and the
    point are empty for the few areas without an outline.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("land")
        MUNICIPALITY = "municipality", _("gemeente")
        WIJK = "wijk", _("wijk")
        BUURT = "buurt", _("buurt")

    code = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    # The name without accents and capitals, so that a search by prefix can use an index.
    plain_name = models.CharField(max_length=200, db_index=True, editable=False)
    within = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    municipality = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="areas")
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="area_code_and_year")]
        indexes = [
            models.Index(fields=["kind", "year", "lon"], name="area_kind_year_lon"),
            models.Index(fields=["year", "kind", "plain_name"], name="area_year_kind_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.year})"

    def get_absolute_url(self) -> str:
        return reverse("thread:area", args=[self.code])


class AreaOutline(models.Model):
    """The line around an area, apart from its row: lists of areas never carry it along.

    `geometry` is a GeoJSON Polygon or MultiPolygon as text, WGS84; `coarse` is the same with fewer points, for a map
    of the whole country (empty where nobody asks for one).
    """

    area = models.OneToOneField(Area, models.CASCADE, primary_key=True, related_name="outline")
    geometry = models.TextField()
    coarse = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.area_id)


class Source(models.Model):
    """Where figures and outlines come from, as it stands beside them: title, year and licence."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    licence = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """One published number of one area. What is secret, unknown or not published has no row: it is never 0."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=40)
    value = models.FloatField()
    dated_on = models.DateField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="figures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "measure"], name="figure_once_per_area")]

    def __str__(self) -> str:
        return f"{self.measure} = {self.value} ({self.dated_on})"


class PostcodeArea(models.Model):
    """A buurt that lies (partly) in a postcode of four digits; `share` is the part of the postcode's land in it."""

    postcode = models.CharField(max_length=4)
    area = models.ForeignKey(Area, models.CASCADE, related_name="postcodes")
    share = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["postcode", "area"], name="postcode_once_per_area")]

    def __str__(self) -> str:
        return f"{self.postcode} {self.area_id}"


class Neighbourhood(models.Model):
    """What residents themselves call their neighbourhood: wijk, stadsbuurt, village core and village are equals.

    It is a choice of official areas, or a line of their own on the map; it may overlap with others.
    `outline` is that line, a GeoJSON Polygon as text; then `areas` are the buurten whose point lies in it.
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
    outline = models.TextField(blank=True)
    drawn_on = models.DateField()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("thread:neighbourhood", args=[self.slug])

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Wijk, stadsbuurt, village core or village, in the reader's language."""
        return label(self.Kind, self.kind)


class NameWord(models.Model):
    """A word by which an area or a neighbourhood is found. `own`: of its own name, not of its municipality's."""

    word = models.CharField(max_length=60, db_index=True)
    own = models.BooleanField(default=True)
    area = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="words")
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, null=True, blank=True, related_name="words")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="word_of_one_place",
                condition=Q(area__isnull=True) ^ Q(neighbourhood__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.word


class AreaStreet(models.Model):
    """A street that lies (partly) in an official area, as the address register spells it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="streets")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="street_once_per_area")]

    def __str__(self) -> str:
        return self.name


class Street(models.Model):
    """A street that a neighbourhood added to its list itself: no file of the register that was loaded has it."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="own_streets")
    name = models.CharField(max_length=80)
    noted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "name"], name="street_once_per_neighbourhood")]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What residents say about a figure: it stands beside the figure, and opens it.

    `measure` is empty when the words are about all figures together. With `refuses`, residents leave the figure out
    here, and the words say why.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, null=True, blank=True, related_name="readings")
    area = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="readings")
    measure = models.CharField(max_length=40, blank=True)
    words = models.TextField()
    refuses = models.BooleanField(default=False)
    by_side = models.CharField(max_length=20)
    written_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reading_of_one_place",
                condition=Q(area__isnull=True) ^ Q(neighbourhood__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Load(models.Model):
    """How far the loading of one source has come, so that a broken load goes on where it was.

    `cursor` is the address of the next page, or empty; `rows` is what has been read until there.
    """

    key = models.CharField(max_length=200, unique=True)
    cursor = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.rows}"
