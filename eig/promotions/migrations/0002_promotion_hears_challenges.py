from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("promotions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="promotion",
            name="hears_challenges",
            field=models.BooleanField(default=True, verbose_name="un jury entend les défis"),
        ),
    ]
