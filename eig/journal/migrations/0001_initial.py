import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="contenttypes.contenttype",
                        verbose_name="nature",
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField(verbose_name="identifiant")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                ("verb", models.CharField(max_length=40, verbose_name="acte")),
                ("sentence", models.CharField(max_length=200, verbose_name="fait")),
                ("before", models.CharField(blank=True, max_length=30, verbose_name="état avant")),
                ("after", models.CharField(blank=True, max_length=30, verbose_name="état après")),
                ("note", models.TextField(blank=True, verbose_name="précision")),
                ("at", models.DateTimeField(verbose_name="le")),
            ],
            options={
                "verbose_name": "ligne du journal",
                "verbose_name_plural": "journal",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["content_type", "object_id", "at"], name="journal_entry_subject")],
            },
        ),
    ]
