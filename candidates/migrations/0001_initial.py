import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eig.common.sql import LoadSql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("challenges", "0001_initial"),
        ("files", "0001_initial"),
        ("juries", "0001_initial"),
        ("promotions", "0001_initial"),
        ("questions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="promotions.promotion",
                        verbose_name="promotion",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="numéro de dépôt")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "brouillon"),
                            ("submitted", "déposée"),
                            ("set_aside", "écartée"),
                            ("preselected", "présélectionnée"),
                            ("not_preselected", "non présélectionnée"),
                            ("chosen", "proposition faite"),
                            ("reserve", "sur liste d’attente"),
                            ("not_chosen", "non retenue"),
                            ("recruited", "lauréat"),
                            ("declined", "poste décliné"),
                            ("lapsed", "sans réponse"),
                            ("withdrawn", "retirée"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="téléphone")),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="ville de résidence")),
                ("headline", models.CharField(blank=True, max_length=150, verbose_name="votre métier en une ligne")),
                ("portfolio", models.URLField(blank=True, verbose_name="portfolio ou dépôt de code")),
                ("mobility", models.CharField(blank=True, max_length=400, verbose_name="mobilité et contraintes")),
                (
                    "cv",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cv_of",
                        to="files.storedfile",
                        verbose_name="CV (PDF)",
                    ),
                ),
                (
                    "answers",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="questions.response",
                        verbose_name="réponses",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(verbose_name="commencée le")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="enregistrée le")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="déposée le")),
                (
                    "pending_verdict",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "présélectionner"), ("refuse", "ne pas présélectionner")],
                        max_length=10,
                        verbose_name="décision préparée",
                    ),
                ),
                ("pending_reason", models.TextField(blank=True, verbose_name="motif préparé")),
                ("refusal_reason", models.TextField(blank=True, verbose_name="motif")),
            ],
            options={
                "verbose_name": "candidature",
                "ordering": ["-submitted_at", "-pk"],
                "indexes": [models.Index(fields=["promotion", "status"], name="candidates_application_list")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "user"),
                        name="candidates_application_once",
                        violation_error_message="Vous avez déjà une candidature pour cette promotion.",
                    ),
                    models.UniqueConstraint(fields=("promotion", "number"), name="candidates_application_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "set_aside",
                                    "preselected",
                                    "not_preselected",
                                    "chosen",
                                    "reserve",
                                    "not_chosen",
                                    "recruited",
                                    "declined",
                                    "lapsed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="candidates_application_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "withdrawn"]),
                            models.Q(
                                ("number__isnull", False),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="candidates_application_submitted",
                        violation_error_message="Une candidature déposée est datée et numérotée.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promotions.statement",
                        verbose_name="phrase",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="candidates.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "déclaration acceptée",
                "verbose_name_plural": "déclarations acceptées",
                "constraints": [
                    models.UniqueConstraint(fields=("application", "statement"), name="candidates_acceptance_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="candidates.application",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                (
                    "hearing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interview",
                        to="juries.hearing",
                        verbose_name="audition",
                    ),
                ),
                ("booked_at", models.DateTimeField(verbose_name="fixée le")),
            ],
            options={
                "verbose_name": "audition d’un candidat",
                "verbose_name_plural": "auditions des candidats",
                "ordering": ["hearing__starts_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "position"),
                        name="candidates_interview_once",
                        violation_error_message="Cette personne est déjà auditionnée pour ce poste.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(default=1, verbose_name="place")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "préparée"),
                            ("offered", "en attente de réponse"),
                            ("accepted", "acceptée"),
                            ("declined", "refusée"),
                            ("expired", "expirée"),
                            ("cancelled", "annulée"),
                        ],
                        default="prepared",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="préparée par",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="préparée le")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyée le")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="réponse attendue avant le")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="réponse le")),
            ],
            options={
                "verbose_name": "proposition",
                "ordering": ["position", "seat", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("prepared", "offered", "accepted"))),
                        fields=("position", "seat"),
                        name="candidates_offer_seat",
                        violation_error_message="Cette place est déjà proposée ou pourvue.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("prepared", "offered", "accepted"))),
                        fields=("application",),
                        name="candidates_offer_one_live",
                        violation_error_message="Cette personne a déjà une proposition en cours ou acceptée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["prepared", "offered", "accepted", "declined", "expired", "cancelled"])
                        ),
                        name="candidates_offer_status",
                    ),
                    models.CheckConstraint(condition=models.Q(("seat__gte", 1)), name="candidates_offer_first_seat"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["prepared", "cancelled"]),
                            models.Q(("expires_at__gt", models.F("made_at")), ("made_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="candidates_offer_dated",
                        violation_error_message="Une proposition envoyée a une date limite de réponse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["accepted", "declined"]), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="candidates_offer_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rankings",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rankings",
                        to="candidates.application",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
            ],
            options={
                "verbose_name": "rang sur une liste",
                "verbose_name_plural": "listes de classement",
                "ordering": ["position", "rank"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("position", "application"),
                        name="candidates_ranking_once",
                        violation_error_message="Cette personne est déjà sur la liste.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("position", "rank"),
                        name="candidates_ranking_rank",
                        violation_error_message="Deux personnes ne peuvent pas avoir le même rang.",
                    ),
                    models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="candidates_ranking_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="candidates.application"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("motivation", models.TextField(blank=True, verbose_name="motivation")),
            ],
            options={
                "verbose_name": "vœu",
                "verbose_name_plural": "vœux",
                "ordering": ["application", "rank"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("application", "rank"),
                        name="candidates_wish_rank",
                        violation_error_message="Deux vœux ne peuvent pas avoir le même rang.",
                    ),
                    models.UniqueConstraint(
                        fields=("application", "position"),
                        name="candidates_wish_position",
                        violation_error_message="Ce poste est déjà dans vos vœux.",
                    ),
                    models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="candidates_wish_first"),
                ],
            },
        ),
        LoadSql("candidates_applicationacceptance", "0c7fcb6bf621"),
        LoadSql("candidates_wish", "9acc9b7c2be6"),
    ]
