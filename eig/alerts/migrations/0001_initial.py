import secrets

import django.db.models.functions.text
from django.db import migrations, models

from eig.common.vocabulary import SiteText


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("promotions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("administrations", SiteText("Les appels à projets, pour proposer un {challenge}")),
                            (
                                "candidates",
                                SiteText("Les {challenges} publiés et les appels à candidatures, pour candidater"),
                            ),
                        ],
                        max_length=20,
                        verbose_name="pour",
                    ),
                ),
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
                    "status",
                    models.CharField(
                        choices=[("pending", "à confirmer"), ("active", "confirmé")],
                        default="pending",
                        max_length=20,
                        verbose_name="état",
                    ),
                ),
                ("token", models.CharField(default=secrets.token_urlsafe, editable=False, max_length=60, unique=True)),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmé le")),
                ("told_until", models.DateTimeField(verbose_name="nouvelles dites jusqu’au")),
                (
                    "families",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="promotions.profilefamily", verbose_name="profils"
                    ),
                ),
            ],
            options={
                "verbose_name": "abonnement",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        models.F("audience"),
                        name="alerts_subscription_once",
                        violation_error_message="Cette adresse est déjà abonnée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["pending", "active"])), name="alerts_subscription_status"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["administrations", "candidates"])),
                        name="alerts_subscription_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("status", "pending")),
                            models.Q(("confirmed_at__isnull", False), ("status", "active")),
                            _connector="OR",
                        ),
                        name="alerts_subscription_confirmed",
                        violation_error_message="Un abonnement confirmé a une date de confirmation.",
                    ),
                ],
            },
        ),
    ]
