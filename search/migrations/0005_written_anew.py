"""Records have a longer layout now: two layouts must never meet, so the copy is emptied and written anew."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0004_jobs_and_courses")]
    operations = [
        migrations.RunSQL(
            "delete from search_searchdocument; update search_indexstate set layout = '', documents = 0",
            migrations.RunSQL.noop,
        )
    ]
