import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="adresse")),
                (
                    "layout",
                    models.CharField(
                        choices=[
                            ("text", "texte"),
                            ("questions", "questions et réponses"),
                            ("complement", "complément d’une page du site"),
                        ],
                        default="text",
                        max_length=20,
                        verbose_name="présentation",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                (
                    "status",
                    models.CharField(
                        choices=[("hidden", "non publiée"), ("published", "publiée")],
                        default="hidden",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nº")),
                ("title", models.CharField(max_length=120, verbose_name="titre")),
                ("lead", models.CharField(blank=True, max_length=300, verbose_name="chapeau")),
                ("body", models.TextField(verbose_name="texte")),
                ("written_at", models.DateTimeField(verbose_name="le")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="pages.page"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="page",
            name="current",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pages.version",
                verbose_name="version publiée",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("page", "number"),
                name="pages_version_number",
                violation_error_message="Cette page vient d’être enregistrée par quelqu’un d’autre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["hidden", "published"])), name="pages_page_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("layout__in", ["text", "questions", "complement"])), name="pages_page_layout"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "hidden"), ("current__isnull", False), _connector="OR"),
                name="pages_page_text",
                violation_error_message="Une page publiée a un texte.",
            ),
        ),
    ]
