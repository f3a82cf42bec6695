import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from eig.common.sql import LoadSql


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
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("section", models.CharField(blank=True, max_length=80, verbose_name="section")),
                ("label", models.CharField(max_length=300, verbose_name="question")),
                ("help", models.TextField(blank=True, verbose_name="aide")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "texte court"),
                            ("long_text", "texte long"),
                            ("one_choice", "un choix"),
                            ("several", "plusieurs choix"),
                            ("number", "nombre"),
                            ("date", "date"),
                            ("yes_no", "oui ou non"),
                            ("scale", "échelle"),
                            ("faces", "météo"),
                            ("link", "lien"),
                        ],
                        default="long_text",
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                (
                    "max_chars",
                    models.PositiveIntegerField(
                        default=900,
                        validators=[django.core.validators.MinValueValidator(50)],
                        verbose_name="limite (caractères)",
                    ),
                ),
                ("minimum", models.IntegerField(blank=True, null=True, verbose_name="au moins")),
                ("maximum", models.IntegerField(blank=True, null=True, verbose_name="au plus")),
                ("low_words", models.CharField(blank=True, max_length=60, verbose_name="mots du premier échelon")),
                ("high_words", models.CharField(blank=True, max_length=60, verbose_name="mots du dernier échelon")),
                ("required", models.BooleanField(default=True, verbose_name="obligatoire")),
                ("key", models.SlugField(blank=True, max_length=60, verbose_name="clef")),
                ("shown_value", models.CharField(blank=True, max_length=60, verbose_name="réponse qui la fait poser")),
                (
                    "shown_when",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="depending",
                        to="questions.question",
                        verbose_name="posée seulement selon la réponse à",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="questions.questionnaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "ordering": ["questionnaire", "order", "pk"],
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
                ("text", models.TextField(blank=True, verbose_name="réponse")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="questions.question"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="questions.response"
                    ),
                ),
            ],
            options={
                "verbose_name": "réponse à une question",
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("value", models.SlugField(editable=False, max_length=60, verbose_name="valeur")),
                ("label", models.CharField(max_length=200, verbose_name="réponse")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="retirée")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="questions.question"
                    ),
                ),
            ],
            options={
                "verbose_name": "réponse proposée",
                "verbose_name_plural": "réponses proposées",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "value"), name="questions_option_value"),
                    models.UniqueConstraint(
                        fields=("question", "label"),
                        name="questions_option_label",
                        violation_error_message="Cette réponse est déjà proposée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True),
                        name="questions_option_named",
                        violation_error_message="Une réponse proposée a une valeur.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("questionnaire", "order"),
                name="questions_question_order",
                violation_error_message="Deux questions d’un même questionnaire ne peuvent pas avoir le même ordre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("questionnaire", "key"),
                name="questions_question_key",
                violation_error_message="Deux questions d’un même questionnaire ne peuvent pas avoir la même clef.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "text",
                            "long_text",
                            "one_choice",
                            "several",
                            "number",
                            "date",
                            "yes_no",
                            "scale",
                            "faces",
                            "link",
                        ],
                    )
                ),
                name="questions_question_kind",
                violation_error_message="Cette nature de question n’existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_chars__gte", 50)),
                name="questions_question_limit",
                violation_error_message="La limite d’une réponse est d’au moins 50 caractères.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "scale"),
                        ("maximum__gt", models.F("minimum")),
                        ("maximum__isnull", False),
                        (
                            "maximum__lte",
                            django.db.models.expressions.CombinedExpression(models.F("minimum"), "+", models.Value(10)),
                        ),
                        ("minimum__gte", 0),
                        ("minimum__isnull", False),
                    ),
                    models.Q(
                        ("kind", "number"),
                        models.Q(
                            ("minimum", None), ("maximum", None), ("maximum__gt", models.F("minimum")), _connector="OR"
                        ),
                    ),
                    models.Q(
                        models.Q(("kind__in", ["scale", "number"]), _negated=True), ("maximum", None), ("minimum", None)
                    ),
                    _connector="OR",
                ),
                name="questions_question_bounds",
                violation_error_message="Une échelle va d’un échelon à un autre, dix plus loin au plus ; un nombre peut avoir des bornes, dans l’ordre ; les autres questions n’en ont pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shown_value", ""), ("shown_when", None)),
                    models.Q(("shown_when__isnull", False), models.Q(("shown_value", ""), _negated=True)),
                    _connector="OR",
                ),
                name="questions_question_condition",
                violation_error_message="Une condition est une question et la réponse qui fait poser celle-ci : donnez les deux, ou aucune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("response", "question"), name="questions_answer_once"),
        ),
        LoadSql("questions_option", "ef6f5f4d113f"),
        LoadSql("questions_question", "0dc23ddf7dfd"),
    ]
