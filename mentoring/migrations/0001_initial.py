import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eig.common.vocabulary import SiteText


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("candidates", "0001_initial"),
        ("challenges", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mission",
                        to="challenges.challenge",
                        verbose_name=SiteText("{challenge}"),
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="début")),
                ("ends_on", models.DateField(verbose_name="fin")),
                ("opened_at", models.DateTimeField(verbose_name="ouverte le")),
            ],
            options={
                "verbose_name": "mission",
                "ordering": ["challenge__key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="mentoring_mission_dates",
                        violation_error_message="La fin de la mission vient après son début.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="candidates.offer",
                        verbose_name="proposition",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="arrivée")),
                ("ends_on", models.DateField(verbose_name="départ")),
            ],
            options={
                "verbose_name": "placement",
                "ordering": ["mission", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="mentoring_placement_dates",
                        violation_error_message="Le départ vient après l’arrivée.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mentor", SiteText("point d’étape du {mentor}")),
                            ("eig", SiteText("point d’étape {fellow}")),
                        ],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                ("month", models.PositiveSmallIntegerField(verbose_name="mois")),
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
                ("logged_at", models.DateTimeField(blank=True, null=True, verbose_name="rempli le")),
            ],
            options={
                "verbose_name": "point d’étape",
                "verbose_name_plural": "points d’étape",
                "ordering": ["due_on", "mission", "kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mission", "placement", "kind", "month"),
                        name="mentoring_checkin_once",
                        nulls_distinct=False,
                        violation_error_message="Ce point d’étape existe déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "mentor"), ("placement", None)),
                            models.Q(("kind", "eig"), ("placement__isnull", False)),
                            _connector="OR",
                        ),
                        name="mentoring_checkin_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "expected"),
                            models.Q(
                                ("logged_at__isnull", False),
                                ("mood__isnull", False),
                                models.Q(("progress", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mentoring_checkin_logged",
                        violation_error_message="Un point d’étape rempli dit la météo et les avancées.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mood", None), ("mood__in", [1, 2, 3, 4]), _connector="OR"),
                        name="mentoring_checkin_mood",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("blocked", False), models.Q(("blockers", ""), _negated=True), _connector="OR"
                        ),
                        name="mentoring_checkin_blockers",
                        violation_error_message="Dites en quelques mots ce qui bloque.",
                    ),
                ],
            },
        ),
    ]
