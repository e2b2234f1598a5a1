"""Each answer repeats the neighbourhood of its voice."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """As the voice of each answer says."""
    Answer, Voice = apps.get_model("voices", "Answer"), apps.get_model("voices", "Voice")
    own = Voice.objects.filter(pk=models.OuterRef("voice_id")).values("neighbourhood_id")[:1]
    Answer.objects.update(neighbourhood_id=models.Subquery(own))


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial"), ("voices", "0002_search")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="neighbourhood",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="places.neighbourhood",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
