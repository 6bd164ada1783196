import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bicycle',
            fields=[
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='offers.offer')),
                ('declaration_at', models.DateTimeField(blank=True, help_text='DPR 445/2000 art. 46-47.', null=True)),
                ('saved_in', models.JSONField(blank=True, default=dict)),
                ('unsaved', models.JSONField(blank=True, default=dict)),
                ('type', models.CharField(blank=True, choices=[('city', 'Da città'), ('cargo', 'Da carico')], max_length=5)),
                ('deposit', models.PositiveIntegerField(blank=True, null=True)),
                ('weight', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('lights', models.BooleanField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
