import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eig.common.masculine
from eig.common.sql import LoadSql
from eig.common.vocabulary import SiteText


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("questions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProfileFamily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="nom")),
                ("slug", models.SlugField(unique=True, verbose_name="identifiant")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "famille de profils",
                "verbose_name_plural": "familles de profils",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nom")),
                ("slug", models.SlugField(unique=True, verbose_name="identifiant")),
                ("full_name", models.CharField(blank=True, max_length=150, verbose_name="nom complet")),
                ("pitch", models.TextField(blank=True, verbose_name="présentation")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "programme",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profiles",
                        to="promotions.profilefamily",
                        verbose_name="famille",
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="nom")),
                ("slug", models.SlugField(unique=True, verbose_name="identifiant")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "profil",
                "ordering": ["family", "order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promotions",
                        to="promotions.programme",
                        verbose_name="programme",
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nom")),
                ("slug", models.SlugField(unique=True, verbose_name="identifiant")),
                ("public", models.BooleanField(default=False, verbose_name="visible sur le site")),
                ("archived", models.BooleanField(default=False, verbose_name="promotion passée")),
                ("preselection_on", models.DateField(blank=True, null=True, verbose_name="présélection annoncée le")),
                ("results_on", models.DateField(blank=True, null=True, verbose_name="résultats annoncés le")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="arrivée des lauréats")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="durée (mois)",
                    ),
                ),
                (
                    "months_min",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name=SiteText("durée par {challenge} : au moins (mois)"),
                    ),
                ),
                (
                    "months_max",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name=SiteText("durée par {challenge} : au plus (mois)"),
                    ),
                ),
                (
                    "team_min",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="équipe : au moins",
                    ),
                ),
                (
                    "team_max",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="équipe : au plus",
                    ),
                ),
                (
                    "wishes_max",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="nombre de vœux",
                    ),
                ),
                (
                    "wish_mode",
                    models.CharField(
                        choices=[("applying", "en candidatant"), ("after", "après la présélection")],
                        default="applying",
                        max_length=10,
                        verbose_name="vœux classés",
                    ),
                ),
                (
                    "hears_challenges",
                    models.BooleanField(default=True, verbose_name=SiteText("un jury entend les {challenges}")),
                ),
                (
                    "challenges_per_jury",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name=SiteText("{challenges} entendus par un jury : au plus"),
                    ),
                ),
                (
                    "challenge_juries_per_juror",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name=SiteText("demi-journées par juré de {challenges} : au plus"),
                    ),
                ),
                (
                    "candidate_juries_per_juror",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="demi-journées par juré de candidats : au plus",
                    ),
                ),
                (
                    "offer_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="délai de réponse à une proposition (jours)",
                    ),
                ),
                ("salary_text", models.CharField(blank=True, max_length=120, verbose_name="rémunération")),
                (
                    "challenge_word",
                    models.CharField(
                        default=SiteText("{challenge}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_word],
                        verbose_name=SiteText("mot pour « {challenge} »"),
                    ),
                ),
                (
                    "challenge_words",
                    models.CharField(
                        default=SiteText("{challenges}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_word],
                        verbose_name=SiteText("mot pour « {challenges} »"),
                    ),
                ),
                (
                    "mentor_word",
                    models.CharField(
                        default=SiteText("{mentor}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_word],
                        verbose_name=SiteText("mot pour « {mentor} »"),
                    ),
                ),
                (
                    "mentor_words",
                    models.CharField(
                        default=SiteText("{mentors}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_word],
                        verbose_name=SiteText("mot pour « {mentors} »"),
                    ),
                ),
                (
                    "sponsor_word",
                    models.CharField(
                        default=SiteText("{sponsor}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_word],
                        verbose_name=SiteText("mot pour « {sponsor} »"),
                    ),
                ),
                (
                    "sponsor_words",
                    models.CharField(
                        default=SiteText("{sponsors}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_word],
                        verbose_name=SiteText("mot pour « {sponsors} »"),
                    ),
                ),
                (
                    "fellow_word",
                    models.CharField(
                        default=SiteText("{fellow}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_name],
                        verbose_name=SiteText("mot pour « {fellow} »"),
                    ),
                ),
                (
                    "fellow_words",
                    models.CharField(
                        default=SiteText("{fellows}"),
                        max_length=40,
                        validators=[eig.common.masculine.validate_name],
                        verbose_name=SiteText("mot pour « {fellows} »"),
                    ),
                ),
                (
                    "challenge_questions",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questions.questionnaire",
                        verbose_name="questions aux administrations",
                    ),
                ),
                (
                    "application_questions",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questions.questionnaire",
                        verbose_name="questions aux candidats",
                    ),
                ),
                (
                    "official_submitted",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name=SiteText("{challenges} déposés (chiffre officiel)")
                    ),
                ),
                (
                    "official_heard",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name=SiteText("{challenges} auditionnés (chiffre officiel)")
                    ),
                ),
                (
                    "official_kept",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name=SiteText("{challenges} retenus (chiffre officiel)")
                    ),
                ),
                (
                    "official_candidates",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="candidatures (chiffre officiel)"),
                ),
                (
                    "official_recruited",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="lauréats (chiffre officiel)"),
                ),
            ],
            options={
                "verbose_name": "promotion",
                "ordering": ["-starts_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("team_min__gte", 1), ("team_max__gte", models.F("team_min"))),
                        name="promotions_promotion_team",
                        violation_error_message="L’équipe compte au moins une personne, et son maximum dépasse son minimum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1)),
                        name="promotions_promotion_months",
                        violation_error_message="Une promotion dure au moins un mois.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("months_max", None), ("months_min", None)),
                            models.Q(
                                ("months_max__gte", models.F("months")),
                                ("months_max__isnull", False),
                                ("months_min__gte", 1),
                                ("months_min__isnull", False),
                                ("months_min__lte", models.F("months")),
                            ),
                            _connector="OR",
                        ),
                        name="promotions_promotion_durations",
                        violation_error_message=SiteText(
                            "Donnez les deux bornes de la durée par {challenge}, avec la durée de la promotion entre elles ; ou aucune."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("results_on__gte", models.F("preselection_on"))),
                        name="promotions_promotion_announced",
                        violation_error_message="La présélection s’annonce avant les résultats : l’une des deux dates est fausse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__gt", models.F("preselection_on")), ("starts_on__gt", models.F("results_on"))
                        ),
                        name="promotions_promotion_announced_before",
                        violation_error_message="La présélection et les résultats s’annoncent avant l’arrivée des lauréats : l’une de ces dates est fausse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("challenge_word__regex", '^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\\"«»,;:.!?/\\\\|]*$'),
                            ("challenge_words__regex", '^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\\"«»,;:.!?/\\\\|]*$'),
                            ("fellow_word__regex", '^[^<>{}&\\"«»,;:.!?/\\\\|]+$'),
                            ("fellow_words__regex", '^[^<>{}&\\"«»,;:.!?/\\\\|]+$'),
                            ("mentor_word__regex", '^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\\"«»,;:.!?/\\\\|]*$'),
                            ("mentor_words__regex", '^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\\"«»,;:.!?/\\\\|]*$'),
                            ("sponsor_word__regex", '^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\\"«»,;:.!?/\\\\|]*$'),
                            ("sponsor_words__regex", '^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\\"«»,;:.!?/\\\\|]*$'),
                        ),
                        name="promotions_promotion_vocabulary",
                        violation_error_message="Les mots d’une promotion s’écrivent en minuscules et commencent par une consonne, pour que nos phrases restent justes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wish_mode__in", ["applying", "after"])),
                        name="promotions_promotion_wish_mode",
                        violation_error_message="Les vœux se classent en candidatant, ou après la présélection.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wishes_max__gte", 1), ("offer_days__gte", 1)),
                        name="promotions_promotion_counts",
                        violation_error_message="Il faut au moins un vœu et un jour de délai de réponse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("candidate_juries_per_juror__gte", 1),
                            ("challenge_juries_per_juror__gte", 1),
                            ("challenges_per_jury__gte", 1),
                        ),
                        name="promotions_promotion_loads",
                        violation_error_message=SiteText(
                            "Un jury entend au moins un {challenge}, et un juré siège au moins une demi-journée."
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="promotions.promotion",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("agents", "les administrations"), ("candidates", "les candidats")],
                        default="agents",
                        max_length=20,
                        verbose_name="pour",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("text", models.CharField(max_length=300, verbose_name="phrase à cocher")),
                ("help", models.CharField(blank=True, max_length=300, verbose_name="aide")),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="intitulé")),
                ("key", models.SlugField(blank=True, max_length=60, verbose_name="clef")),
                ("compulsory", models.BooleanField(default=True, verbose_name="obligatoire")),
            ],
            options={
                "verbose_name": "engagement ou déclaration",
                "verbose_name_plural": "engagements et déclarations",
                "ordering": ["audience", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["agents", "candidates"])),
                        name="promotions_statement_audience",
                        violation_error_message="Un engagement est pris par les administrations, ou par les candidats.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("promotion", "key"),
                        name="promotions_statement_key",
                        violation_error_message="Deux phrases d’une promotion ne peuvent pas avoir la même clef.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="promotions.promotion"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promotions.profilefamily",
                        verbose_name="famille de profils",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=0, verbose_name="postes visés")),
            ],
            options={
                "verbose_name": "cible par profil",
                "verbose_name_plural": "portrait-robot : cibles par profil",
                "ordering": ["family__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "family"),
                        name="promotions_target_once",
                        violation_error_message="Cette famille de profils est déjà dans la promotion.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="windows", to="promotions.promotion"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call_for_projects", "appel à projets"),
                            ("call_for_candidates", "appel à candidatures"),
                            ("wishes", "appel à vœux"),
                        ],
                        max_length=30,
                        verbose_name="porte",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="ouverture (heure de Paris)")),
                ("closes_at", models.DateTimeField(verbose_name="clôture (heure de Paris)")),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="prolongée le")),
                (
                    "extended_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="clôture avant prolongation"),
                ),
            ],
            options={
                "verbose_name": "porte du calendrier",
                "verbose_name_plural": "calendrier",
                "ordering": ["opens_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "kind"),
                        name="promotions_window_once",
                        violation_error_message="Cette porte existe déjà pour la promotion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["call_for_projects", "call_for_candidates", "wishes"])),
                        name="promotions_window_kind",
                        violation_error_message="Cette porte n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="promotions_window_order",
                        violation_error_message="La clôture vient après l’ouverture.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_at", None), ("extended_from", None)),
                            models.Q(
                                ("closes_at__gt", models.F("extended_from")),
                                ("extended_at__isnull", False),
                                ("extended_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="promotions_window_extended",
                        violation_error_message="Cet appel a été prolongé : sa clôture reste après celle qu’il avait avant.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="promotions.promotion"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="tour")),
                ("cut", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="barre (points)")),
            ],
            options={
                "verbose_name": "tour d’auditions",
                "verbose_name_plural": "tours d’auditions des candidats",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "number"),
                        name="promotions_round_once",
                        violation_error_message="Ce tour est déjà dans la promotion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="promotions_round_number",
                        violation_error_message="Les tours d’auditions se comptent à partir de 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="promotions.promotion"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("challenge", SiteText("{challenges}")), ("candidate", "candidats")],
                        max_length=20,
                        verbose_name="pour",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="tour")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("label", models.CharField(max_length=120, verbose_name="critère")),
                ("help", models.TextField(blank=True, verbose_name="aide")),
                ("mark_min", models.PositiveSmallIntegerField(default=1, verbose_name="note minimale")),
                ("mark_max", models.PositiveSmallIntegerField(default=4, verbose_name="note maximale")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="poids")),
            ],
            options={
                "verbose_name": "critère",
                "verbose_name_plural": "critères",
                "ordering": ["stage", "round", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "stage", "round", "label"),
                        name="promotions_criterion_once",
                        violation_error_message="Ce critère existe déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["challenge", "candidate"])),
                        name="promotions_criterion_stage",
                        violation_error_message=SiteText("Un critère juge les {challenges}, ou les candidats."),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("round__gte", 1), models.Q(("round", 1), ("stage", "candidate"), _connector="OR")
                        ),
                        name="promotions_criterion_round",
                        violation_error_message=SiteText(
                            "Les tours se comptent à partir de 1 ; les {challenges} n’en ont qu’un."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark_max__gt", models.F("mark_min")), ("weight__gte", 1)),
                        name="promotions_criterion_scale",
                        violation_error_message="La note maximale dépasse la note minimale, et le poids est d’au moins 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="announcements",
                        to="promotions.promotion",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("challenges", SiteText("choix des {challenges}")),
                            ("preselection", "présélection des candidats"),
                            ("offers", "propositions aux candidats"),
                        ],
                        max_length=20,
                        verbose_name="objet",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("ordered", "programmée"), ("cancelled", "annulée"), ("done", "publiée")],
                        default="ordered",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordonnée par",
                    ),
                ),
                ("ordered_at", models.DateTimeField(verbose_name="ordonnée le")),
                ("due_at", models.DateTimeField(verbose_name="à publier le")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="publiée le")),
            ],
            options={
                "verbose_name": "publication",
                "ordering": ["-ordered_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ordered")),
                        fields=("promotion", "kind"),
                        name="promotions_announcement_one_waiting",
                        violation_error_message="Une publication est déjà programmée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["ordered", "cancelled", "done"])),
                        name="promotions_announcement_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("status", "done")),
                            models.Q(models.Q(("status", "done"), _negated=True), ("done_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="promotions_announcement_done",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="promotion",
            name="families",
            field=models.ManyToManyField(
                through="promotions.Target", to="promotions.profilefamily", verbose_name="profils recherchés"
            ),
        ),
        LoadSql("promotions_window", "487de11e2d0b"),
    ]
