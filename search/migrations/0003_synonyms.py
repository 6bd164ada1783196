from pathlib import Path

from django.db import migrations

LIST = Path(__file__).parent.parent / "data" / "synonyms.csv"


def load(apps, schema_editor):
    """Start with the list that comes with the portal; from then on it belongs to the editors."""
    Synonym = apps.get_model("search", "Synonym")
    groups = LIST.read_text(encoding="utf-8").splitlines()[1:]
    Synonym.objects.bulk_create([Synonym(group=group) for group in groups if group.strip()], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_storage")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
