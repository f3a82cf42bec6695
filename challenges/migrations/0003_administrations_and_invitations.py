import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import challenges.administrations.models.administrations
import challenges.participants.models


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0002_questions_of_jurors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="AdministrationDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse professionnelle")),
                ("name", models.CharField(max_length=120, verbose_name="prénom et nom")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operational_mentor", "mentor opérationnel"),
                            ("high_level_mentor", "mentor de haut niveau"),
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
                ("sent_at", models.DateTimeField(verbose_name="envoyée le")),
                ("expires_at", models.DateTimeField(verbose_name="valable jusqu’au")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondu le")),
            ],
            options={
                "verbose_name": "invitation",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="challenges_membership_status",
        ),
        migrations.AddField(
            model_name="administration",
            name="ministry",
            field=models.CharField(
                blank=True,
                help_text="Vide pour qui ne dépend d’aucun ministère.",
                max_length=150,
                verbose_name="ministère de rattachement",
            ),
        ),
        migrations.AddField(
            model_name="administration",
            name="region",
            field=models.CharField(
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
        migrations.AddField(
            model_name="administration",
            name="siret",
            field=models.CharField(
                blank=True,
                error_messages={"unique": "Une administration a déjà ce SIRET."},
                max_length=14,
                null=True,
                unique=True,
                validators=[challenges.administrations.models.administrations.check_siret],
                verbose_name="SIRET",
            ),
        ),
        migrations.AddField(
            model_name="challenge",
            name="readers",
            field=models.ManyToManyField(
                blank=True, related_name="read_challenges", to=settings.AUTH_USER_MODEL, verbose_name="lecteurs invités"
            ),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="right",
            field=models.CharField(
                choices=[("read", "lire"), ("contact", "être un contact")],
                default="read",
                max_length=10,
                verbose_name="droit sur le dossier",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="status",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="administration",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["key"], name="challenges_administration_like", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="administration",
            constraint=models.CheckConstraint(
                condition=models.Q(("siret__isnull", True), ("siret__regex", "^[0-9]{14}$"), _connector="OR"),
                name="challenges_administration_siret",
                violation_error_message="Un SIRET compte quatorze chiffres.",
            ),
        ),
        migrations.AddConstraint(
            model_name="administration",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["requested", "active", "refused", "left"])),
                name="challenges_membership_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("right__in", ["read", "contact"])), name="challenges_stakeholder_right"
            ),
        ),
        migrations.AddField(
            model_name="administrationdomain",
            name="administration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="domains", to="challenges.administration"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="invité par",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="challenge",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="challenges.challenge",
                verbose_name="défi",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrationdomain",
            constraint=models.UniqueConstraint(
                fields=("administration", "domain"),
                name="challenges_domain_once",
                violation_error_message="Ce domaine est déjà dans la liste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrationdomain",
            constraint=models.CheckConstraint(
                condition=models.Q(("domain__regex", "^[a-z0-9-]+(\\.[a-z0-9-]+)+$")),
                name="challenges_domain_shape",
                violation_error_message="Un domaine s’écrit en minuscules, comme « culture.gouv.fr ».",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                models.F("challenge"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("status", "sent")),
                name="challenges_invitation_once",
                violation_error_message="Une invitation attend déjà la réponse de cette personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["sent", "accepted", "declined", "revoked"])),
                name="challenges_invitation_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                name="challenges_invitation_life",
                violation_error_message="Une invitation vit au moins un instant.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("right", "contact"), _negated=True),
                    models.Q(("kind", ""), _negated=True),
                    _connector="OR",
                ),
                name="challenges_invitation_contact",
                violation_error_message="Un simple contact a un rôle : choisissez-le.",
            ),
        ),
    ]
