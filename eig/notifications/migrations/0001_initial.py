import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(max_length=80, verbose_name="courrier")),
                ("scope", models.CharField(blank=True, max_length=40, verbose_name="promotion")),
                ("subject", models.CharField(max_length=200, verbose_name="objet")),
                ("body", models.TextField(verbose_name="texte")),
            ],
            options={
                "verbose_name": "texte de courrier",
                "verbose_name_plural": "textes de courrier",
                "ordering": ["letter", "scope"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "scope"),
                        name="notifications_lettertext_once",
                        violation_error_message="Ce courrier a déjà un texte pour cette promotion.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="clef")),
                ("letter", models.CharField(db_index=True, max_length=80, verbose_name="modèle")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("at_least_once", "renvoyer dans le doute"),
                            ("at_most_once", "ne pas renvoyer dans le doute"),
                        ],
                        max_length=20,
                        verbose_name="dans le doute",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="destinataire",
                    ),
                ),
                ("to", models.EmailField(max_length=254, verbose_name="adresse")),
                ("subject", models.CharField(max_length=200, verbose_name="objet")),
                ("text", models.TextField(verbose_name="texte")),
                ("html", models.TextField(verbose_name="version HTML")),
                ("calendar", models.TextField(blank=True, verbose_name="entrée d’agenda")),
                ("message_id", models.CharField(max_length=120, unique=True, verbose_name="Message-ID")),
                ("headers", models.JSONField(blank=True, default=dict, verbose_name="autres en-têtes")),
                ("posted_at", models.DateTimeField(verbose_name="écrit le")),
                ("next_try_at", models.DateTimeField(db_index=True, verbose_name="à envoyer le")),
                ("claim", models.BigIntegerField(blank=True, null=True, verbose_name="porteur")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("last_error", models.CharField(blank=True, max_length=300, verbose_name="dernière erreur")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
                ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="abandonné le")),
            ],
            options={
                "verbose_name": "courrier",
                "ordering": ["-posted_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None), ("stopped_at", None)),
                        fields=["next_try_at"],
                        name="notifications_message_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("stopped_at", None), _connector="OR"),
                        name="notifications_message_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claim", None), models.Q(("sent_at", None), ("stopped_at", None)), _connector="OR"
                        ),
                        name="notifications_message_claim",
                    ),
                ],
            },
        ),
    ]
