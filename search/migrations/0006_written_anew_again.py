"""Records know the last check and documents their map cell: the copy is emptied and written anew (see 0005)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0006_two_engines")]
    operations = [
        migrations.RunSQL(
            "delete from search_searchdocument; update search_indexstate set layout = '', documents = 0",
            migrations.RunSQL.noop,
        )
    ]
