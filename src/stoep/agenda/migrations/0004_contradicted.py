"""How many authors say that an item is not what they meant: kept from here on, and counted here for what was there."""

from collections import Counter

from django.db import migrations, models
from django.db.models import Count
from django.utils import timezone


def count(apps, schema_editor):
    origins = apps.get_model("agenda", "Origin").objects.filter(author_agrees=False)
    items, tallies = apps.get_model("agenda", "Item").objects, apps.get_model("voices", "Tally").objects
    running = origins.filter(released_at__isnull=True).values_list("item").annotate(number=Count("pk")).order_by()
    for item, number in running:
        items.filter(pk=item).update(contradicted_count=number)
    said = origins.filter(author_said_at__isnull=False).values_list("item__neighbourhood", "author_said_at").order_by()
    days = Counter((place, timezone.localtime(moment).date()) for place, moment in said.iterator(2000))
    for (place, day), number in days.items():
        row, _made = tallies.get_or_create(neighbourhood_id=place, day=day)
        tallies.filter(pk=row.pk).update(contradicted=number)


class Migration(migrations.Migration):

    dependencies = [
        ('agenda', '0003_vision_and_upkeep'),
        ('people', '0001_initial'),
        ('voices', '0004_tally_contradicted'),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='contradicted_count',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='origin',
            index=models.Index(condition=models.Q(('author_agrees', False)), fields=['author_said_at', 'id'], name='origin_said_no'),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
