"""The voices behind an item in their order, by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="origin",
            index=models.Index(
                condition=models.Q(("released_at__isnull", True)), fields=["item", "id"], name="origin_in_order"
            ),
        ),
    ]
