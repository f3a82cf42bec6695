"""The days on which administrations are promised an answer, in an order that makes sense."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("promotions", "0007_coherent_calendar")]
    operations = [
        migrations.AddField(
            model_name="promotion",
            name="preselection_on",
            field=models.DateField(blank=True, null=True, verbose_name="présélection annoncée le"),
        ),
        migrations.AddField(
            model_name="promotion",
            name="results_on",
            field=models.DateField(blank=True, null=True, verbose_name="résultats annoncés le"),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(("results_on__gte", models.F("preselection_on"))),
                name="promotions_promotion_announced",
                violation_error_message="La présélection s’annonce avant les résultats : l’une des deux dates est "
                "fausse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts_on__gt", models.F("preselection_on")))
                & models.Q(("starts_on__gt", models.F("results_on"))),
                name="promotions_promotion_announced_before",
                violation_error_message="La présélection et les résultats s’annoncent avant l’arrivée des lauréats : "
                "l’une de ces dates est fausse.",
            ),
        ),
    ]
