import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from eig.common.sql import LoadSql
from eig.common.vocabulary import SiteText


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("promotions", "0001_initial"),
    ]

    operations = [
        BtreeGistExtension(),
        LoadSql("juries_hearing", "7d6ff5280264", first=True),
        migrations.CreateModel(
            name="Jury",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="juries",
                        to="promotions.promotion",
                        verbose_name="promotion",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("challenge", SiteText("{challenges}")), ("candidate", "candidats")],
                        max_length=20,
                        verbose_name="entend des",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="tour d’auditions")),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("meets_at", models.DateTimeField(verbose_name="début")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="salle ou lien")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "fiches ouvertes"), ("locked", "fiches closes")],
                        default="open",
                        editable=False,
                        max_length=20,
                        verbose_name="fiches",
                    ),
                ),
                ("locked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closes le")),
                (
                    "grid_version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version de la grille finale"),
                ),
                (
                    "grid_saved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="grille enregistrée le"),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version pour les agendas"),
                ),
            ],
            options={
                "verbose_name": "jury",
                "verbose_name_plural": "jurys",
                "ordering": ["meets_at", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "stage", "name"),
                        name="juries_jury_name",
                        violation_error_message="Un jury de cette promotion porte déjà ce nom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "locked"])), name="juries_jury_status"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__gte", 1)),
                        name="juries_jury_round",
                        violation_error_message="Les tours d’auditions se comptent à partir de 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "jury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="juries.jury",
                        verbose_name="jury",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="début")),
                ("minutes", models.PositiveSmallIntegerField(default=40, verbose_name="durée (minutes)")),
                ("room", models.CharField(blank=True, max_length=200, verbose_name="salle ou lien")),
                ("placed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="fixée le")),
                (
                    "sequence",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version pour les agendas"),
                ),
            ],
            options={
                "verbose_name": "audition",
                "ordering": ["starts_at"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[
                            ("jury", "="),
                            (
                                models.Func(
                                    "starts_at",
                                    "minutes",
                                    function="juries_during",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="juries_hearing_jury_free",
                        violation_error_message="Ce jury entend déjà quelqu’un à cette heure.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("room", ""), _negated=True),
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[
                            (django.db.models.functions.text.Lower("room"), "="),
                            (
                                models.Func(
                                    "starts_at",
                                    "minutes",
                                    function="juries_during",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="juries_hearing_room_free",
                        violation_error_message="Cette salle, ou ce lien, sert déjà à une autre audition à cette heure.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JurySeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "jury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="juries.jury"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jury_seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                ("rapporteur", models.BooleanField(default=False, verbose_name="rapporteur")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "invité"),
                            ("accepted", "a accepté"),
                            ("declined", "a décliné"),
                            ("replaced", "remplacé"),
                        ],
                        default="invited",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("seated_at", models.DateTimeField(editable=False, verbose_name="nommé le")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="réponse donnée le"),
                ),
                (
                    "half_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=13),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="demi-journées possibles",
                    ),
                ),
                (
                    "charter_signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="charte signée le"),
                ),
                ("substitute_name", models.CharField(blank=True, max_length=300, verbose_name="suppléant proposé")),
                (
                    "substitute_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="adresse du suppléant"),
                ),
            ],
            options={
                "verbose_name": "place de jury",
                "verbose_name_plural": "places de jury",
                "ordering": ["-rapporteur", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jury", "user"),
                        name="juries_seat_once",
                        violation_error_message="Cette personne siège déjà dans ce jury.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rapporteur", True)),
                        fields=("jury",),
                        name="juries_seat_one_rapporteur",
                        violation_error_message="Un jury a un seul rapporteur.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["invited", "accepted", "declined", "replaced"])),
                        name="juries_seat_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rapporteur", False), ("status__in", ("invited", "accepted")), _connector="OR"
                        ),
                        name="juries_seat_rapporteur_sits",
                        violation_error_message="Le rapporteur siège dans le jury.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="juries.hearing"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.TextField(max_length=10000, verbose_name="notes")),
                ("saved_at", models.DateTimeField(verbose_name="enregistrées le")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
            ],
            options={
                "verbose_name": "notes personnelles d’un juré",
                "verbose_name_plural": "notes personnelles des jurés",
                "constraints": [models.UniqueConstraint(fields=("hearing", "user"), name="juries_note_once")],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="juries.hearing"
                    ),
                ),
                (
                    "juror",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="saisie le")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("comment", models.TextField(blank=True, verbose_name="commentaire")),
                ("favourable", models.BooleanField(blank=True, null=True, verbose_name="avis favorable")),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rang dans le jury")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="motif")),
                ("favourite", models.BooleanField(default=False, verbose_name="coup de cœur")),
            ],
            options={
                "verbose_name": "fiche",
                "ordering": ["hearing", models.OrderBy(models.F("juror"), nulls_first=True)],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "juror"),
                        name="juries_sheet_once",
                        nulls_distinct=False,
                        violation_error_message="Cette fiche existe déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("juror__isnull", True),
                            models.Q(
                                ("favourable__isnull", True),
                                ("favourite", False),
                                ("rank__isnull", True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="juries_sheet_grid_is_common",
                        violation_error_message="L’avis final appartient à la fiche commune du jury.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="juries.sheet"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="promotions.criterion"
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(verbose_name="note")),
            ],
            options={
                "verbose_name": "note",
                "ordering": ["criterion__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "criterion"), name="juries_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value__lte", 20)),
                        name="juries_mark_scale",
                        violation_error_message="Une note est comprise dans l’échelle du critère.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="juries.hearing"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="adresse")),
                (
                    "part",
                    models.CharField(
                        choices=[("juror", "juré"), ("presenter", "porteur"), ("candidate", "candidat")],
                        max_length=10,
                        verbose_name="à quel titre",
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, verbose_name="pendant"),
                ),
            ],
            options={
                "verbose_name": "présence",
                "ordering": ["hearing", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "email"),
                        name="juries_attendance_once",
                        violation_error_message="Cette personne est déjà de cette audition.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[("user", "="), ("during", "&&")],
                        name="juries_attendance_person",
                        violation_error_message="Une personne serait à deux endroits à la même heure : une audition, ou la délibération qui suit la dernière.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[("email", "="), ("during", "&&")],
                        name="juries_attendance_address",
                        violation_error_message="Une personne serait à deux endroits à la même heure : une audition, ou la délibération qui suit la dernière.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["juror", "presenter", "candidate"])),
                        name="juries_attendance_part",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="jury",
            name="members",
            field=models.ManyToManyField(through="juries.JurySeat", to=settings.AUTH_USER_MODEL, verbose_name="jurés"),
        ),
        LoadSql("juries_attendance", "66a7a6334d50"),
        LoadSql("juries_sheet", "2479ae096dc9"),
        LoadSql("juries_jury", "c6ce1f7fb9ca"),
        LoadSql("juries_mark", "131b135f9eae"),
    ]
