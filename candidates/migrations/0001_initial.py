import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eig.common.sql import LoadSql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("files", "0001_initial"),
        ("juries", "0001_initial"),
        ("promotions", "0001_initial"),
        ("questions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("closed", "close"),
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
            ],
            options={
                "verbose_name": "candidature",
                "ordering": ["-submitted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="le")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "déclaration acceptée",
                "verbose_name_plural": "déclarations acceptées",
            },
        ),
        migrations.CreateModel(
            name="Candidacy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wish_rank", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rang du vœu")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("considered", "à entendre"),
                            ("heard", "entendue"),
                            ("ranked", "classée"),
                            ("waiting", "sur liste d’attente"),
                            ("offered", "poste proposé"),
                            ("accepted", "poste accepté"),
                            ("declined", "poste décliné"),
                            ("lapsed", "sans réponse"),
                            ("resigned", "désistement"),
                            ("rescinded", "proposition retirée"),
                            ("left", "quittée"),
                            ("not_kept", "non retenue"),
                        ],
                        default="considered",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidacies",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidature à un poste",
                "verbose_name_plural": "candidatures à un poste",
                "ordering": ["application", "wish_rank", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="précision")),
                ("declared_at", models.DateTimeField(verbose_name="déclaré le")),
                ("examined_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="examiné le")),
                ("stands", models.BooleanField(default=True, verbose_name="écarte la personne")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal", "lien personnel ou familial"),
                            ("professional", "lien professionnel"),
                            ("declared", "déclaré par la personne"),
                            ("other", "autre lien"),
                        ],
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déclaré par",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "conflit d’intérêts",
                "verbose_name_plural": "conflits d’intérêts",
                "ordering": ["application", "user"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InternalNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written_at", models.DateTimeField(verbose_name="le")),
                ("text", models.TextField(max_length=5000, verbose_name="note")),
                (
                    "application",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="internal_notes",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
            ],
            options={
                "verbose_name": "note interne",
                "verbose_name_plural": "notes internes",
                "ordering": ["-written_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(editable=False, unique=True, verbose_name="jeton")),
                ("subject", models.CharField(max_length=150, verbose_name="objet")),
                ("body", models.TextField(max_length=10000, verbose_name="texte")),
                ("reply_to", models.EmailField(max_length=254, verbose_name="réponses à")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="envoyée par",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="envoyée le")),
                ("letters", models.PositiveIntegerField(default=0, verbose_name="courriers")),
                (
                    "applications",
                    models.ManyToManyField(
                        related_name="mailings", to="candidates.application", verbose_name="candidatures"
                    ),
                ),
            ],
            options={
                "verbose_name": "courrier à plusieurs",
                "verbose_name_plural": "courriers à plusieurs",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="tour")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("booked", "fixée"),
                            ("moved", "déplacée"),
                            ("held", "tenue"),
                            ("absent", "personne absente"),
                            ("cancelled", "annulée"),
                        ],
                        default="booked",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version pour les agendas"),
                ),
                ("booked_at", models.DateTimeField(verbose_name="fixée le")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="juries.hearing",
                        verbose_name="créneau",
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
            ],
            options={
                "verbose_name": "audition d’un candidat",
                "verbose_name_plural": "auditions des candidats",
                "ordering": ["hearing__starts_at"],
            },
        ),
        migrations.CreateModel(
            name="JuryPosition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "jury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="heard_positions",
                        to="juries.jury",
                        verbose_name="jury",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing_juries",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
            ],
            options={
                "verbose_name": "poste entendu par un jury",
                "verbose_name_plural": "postes entendus par les jurys",
                "ordering": ["jury", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("resigned", "désistement"),
                            ("rescinded", "retirée"),
                        ],
                        default="prepared",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="préparée le")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyée le")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="réponse attendue avant le")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="réponse le")),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="reprise le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="réponse de",
                    ),
                ),
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
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="préparée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposition",
                "ordering": ["position", "seat", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(verbose_name="depuis")),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="vue le")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "présence",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RankedList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("locked", models.BooleanField(default=False, verbose_name="arrêtée")),
                ("validated_at", models.DateTimeField(blank=True, null=True, verbose_name="validée le")),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranked_lists",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
                (
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "liste de classement",
                "verbose_name_plural": "listes de classement",
                "ordering": ["position", "-version"],
            },
        ),
        migrations.CreateModel(
            name="RankedLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranks",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "ranked_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="candidates.rankedlist",
                        verbose_name="liste",
                    ),
                ),
            ],
            options={
                "verbose_name": "rang sur une liste",
                "verbose_name_plural": "rangs sur les listes",
                "ordering": ["ranked_list", "rank"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_at", models.DateTimeField(verbose_name="confié le")),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preselect", "présélectionner"),
                            ("discuss", "en discuter"),
                            ("set_aside", "écarter"),
                        ],
                        max_length=10,
                        verbose_name="avis",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=5000, verbose_name="note interne")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lu le")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confié par",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lecteur",
                    ),
                ),
            ],
            options={
                "verbose_name": "lecture",
                "ordering": ["given_at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="reçue le")),
                ("counted_at", models.DateTimeField(blank=True, null=True, verbose_name="comptée à la clôture le")),
                ("lines", models.JSONField(verbose_name="contenu")),
                ("content", models.JSONField(verbose_name="saisie")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="candidates.application",
                        verbose_name="candidature",
                    ),
                ),
                (
                    "cv",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="CV",
                    ),
                ),
            ],
            options={
                "verbose_name": "dépôt d’une candidature",
                "verbose_name_plural": "dépôts d’une candidature",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("motivation", models.TextField(blank=True, verbose_name="motivation")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="candidates.application",
                        verbose_name="candidature",
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
            ],
            options={
                "verbose_name": "vœu",
                "verbose_name_plural": "vœux",
                "ordering": ["application", "rank"],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["promotion", "status"], name="candidates_application_list"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("promotion", "user"),
                name="candidates_application_once",
                violation_error_message="Vous avez déjà une candidature pour cette promotion.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("promotion", "number"), name="candidates_application_number"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["draft", "submitted", "set_aside", "preselected", "not_preselected", "closed", "withdrawn"],
                    )
                ),
                name="candidates_application_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "withdrawn"]),
                    models.Q(("number__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="candidates_application_submitted",
                violation_error_message="Une candidature déposée est datée et numérotée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationacceptance",
            constraint=models.UniqueConstraint(fields=("application", "statement"), name="candidates_acceptance_once"),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.UniqueConstraint(
                fields=("application", "position"),
                name="candidates_candidacy_once",
                violation_error_message="Cette personne est déjà candidate à ce poste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["offered", "accepted"])),
                fields=("application",),
                name="candidates_candidacy_one_offer",
                violation_error_message="Cette personne a déjà une proposition, ou l’a acceptée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "considered",
                            "heard",
                            "ranked",
                            "waiting",
                            "offered",
                            "accepted",
                            "declined",
                            "lapsed",
                            "resigned",
                            "rescinded",
                            "left",
                            "not_kept",
                        ],
                    )
                ),
                name="candidates_candidacy_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wish_rank__gte", 1), ("wish_rank__isnull", False)),
                    models.Q(("proposed_by__isnull", False), ("wish_rank", None)),
                    _connector="OR",
                ),
                name="candidates_candidacy_reason",
                violation_error_message="Une candidature à un poste vient d’un vœu, ou de quelqu’un qui la propose.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.UniqueConstraint(
                fields=("application", "user"),
                name="candidates_conflict_once",
                violation_error_message="Ce conflit d’intérêts est déjà déclaré.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["personal", "professional", "declared", "other"])),
                name="candidates_conflict_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(("stands", True), ("examined_at__isnull", False), _connector="OR"),
                name="candidates_conflict_lifted_when_examined",
                violation_error_message="Un conflit d’intérêts n’est levé qu’une fois examiné.",
            ),
        ),
        migrations.AddConstraint(
            model_name="internalnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="candidates_note_text",
                violation_error_message="Écrivez la note.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("booked", "moved", "held"))),
                fields=("application", "position", "round"),
                name="candidates_interview_once",
                violation_error_message="Cette personne est déjà auditionnée pour ce poste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("booked", "moved", "held"))),
                fields=("hearing",),
                name="candidates_interview_slot",
                violation_error_message="Quelqu’un est déjà entendu dans ce créneau.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["booked", "moved", "held", "absent", "cancelled"])),
                name="candidates_interview_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(condition=models.Q(("round__gte", 1)), name="candidates_interview_round"),
        ),
        migrations.AddConstraint(
            model_name="juryposition",
            constraint=models.UniqueConstraint(
                fields=("jury", "position"),
                name="candidates_juryposition_once",
                violation_error_message="Ce jury entend déjà ce poste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("prepared", "offered", "accepted"))),
                fields=("position", "seat"),
                name="candidates_offer_seat",
                violation_error_message="Cette place est déjà proposée ou pourvue.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("prepared", "offered", "accepted"))),
                fields=("application",),
                name="candidates_offer_one_live",
                violation_error_message="Cette personne a déjà une proposition en cours ou acceptée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "prepared",
                            "offered",
                            "accepted",
                            "declined",
                            "expired",
                            "cancelled",
                            "resigned",
                            "rescinded",
                        ],
                    )
                ),
                name="candidates_offer_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(condition=models.Q(("seat__gte", 1)), name="candidates_offer_first_seat"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["prepared", "cancelled"]),
                    models.Q(("expires_at__gt", models.F("made_at")), ("made_at__isnull", False)),
                    _connector="OR",
                ),
                name="candidates_offer_dated",
                violation_error_message="Une proposition envoyée a une date limite de réponse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["accepted", "declined"]), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="candidates_offer_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("status__in", ["resigned", "rescinded"])),
                    models.Q(models.Q(("status__in", ["resigned", "rescinded"]), _negated=True), ("ended_at", None)),
                    _connector="OR",
                ),
                name="candidates_offer_ended",
                violation_error_message="Un désistement, ou une proposition retirée, a sa date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "rescinded"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="candidates_offer_why",
                violation_error_message="Une proposition se retire avec un motif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("application", "user"),
                name="candidates_presence_once",
                violation_error_message="Cette personne a déjà ce dossier ouvert.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankedlist",
            constraint=models.UniqueConstraint(
                fields=("position", "version"),
                name="candidates_rankedlist_version",
                violation_error_message="Cette version de la liste existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankedlist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("locked", False)),
                fields=("position",),
                name="candidates_rankedlist_one_open",
                violation_error_message="Une version de cette liste est déjà en cours d’écriture.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankedlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("validated_at", None), ("validated_by", None)),
                    models.Q(("locked", True), ("validated_at__isnull", False), ("validated_by__isnull", False)),
                    _connector="OR",
                ),
                name="candidates_rankedlist_validated",
                violation_error_message="Une liste validée est arrêtée, et l’on sait par qui et quand.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankedline",
            constraint=models.UniqueConstraint(
                fields=("ranked_list", "application"),
                name="candidates_rankedline_once",
                violation_error_message="Cette personne est déjà sur la liste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankedline",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("ranked_list", "rank"),
                name="candidates_rankedline_rank",
                violation_error_message="Deux personnes ne peuvent pas avoir le même rang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankedline",
            constraint=models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="candidates_rankedline_first"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                fields=("application", "reader"),
                name="candidates_reading_once",
                violation_error_message="Ce dossier est déjà confié à cette personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("advice", ""),
                    models.Q(("advice__in", ["preselect", "discuss", "set_aside"]), ("read_at__isnull", False)),
                    _connector="OR",
                ),
                name="candidates_reading_advice",
                violation_error_message="Un avis a une date de lecture.",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("content__has_keys", ["profile", "answers", "accepted", "wishes"])),
                name="candidates_submission_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("application", "rank"),
                name="candidates_wish_rank",
                violation_error_message="Deux vœux ne peuvent pas avoir le même rang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                fields=("application", "position"),
                name="candidates_wish_position",
                violation_error_message="Ce poste est déjà dans vos vœux.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="candidates_wish_first"),
        ),
        LoadSql("candidates_applicationacceptance", "e377827ec340"),
        LoadSql("candidates_conflictofinterest", "7b3fd31cf81b"),
        LoadSql("candidates_juryposition", "9a376971dfc3"),
        LoadSql("candidates_rankedlist", "810771d5168c"),
        LoadSql("candidates_wish", "9acc9b7c2be6"),
    ]
