import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

import challenges.administrations.models.administrations
import challenges.participants.models
from eig.common.sql import LoadSql
from eig.common.vocabulary import SiteText


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0001_initial"),
        ("juries", "0001_initial"),
        ("promotions", "0001_initial"),
        ("questions", "0001_initial"),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name="Administration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, verbose_name="nom")),
                ("key", models.CharField(editable=False, max_length=250, unique=True, verbose_name="nom pour le tri")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ministry", "ministère"),
                            ("central", "administration centrale"),
                            ("operator", "opérateur de l’État"),
                            ("deconcentrated", "service déconcentré"),
                            ("authority", "autorité indépendante"),
                            ("local", "collectivité territoriale"),
                            ("hospital", "établissement de santé"),
                        ],
                        default="central",
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                (
                    "ministry",
                    models.CharField(
                        blank=True,
                        help_text="Vide pour qui ne dépend d’aucun ministère.",
                        max_length=150,
                        verbose_name="ministère de rattachement",
                    ),
                ),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="ville")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("84", "Auvergne-Rhône-Alpes"),
                            ("27", "Bourgogne-Franche-Comté"),
                            ("53", "Bretagne"),
                            ("24", "Centre-Val de Loire"),
                            ("94", "Corse"),
                            ("44", "Grand Est"),
                            ("01", "Guadeloupe"),
                            ("03", "Guyane"),
                            ("32", "Hauts-de-France"),
                            ("11", "Île-de-France"),
                            ("04", "La Réunion"),
                            ("02", "Martinique"),
                            ("06", "Mayotte"),
                            ("28", "Normandie"),
                            ("75", "Nouvelle-Aquitaine"),
                            ("76", "Occitanie"),
                            ("52", "Pays de la Loire"),
                            ("93", "Provence-Alpes-Côte d’Azur"),
                            ("99", "Autre collectivité d’outre-mer ou étranger"),
                        ],
                        max_length=2,
                        verbose_name="région",
                    ),
                ),
                (
                    "siret",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Une administration a déjà ce SIRET."},
                        max_length=14,
                        null=True,
                        unique=True,
                        validators=[challenges.administrations.models.administrations.check_siret],
                        verbose_name="SIRET",
                    ),
                ),
            ],
            options={
                "verbose_name": "administration",
                "ordering": ["key"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["key"], name="challenges_administration_like", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("siret__isnull", True), ("siret__regex", "^[0-9]{14}$"), _connector="OR"),
                        name="challenges_administration_siret",
                        violation_error_message="Un SIRET compte quatorze chiffres.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("region", ""),
                            (
                                "region__in",
                                [
                                    "84",
                                    "27",
                                    "53",
                                    "24",
                                    "94",
                                    "44",
                                    "01",
                                    "03",
                                    "32",
                                    "11",
                                    "04",
                                    "02",
                                    "06",
                                    "28",
                                    "75",
                                    "76",
                                    "52",
                                    "93",
                                    "99",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="challenges_administration_region",
                        violation_error_message="Cette région n’existe pas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="promotions.promotion",
                        verbose_name="promotion",
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="challenges.administration",
                        verbose_name="administration d’accueil",
                    ),
                ),
                (
                    "bearer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Qui reçoit le cofinancement, si ce n’est pas l’administration d’accueil.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="borne_challenges",
                        to="challenges.administration",
                        verbose_name="porteur administratif",
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="numéro de dépôt")),
                ("title", models.CharField(max_length=120, verbose_name=SiteText("nom du {challenge}"))),
                ("key", models.CharField(default="", editable=False, max_length=120, verbose_name="nom pour le tri")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "brouillon"),
                            ("submitted", "déposé"),
                            ("changes_requested", "correction demandée"),
                            ("preselected", "présélectionné"),
                            ("set_aside", "écarté"),
                            ("not_selected", "non retenu"),
                            ("selected", "retenu"),
                            ("published", "publié"),
                            ("withdrawn", "retiré"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                (
                    "is_link",
                    models.BooleanField(default=False, verbose_name=SiteText("équipe transversale ({fellow} Link)")),
                ),
                (
                    "summary",
                    models.CharField(blank=True, max_length=200, verbose_name=SiteText("le {challenge} en une phrase")),
                ),
                ("partners", models.CharField(blank=True, max_length=300, verbose_name="partenaires")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="adresse d’accueil")),
                ("town", models.CharField(blank=True, max_length=100, verbose_name="ville")),
                (
                    "employer_cost",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="coût employeur prévisionnel (€)"),
                ),
                ("cofunding", models.BooleanField(default=False, verbose_name="cofinancement demandé")),
                (
                    "cofunding_amount",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="montant demandé (€)"),
                ),
                (
                    "budget_programme",
                    models.CharField(blank=True, max_length=10, verbose_name="numéro de programme budgétaire"),
                ),
                (
                    "deck",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deck_of",
                        to="files.storedfile",
                        verbose_name="présentation",
                    ),
                ),
                (
                    "simulation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="simulation_of",
                        to="files.storedfile",
                        verbose_name="simulation de paie",
                    ),
                ),
                (
                    "narrative",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenge",
                        to="questions.response",
                        verbose_name="réponses",
                    ),
                ),
                (
                    "hearing",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="challenge",
                        to="juries.hearing",
                        verbose_name="audition",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "section_versions",
                    models.JSONField(default=dict, editable=False, verbose_name="dernière version de chaque section"),
                ),
                ("created_at", models.DateTimeField(verbose_name="créé le")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="enregistré le")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="déposé le")),
                (
                    "changes_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="correction demandée le"),
                ),
                (
                    "changes_due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="correction attendue avant le"),
                ),
                ("changes_reason", models.TextField(blank=True, verbose_name="correction demandée")),
                ("reopened_at", models.DateTimeField(blank=True, null=True, verbose_name="dossier rouvert le")),
                (
                    "reopened_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="dossier rouvert jusqu’au"),
                ),
                ("reopened_reason", models.TextField(blank=True, verbose_name="motif de la réouverture")),
                ("refusal_reason", models.TextField(blank=True, verbose_name="motif")),
                (
                    "pending_decision",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "retenir"), ("refuse", "ne pas retenir")],
                        max_length=10,
                        verbose_name="décision préparée",
                    ),
                ),
                ("pending_reason", models.TextField(blank=True, verbose_name="motif préparé")),
                ("public_title", models.CharField(blank=True, max_length=120, verbose_name="titre public")),
                ("slug", models.SlugField(blank=True, max_length=140, null=True, verbose_name="adresse publique")),
                ("sheet", models.TextField(blank=True, verbose_name="fiche publique")),
                ("telework", models.CharField(blank=True, max_length=120, verbose_name="télétravail")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="arrivée")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="durée (mois)",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
                ("outcome", models.TextField(blank=True, verbose_name="ce qu’il est devenu")),
                (
                    "authors",
                    models.ManyToManyField(
                        related_name="challenges", to=settings.AUTH_USER_MODEL, verbose_name="auteurs"
                    ),
                ),
                (
                    "readers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="read_challenges",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lecteurs invités",
                    ),
                ),
            ],
            options={
                "verbose_name": SiteText("{challenge}"),
                "ordering": ["key", "pk"],
                "indexes": [models.Index(fields=["promotion", "status"], name="challenges_challenge_list")],
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="challenges_challenge_slug"),
                    models.UniqueConstraint(fields=("promotion", "number"), name="challenges_challenge_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "changes_requested",
                                    "preselected",
                                    "set_aside",
                                    "not_selected",
                                    "selected",
                                    "published",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="challenges_challenge_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "submitted"), _negated=True),
                            models.Q(("number__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="challenges_challenge_submitted",
                        violation_error_message=SiteText("Un {challenge} déposé a une date de dépôt et un numéro."),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False),
                                ("slug__isnull", False),
                                models.Q(("public_title", ""), _negated=True),
                                models.Q(("sheet", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="challenges_challenge_published",
                        violation_error_message=SiteText(
                            "Un {challenge} publié a un titre public, une fiche et une adresse."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pending_decision", ""),
                            ("status__in", ["preselected", "selected", "not_selected"]),
                            _connector="OR",
                        ),
                        name="challenges_challenge_pending",
                        violation_error_message=SiteText(
                            "Une décision ne se prépare que pour un {challenge} présélectionné."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "set_aside"), _negated=True),
                            models.Q(("refusal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="challenges_challenge_reason",
                        violation_error_message=SiteText("Écarter un {challenge} demande un motif."),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopened_at", None), ("reopened_reason", ""), ("reopened_until", None)),
                            models.Q(
                                ("reopened_at__isnull", False),
                                ("reopened_until__gt", models.F("reopened_at")),
                                models.Q(("reopened_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="challenges_challenge_reopened",
                        violation_error_message="Une réouverture a une fin, à venir, et un motif.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cofunding", False), ("cofunding_amount__isnull", True)),
                            ("cofunding", True),
                            _connector="OR",
                        ),
                        name="challenges_challenge_cofunding",
                        violation_error_message="Un montant ne va qu’avec une demande de cofinancement.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("shown", models.CharField(max_length=60)),
            ],
            options={
                "verbose_name": "mot du catalogue",
                "verbose_name_plural": "mots du catalogue",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["key"], name="challenges_word_key", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeCommitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="challenges.challenge",
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
                ("at", models.DateTimeField(verbose_name="le")),
            ],
            options={
                "verbose_name": "engagement pris",
                "verbose_name_plural": "engagements pris",
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "statement"), name="challenges_commitment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Clarification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clarifications",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
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
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondue le")),
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
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_administration", "même administration"),
                            ("former_position", SiteText("ancien poste ou part prise au {challenge}")),
                            ("declared", "déclaré par la personne"),
                            ("other", "autre lien"),
                        ],
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="précision")),
                ("declared_at", models.DateTimeField(verbose_name="déclaré le")),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déclaré par",
                    ),
                ),
                ("examined_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="examiné le")),
                ("stands", models.BooleanField(default=True, verbose_name="écarte la personne")),
            ],
            options={
                "verbose_name": "conflit d’intérêts",
                "verbose_name_plural": "conflits d’intérêts",
                "ordering": ["challenge", "user"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "user"),
                        name="challenges_conflict_once",
                        violation_error_message="Ce conflit d’intérêts est déjà déclaré.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["same_administration", "former_position", "declared", "other"])
                        ),
                        name="challenges_conflict_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stands", True), ("examined_at__isnull", False), _connector="OR"),
                        name="challenges_conflict_lifted_when_examined",
                        violation_error_message="Un conflit d’intérêts n’est levé qu’une fois examiné.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dataset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="datasets", to="challenges.challenge"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("name", models.CharField(max_length=200, verbose_name="jeu de données")),
                ("accessible", models.BooleanField(default=False, verbose_name="déjà accessible")),
                ("steps", models.CharField(blank=True, max_length=500, verbose_name="démarches pour y accéder")),
            ],
            options={
                "verbose_name": "jeu de données",
                "verbose_name_plural": "jeux de données",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "order"), name="challenges_dataset_order"),
                    models.UniqueConstraint(
                        fields=("challenge", "name"),
                        name="challenges_dataset_once",
                        violation_error_message="Ce jeu de données est déjà dans la liste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accessible", True), models.Q(("steps", ""), _negated=True), _connector="OR"
                        ),
                        name="challenges_dataset_steps",
                        violation_error_message="Dites comment accéder à ces données.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="challenges.administration",
                        verbose_name="première",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="challenges.administration",
                        verbose_name="seconde",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="le")),
            ],
            options={
                "verbose_name": "paire d’administrations distinctes",
                "verbose_name_plural": "paires d’administrations distinctes",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("one", "other"),
                        name="challenges_distinct_once",
                        violation_error_message="Ces deux administrations sont déjà distinguées.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="challenges_distinct_order",
                        violation_error_message="Une paire compte deux administrations, la plus ancienne d’abord.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EligibilityVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verdicts",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
                    ),
                ),
                ("line", models.SlugField(db_index=False, max_length=30, verbose_name="ligne")),
                (
                    "value",
                    models.CharField(
                        choices=[("ok", "conforme"), ("not_ok", "non conforme"), ("to_check", "à vérifier")],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="précision")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="le")),
            ],
            options={
                "verbose_name": "verdict d’éligibilité",
                "verbose_name_plural": "verdicts d’éligibilité",
                "ordering": ["challenge", "line"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "line"),
                        name="challenges_verdict_once",
                        violation_error_message="Cette ligne a déjà un verdict.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__in", ["ok", "not_ok", "to_check"])), name="challenges_verdict_value"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value", "not_ok"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="challenges_verdict_reason",
                        violation_error_message="Une ligne non conforme dit pourquoi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HostMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="host_members",
                        to="challenges.challenge",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("name", models.CharField(max_length=120, verbose_name="prénom et nom")),
                ("function", models.CharField(blank=True, max_length=150, verbose_name="fonction")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("civil_servant", "fonctionnaire"),
                            ("contract", "agent contractuel"),
                            ("contractor", "prestataire"),
                            ("other", "autre"),
                        ],
                        max_length=20,
                        verbose_name="statut",
                    ),
                ),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="part du temps (%)",
                    ),
                ),
                ("contribution", models.CharField(blank=True, max_length=300, verbose_name="contribution")),
            ],
            options={
                "verbose_name": "membre de l’équipe d’accueil",
                "verbose_name_plural": "équipe d’accueil",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "order"), name="challenges_hostmember_order"),
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 1), ("share__lte", 100)),
                        name="challenges_hostmember_share",
                        violation_error_message="La part du temps va de 1 à 100 %.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="internal_notes",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
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
                ("written_at", models.DateTimeField(verbose_name="le")),
                ("text", models.TextField(max_length=5000, verbose_name="note")),
            ],
            options={
                "verbose_name": "note interne",
                "verbose_name_plural": "notes internes",
                "ordering": ["-written_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="challenges_note_text",
                        violation_error_message="Écrivez la note.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="adresse professionnelle")),
                ("name", models.CharField(max_length=120, verbose_name="prénom et nom")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operational_mentor", SiteText("{mentor} opérationnel")),
                            ("high_level_mentor", SiteText("{sponsor}")),
                            ("hr", "contact ressources humaines"),
                            ("finance", "contact gestion"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[("write", "écrire"), ("read", "lire"), ("contact", "être un contact")],
                        max_length=10,
                        verbose_name="droit sur le dossier",
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=500, verbose_name="mot d’accompagnement")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "envoyée"),
                            ("accepted", "acceptée"),
                            ("declined", "déclinée"),
                            ("revoked", "annulée"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=challenges.participants.models.new_token,
                        editable=False,
                        max_length=40,
                        unique=True,
                        verbose_name="jeton",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invité par",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="envoyée le")),
                ("expires_at", models.DateTimeField(verbose_name="valable jusqu’au")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondu le")),
            ],
            options={
                "verbose_name": "invitation",
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("challenge"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("status", "sent")),
                        name="challenges_invitation_once",
                        violation_error_message="Une invitation attend déjà la réponse de cette personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["sent", "accepted", "declined", "revoked"])),
                        name="challenges_invitation_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                        name="challenges_invitation_life",
                        violation_error_message="Une invitation vit au moins un instant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("right", "contact"), _negated=True),
                            models.Q(("kind", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="challenges_invitation_contact",
                        violation_error_message="Un simple contact a un rôle : choisissez-le.",
                    ),
                ],
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
                    "challenges",
                    models.ManyToManyField(
                        related_name="mailings", to="challenges.challenge", verbose_name=SiteText("{challenges}")
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
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="challenges.administration",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "à confirmer"),
                            ("active", "confirmé"),
                            ("refused", "refusé"),
                            ("left", "quitté"),
                        ],
                        default="requested",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
            ],
            options={
                "verbose_name": "rattachement",
                "ordering": ["administration", "asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administration", "user"),
                        name="challenges_membership_once",
                        violation_error_message="Cette personne est déjà rattachée à cette administration.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["requested", "active", "refused", "left"])),
                        name="challenges_membership_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="positions", to="challenges.challenge"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="promotions.profilefamily",
                        verbose_name="famille de profils",
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="nombre de personnes",
                    ),
                ),
                ("mission", models.TextField(blank=True, verbose_name="mission")),
                ("skills_note", models.TextField(blank=True, verbose_name="précisions sur les compétences")),
                (
                    "profiles",
                    models.ManyToManyField(
                        blank=True, related_name="positions", to="promotions.profile", verbose_name="profils acceptés"
                    ),
                ),
            ],
            options={
                "verbose_name": "poste",
                "ordering": ["challenge", "family__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "family"),
                        name="challenges_position_once",
                        violation_error_message="Ce profil est déjà demandé : augmentez plutôt le nombre de personnes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gte", 1), ("seats__lte", 5)),
                        name="challenges_position_seats",
                        violation_error_message="Un poste compte de 1 à 5 personnes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prepared_questions",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="question")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="écrite le")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyée le")),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="réponse")),
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
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondue le")),
            ],
            options={
                "verbose_name": "question préparée",
                "verbose_name_plural": "questions préparées",
                "ordering": ["challenge", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("sent_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="challenges_question_answer",
                        violation_error_message="On ne répond qu’à une question envoyée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="challenges_question_text",
                        violation_error_message="Écrivez la question.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
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
                ("since", models.DateTimeField(verbose_name="depuis")),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="vue le")),
            ],
            options={
                "verbose_name": "présence",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "user"),
                        name="challenges_presence_once",
                        violation_error_message="Cette personne a déjà ce dossier ouvert.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
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
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confié par",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "lecture",
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "reader"),
                        name="challenges_reading_once",
                        violation_error_message="Ce dossier est déjà confié à cette personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advice", ""),
                            models.Q(("advice__in", ["preselect", "discuss", "set_aside"]), ("read_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="challenges_reading_advice",
                        violation_error_message="Un avis a une date de lecture.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetValidation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="validation",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="validation demandée le")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="réponse le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="réponse de",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="changements proposés")),
                ("outdated", models.BooleanField(default=False, verbose_name="la fiche a changé depuis")),
            ],
            options={
                "verbose_name": "validation de la fiche",
                "verbose_name_plural": "validations des fiches",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None), ("answered_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="challenges_validation_order",
                        violation_error_message="La réponse vient après la demande.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("remark", ""), ("answered_at__isnull", False), _connector="OR"),
                        name="challenges_validation_remark",
                        violation_error_message="Des changements proposés sont une réponse : elle est datée.",
                    ),
                ],
            },
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
                ("added_at", models.DateTimeField(verbose_name="ajoutée le")),
            ],
            options={
                "verbose_name": "compétence",
                "ordering": ["key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="challenges_skill_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "listed", "retired", "merged"])),
                        name="challenges_skill_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("domain__in", ["development", "data", "design", "any"])),
                        name="challenges_skill_domain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("same_as__isnull", False), ("status", "merged")),
                            models.Q(models.Q(("status", "merged"), _negated=True), ("same_as", None)),
                            _connector="OR",
                        ),
                        name="challenges_skill_synonym",
                        violation_error_message="Un synonyme, et lui seul, renvoie à une autre compétence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("same_as", None), models.Q(("same_as", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="challenges_skill_other",
                        violation_error_message="Une compétence n’est pas son propre synonyme.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("required", models.BooleanField(verbose_name="nécessaire")),
            ],
            options={
                "verbose_name": "compétence demandée",
                "verbose_name_plural": "compétences demandées",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("position", "skill"),
                        name="challenges_position_skill_once",
                        violation_error_message="Une compétence est nécessaire ou souhaitée, pas les deux.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stakeholder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stakeholders",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("operational_mentor", SiteText("{mentor} opérationnel")),
                            ("high_level_mentor", SiteText("{sponsor}")),
                            ("hr", "contact ressources humaines"),
                            ("finance", "contact gestion"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stakes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compte",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("function", models.CharField(blank=True, max_length=150, verbose_name="fonction")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse professionnelle")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="téléphone professionnel")),
                (
                    "right",
                    models.CharField(
                        choices=[("read", "lire"), ("contact", "être un contact")],
                        default="read",
                        max_length=10,
                        verbose_name="droit sur le dossier",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="depuis le")),
                ("until", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
            ],
            options={
                "verbose_name": SiteText("personne autour du {challenge}"),
                "verbose_name_plural": SiteText("personnes autour du {challenge}"),
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("challenge", "kind", "email"),
                        name="challenges_stakeholder_once",
                        violation_error_message=SiteText("Cette personne a déjà ce rôle dans ce {challenge}."),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("right__in", ["read", "contact"])), name="challenges_stakeholder_right"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("since", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="challenges_stakeholder_dates",
                        violation_error_message="La fin vient après le début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="challenges.challenge",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="reçu le")),
                ("lines", models.JSONField(verbose_name="contenu")),
            ],
            options={
                "verbose_name": "contenu déposé",
                "verbose_name_plural": "contenus déposés",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AdministrationDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="domains",
                        to="challenges.administration",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        help_text="Ce qui suit @ dans les adresses, comme « culture.gouv.fr ».",
                        max_length=150,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9-]+(\\.[a-z0-9-]+)+$", "Un domaine s’écrit comme « culture.gouv.fr »."
                            )
                        ],
                        verbose_name="domaine",
                    ),
                ),
            ],
            options={
                "verbose_name": "domaine de messagerie",
                "verbose_name_plural": "domaines de messagerie",
                "ordering": ["domain"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administration", "domain"),
                        name="challenges_domain_once",
                        violation_error_message="Ce domaine est déjà dans la liste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("domain__regex", "^[a-z0-9-]+(\\.[a-z0-9-]+)+$")),
                        name="challenges_domain_shape",
                        violation_error_message="Un domaine s’écrit en minuscules, comme « culture.gouv.fr ».",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="challenges.challenge",
                    ),
                ),
                ("document", django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
            options={
                "verbose_name": "entrée du catalogue",
                "verbose_name_plural": "entrées du catalogue",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["document"], name="challenges_entry_document"
                    )
                ],
            },
        ),
        LoadSql("challenges_catalogueentry", "e1735841f0bf"),
        LoadSql("challenges_challenge", "237ae06f90d1"),
        LoadSql("challenges_challengecommitment", "a1664bbbfcd5"),
        LoadSql("challenges_conflictofinterest", "ada24efb52d6"),
        LoadSql("challenges_position", "05be551fc11f"),
    ]
