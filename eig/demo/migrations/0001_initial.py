from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DemoBuild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scenario", models.CharField(max_length=30, verbose_name="scénario")),
                ("built_at", models.DateTimeField(verbose_name="construite le")),
            ],
            options={
                "verbose_name": "démonstration",
            },
        ),
    ]
