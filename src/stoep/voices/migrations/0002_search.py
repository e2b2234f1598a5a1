"""The full-text index, in each database's own form. See stoep.voices.search."""

from django.db import migrations


def lay_down(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE voices_search USING fts5(words, content='', "
            "tokenize=\"unicode61 remove_diacritics 2\")"
        )
        # Without this, the letters of a taken-out text stay in the file until segments happen to be merged.
        schema_editor.execute("INSERT INTO voices_search(voices_search, rank) VALUES ('secure-delete', 1)")
    else:
        schema_editor.execute("CREATE TABLE voices_search (voice_id bigint PRIMARY KEY, found tsvector NOT NULL)")
        schema_editor.execute("CREATE INDEX voices_search_found ON voices_search USING gin (found)")


def take_up(apps, schema_editor):
    schema_editor.execute("DROP TABLE voices_search")


class Migration(migrations.Migration):
    dependencies = [("voices", "0001_initial")]
    operations = [migrations.RunPython(lay_down, take_up)]
