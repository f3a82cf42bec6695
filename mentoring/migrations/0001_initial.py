import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eig.common.sql import LoadSql
from eig.common.vocabulary import SiteText


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidates", "0001_initial"),
        ("challenges", "0001_initial"),
        ("promotions", "0001_initial"),
        ("questions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Form",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("mentor", SiteText("les {mentors} opérationnels, ensemble")),
                            ("eig", "chaque lauréat, seul"),
                            ("sponsor", SiteText("les {sponsors}, ensemble")),
                            ("team", "l’équipe des lauréats, ensemble"),
                        ],
                        max_length=10,
                        verbose_name="qui répond",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "chaque mois"),
                            ("weekly", "chaque semaine"),
                            ("once", "une fois, à la fin de la mission"),
                        ],
                        default="monthly",
                        max_length=10,
                        verbose_name="rythme",
                    ),
                ),
                ("asked", models.BooleanField(default=True, verbose_name="demandé")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="promotions.promotion",
                        verbose_name="promotion",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questions.questionnaire",
                        verbose_name="questions en plus",
                    ),
                ),
            ],
            options={
                "verbose_name": "formulaire de suivi",
                "verbose_name_plural": "formulaires de suivi",
                "ordering": ["promotion", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="début")),
                ("ends_on", models.DateField(verbose_name="fin")),
                ("opened_at", models.DateTimeField(verbose_name="ouverte le")),
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mission",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
                    ),
                ),
            ],
            options={
                "verbose_name": "mission",
                "ordering": ["challenge__key"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(choices=[("coach", "coach")], default="coach", max_length=10, verbose_name="rôle"),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="depuis le")),
                ("until", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="mentoring.mission",
                        verbose_name="mission",
                    ),
                ),
            ],
            options={
                "verbose_name": "accompagnement",
                "ordering": ["mission", "since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="arrivée")),
                ("ends_on", models.DateField(verbose_name="départ")),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "fin de la mission"),
                            ("never_came", "désistement avant l’arrivée"),
                            ("resigned", "démission"),
                            ("stopped", "arrêt de la mission"),
                            ("hired", "recrutement par l’administration d’accueil"),
                            ("other", "autre raison"),
                        ],
                        max_length=12,
                        verbose_name="raison du départ",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="mentoring.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="candidates.offer",
                        verbose_name="proposition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="challenges.position",
                        verbose_name="poste",
                    ),
                ),
            ],
            options={
                "verbose_name": "placement",
                "ordering": ["mission", "position__family__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.PositiveSmallIntegerField(verbose_name="période")),
                ("opens_on", models.DateField(verbose_name="ouvert le")),
                ("due_on", models.DateField(verbose_name="attendu le")),
                (
                    "status",
                    models.CharField(
                        choices=[("expected", "attendu"), ("logged", "rempli")],
                        default="expected",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "mood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Orage : nous sommes bloqués"),
                            (2, "Nuages : c’est difficile"),
                            (3, "Éclaircies : ça avance"),
                            (4, "Grand soleil : tout va bien"),
                        ],
                        null=True,
                        verbose_name="météo",
                    ),
                ),
                ("progress", models.TextField(blank=True, verbose_name="avancées")),
                ("blocked", models.BooleanField(default=False, verbose_name="un point bloque")),
                ("blockers", models.TextField(blank=True, verbose_name="ce qui bloque")),
                ("help_needed", models.TextField(blank=True, verbose_name="aide souhaitée")),
                ("next_step", models.CharField(blank=True, max_length=200, verbose_name="prochaine étape clef")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="date de cette étape")),
                ("logged_at", models.DateTimeField(blank=True, null=True, verbose_name="rempli le")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkin",
                        to="questions.response",
                        verbose_name="réponses aux questions",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkins",
                        to="mentoring.form",
                        verbose_name="formulaire",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkins",
                        to="mentoring.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkins",
                        to="mentoring.placement",
                        verbose_name=SiteText("{fellow}"),
                    ),
                ),
            ],
            options={
                "verbose_name": "point d’étape",
                "verbose_name_plural": "points d’étape",
                "ordering": ["due_on", "mission", "form", "pk"],
                "permissions": [("read_every_checkin", "Lit les points d’étape de toutes les missions")],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="ce qui bloque")),
                ("raised_at", models.DateTimeField(verbose_name="signalé le")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "à traiter"), ("acknowledged", "pris en charge"), ("closed", "clos")],
                        default="open",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True, verbose_name="pris en charge le")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
                ("outcome", models.TextField(blank=True, verbose_name="ce qui a été fait")),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="suivi par",
                    ),
                ),
                (
                    "checkin",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signal",
                        to="mentoring.checkin",
                        verbose_name="point d’étape",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="clos par",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signalé par",
                    ),
                ),
            ],
            options={
                "verbose_name": "blocage",
                "ordering": ["-raised_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="form",
            constraint=models.UniqueConstraint(
                fields=("promotion", "name"),
                name="mentoring_form_once",
                violation_error_message="Un formulaire de cette promotion porte déjà ce nom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="form",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["mentor", "eig", "sponsor", "team"])),
                name="mentoring_form_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="form",
            constraint=models.CheckConstraint(
                condition=models.Q(("rhythm__in", ["monthly", "weekly", "once"])), name="mentoring_form_rhythm"
            ),
        ),
        migrations.AddConstraint(
            model_name="mission",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                name="mentoring_mission_dates",
                violation_error_message="La fin de la mission vient après son début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["coach"])), name="mentoring_assignment_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("since", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="mentoring_assignment_dates",
                violation_error_message="La fin vient après le début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("mission", "="),
                    ("user", "="),
                    ("role", "="),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="mentoring_assignment_twice",
                violation_error_message="Cette personne a déjà ce rôle dans cette mission à ces dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="mentoring_placement_dates",
                violation_error_message="Le départ vient après l’arrivée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_why__in", ["", "completed", "never_came", "resigned", "stopped", "hired", "other"])
                ),
                name="mentoring_placement_ended_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    ("position", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="mentoring_placement_twice",
                violation_error_message="Cette personne est déjà placée sur ce poste à ces dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(
                fields=("form", "mission", "placement", "period"),
                name="mentoring_checkin_once",
                nulls_distinct=False,
                violation_error_message="Ce point d’étape existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_on__lte", models.F("due_on"))), name="mentoring_checkin_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "expected"),
                    models.Q(
                        ("logged_at__isnull", False), ("mood__isnull", False), models.Q(("progress", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="mentoring_checkin_logged",
                violation_error_message="Un point d’étape rempli dit la météo et les avancées.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("mood", None), ("mood__in", [1, 2, 3, 4]), _connector="OR"),
                name="mentoring_checkin_mood",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("blocked", False), models.Q(("blockers", ""), _negated=True), _connector="OR"),
                name="mentoring_checkin_blockers",
                violation_error_message="Dites en quelques mots ce qui bloque.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "acknowledged", "closed"])), name="mentoring_signal_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="mentoring_signal_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "acknowledged"), _negated=True),
                    ("acknowledged_at__isnull", False),
                    _connector="OR",
                ),
                name="mentoring_signal_acknowledged",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mentoring_signal_closed",
                violation_error_message="Un blocage se clôt en disant ce qui a été fait.",
            ),
        ),
        LoadSql("mentoring_placement", "5d128f9c1738"),
        LoadSql("mentoring_form", "aa8168448a22"),
        LoadSql("mentoring_checkin", "e397e46f1145"),
    ]
