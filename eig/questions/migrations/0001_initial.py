import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="nom")),
            ],
            options={
                "verbose_name": "questionnaire",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="questions.questionnaire",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("section", models.CharField(blank=True, max_length=80, verbose_name="section")),
                ("label", models.CharField(max_length=300, verbose_name="question")),
                ("help", models.TextField(blank=True, verbose_name="aide")),
                (
                    "max_chars",
                    models.PositiveIntegerField(
                        default=900,
                        validators=[django.core.validators.MinValueValidator(50)],
                        verbose_name="limite (caractères)",
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="obligatoire")),
            ],
            options={
                "verbose_name": "question",
                "ordering": ["questionnaire", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "order"),
                        name="questions_question_order",
                        violation_error_message="Deux questions d’un même questionnaire ne peuvent pas avoir le même ordre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_chars__gte", 50)),
                        name="questions_question_limit",
                        violation_error_message="La limite d’une réponse est d’au moins 50 caractères.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="questions.questionnaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "réponse",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="questions.response"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="questions.question"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="réponse")),
            ],
            options={
                "verbose_name": "réponse à une question",
                "constraints": [models.UniqueConstraint(fields=("response", "question"), name="questions_answer_once")],
            },
        ),
    ]
