"""The shared list of skills, and the positions that ask for them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0011_validations_of_sheets"),
    ]

    operations = [
        migrations.AddField(
            model_name="position",
            name="skills_note",
            field=models.TextField(blank=True, verbose_name="précisions sur les compétences"),
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="nom")),
                ("key", models.CharField(editable=False, max_length=120, unique=True, verbose_name="nom pour le tri")),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("development", "Développement"),
                            ("data", "Données"),
                            ("design", "Design"),
                            ("any", "Pour tous les profils"),
                        ],
                        default="any",
                        max_length=20,
                        verbose_name="rubrique",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposée"),
                            ("listed", "dans la liste"),
                            ("retired", "hors de la liste"),
                            ("merged", "synonyme"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="ajoutée le")),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="synonyms",
                        to="challenges.skill",
                        verbose_name="synonyme de",
                    ),
                ),
            ],
            options={
                "verbose_name": "compétence",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="PositionSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("required", models.BooleanField(verbose_name="nécessaire")),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skill_links",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="challenges.skill",
                        verbose_name="compétence",
                    ),
                ),
            ],
            options={
                "verbose_name": "compétence demandée",
                "verbose_name_plural": "compétences demandées",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="challenges_skill_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["proposed", "listed", "retired", "merged"])),
                name="challenges_skill_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(("domain__in", ["development", "data", "design", "any"])),
                name="challenges_skill_domain",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("same_as__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("same_as", None)),
                    _connector="OR",
                ),
                name="challenges_skill_synonym",
                violation_error_message="Un synonyme, et lui seul, renvoie à une autre compétence.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as", None), models.Q(("same_as", models.F("id")), _negated=True), _connector="OR"
                ),
                name="challenges_skill_other",
                violation_error_message="Une compétence n’est pas son propre synonyme.",
            ),
        ),
        migrations.AddConstraint(
            model_name="positionskill",
            constraint=models.UniqueConstraint(
                fields=("position", "skill"),
                name="challenges_position_skill_once",
                violation_error_message="Une compétence est nécessaire ou souhaitée, pas les deux.",
            ),
        ),
    ]
