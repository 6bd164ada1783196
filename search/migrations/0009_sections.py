from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0008_saved")]
    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="sections",
            field=models.TextField(
                default="", help_text="The same in order, a line for each section: Elasticsearch's."
            ),
        )
    ]
