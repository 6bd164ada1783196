from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """The extensions that everything else stands on."""

    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL("create extension if not exists postgis", migrations.RunSQL.noop),
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
    ]
