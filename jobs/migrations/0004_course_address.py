from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0003_courses_taught'),
    ]

    operations = [
        migrations.AddField(
            model_name='course',
            name='address_public',
            field=models.BooleanField(default=True, verbose_name='mostra l’indirizzo sul sito'),
        ),
    ]
