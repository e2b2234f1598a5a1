"""The newest answers of a neighbourhood, by an index. Apart from 0003: PostgreSQL alters no table just filled."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voices", "0003_answer_neighbourhood")]

    operations = [
        migrations.AlterField(
            model_name="answer",
            name="neighbourhood",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="places.neighbourhood"
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["neighbourhood", "-given_at", "-id"], name="answer_newest"),
        ),
    ]
