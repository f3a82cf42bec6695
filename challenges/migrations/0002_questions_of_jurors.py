import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clarification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="demandée le")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "à traiter"),
                            ("forwarded", "transmise aux porteurs"),
                            ("answered", "répondue"),
                            ("closed", "sans suite"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("question", models.TextField(max_length=1000, verbose_name="question")),
                (
                    "forwarded_question",
                    models.TextField(blank=True, max_length=1000, verbose_name="question transmise"),
                ),
                ("forwarded_at", models.DateTimeField(blank=True, null=True, verbose_name="transmise le")),
                ("answer", models.TextField(blank=True, max_length=3000, verbose_name="réponse")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondue le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="répondue par",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clarifications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="demandée par",
                    ),
                ),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clarifications",
                        to="challenges.challenge",
                        verbose_name="défi",
                    ),
                ),
            ],
            options={
                "verbose_name": "question d’un juré",
                "verbose_name_plural": "questions des jurés",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "asked_by", "question"),
                        name="challenges_clarification_once",
                        violation_error_message="Vous avez déjà posé cette question.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="challenges_clarification_answer",
                        violation_error_message="Une question répondue a une réponse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "forwarded"), _negated=True),
                            ("forwarded_at__isnull", False),
                            _connector="OR",
                        ),
                        name="challenges_clarification_forwarded",
                        violation_error_message="Une question transmise a une date de transmission.",
                    ),
                ],
            },
        ),
    ]
