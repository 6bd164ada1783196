"""Words have counts of their own and completions their table; the copy is emptied and written anew (see 0005).

Texts are analysed with compounds and English stems now. The editors' list gains groups about work and courses; groups
that they have changed or switched off stay as they are.
"""

from pathlib import Path

from django.db import migrations, models

LIST = Path(__file__).parent.parent / "data" / "synonyms_work.csv"


def load(apps, schema_editor):
    Synonym = apps.get_model("search", "Synonym")
    groups = LIST.read_text(encoding="utf-8").splitlines()[1:]
    Synonym.objects.bulk_create([Synonym(group=group) for group in groups if group.strip()], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("search", "0006_written_anew_again")]
    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("token", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("df", models.PositiveIntegerField(default=1, help_text="Documents, as of the last refresh.")),
            ],
        ),
        migrations.CreateModel(
            name="Start",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.CharField(help_text="Folded, from one of its words on.", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("place", "Luoghi"), ("occupation", "Professioni"), ("word", "Parole")], max_length=10
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("detail", models.CharField(blank=True, max_length=60)),
                ("query", models.CharField(help_text="What it adds to the address: nil=23.", max_length=100)),
                (
                    "df",
                    models.PositiveIntegerField(help_text="Documents that it finds, as of the last refresh."),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["start"],
                        include=["kind", "label", "detail", "query", "df"],
                        name="search_start_prefix",
                        opclasses=["text_pattern_ops"],
                    )
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(
            "delete from search_searchdocument; update search_indexstate set layout = '', documents = 0",
            migrations.RunSQL.noop,
        ),
    ]
