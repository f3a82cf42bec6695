import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("juries", "0002_invite_jurors"),
        ("promotions", "0002_promotion_hears_challenges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=10000, verbose_name="notes")),
                ("saved_at", models.DateTimeField(verbose_name="enregistrées le")),
            ],
            options={
                "verbose_name": "notes personnelles d’un juré",
                "verbose_name_plural": "notes personnelles des jurés",
            },
        ),
        migrations.AddField(
            model_name="jury",
            name="locked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closes le"),
        ),
        migrations.AddField(
            model_name="jury",
            name="status",
            field=models.CharField(
                choices=[("open", "fiches ouvertes"), ("locked", "fiches closes")],
                default="open",
                editable=False,
                max_length=20,
                verbose_name="fiches",
            ),
        ),
        migrations.AddConstraint(
            model_name="jury",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "locked"])), name="juries_jury_status"
            ),
        ),
        migrations.AddField(
            model_name="privatenote",
            name="hearing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="juries.hearing"
            ),
        ),
        migrations.AddField(
            model_name="privatenote",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="private_notes", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="privatenote",
            constraint=models.UniqueConstraint(fields=("hearing", "user"), name="juries_note_once"),
        ),
    ]
