import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eig.files.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "file",
                    models.FileField(max_length=60, upload_to=eig.files.models.random_name, verbose_name="fichier"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nom d’origine")),
                ("size", models.PositiveIntegerField(verbose_name="taille")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="pages")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envoyé par",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="envoyé le")),
            ],
            options={
                "verbose_name": "fichier",
            },
        ),
    ]
