from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0002_courses'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='course',
            name='accreditation',
        ),
        migrations.RemoveField(
            model_name='course',
            name='waiting_list',
        ),
        migrations.AddField(
            model_name='course',
            name='refresher',
            field=models.BooleanField(default=False, verbose_name='è un aggiornamento per chi ha già l’attestato'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='slot',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='drop_reason',
            field=models.CharField(blank=True, choices=[('work', 'Ha trovato un lavoro'), ('times', 'Orari non compatibili'), ('distance', 'Troppo lontano'), ('childcare', 'Nessuno per i figli in quelle ore'), ('level', 'Livello non adatto'), ('moved', 'Ha cambiato città'), ('absences', 'Troppe assenze'), ('cancelled', 'L’edizione è stata annullata'), ('other', 'Altro motivo')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.UniqueConstraint(fields=('edition', 'slot'), name='lesson_once_a_slot'),
        ),
    ]
