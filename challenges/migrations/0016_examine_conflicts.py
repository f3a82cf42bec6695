from django.db import migrations, models
from django.db.models import F, Q


def note_examined(apps, schema_editor):
    """What the coordination wrote or lifted itself, it had looked at."""
    conflicts = apps.get_model("challenges", "ConflictOfInterest").objects
    conflicts.filter(Q(stands=False) | ~Q(declared_by=F("user"))).update(examined_at=F("declared_at"))


class Migration(migrations.Migration):
    dependencies = [("challenges", "0015_distinct_administrations")]

    operations = [
        migrations.AddField(
            model_name="conflictofinterest",
            name="examined_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="examiné le"),
        ),
        migrations.RunPython(note_examined, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(("stands", True), ("examined_at__isnull", False), _connector="OR"),
                name="challenges_conflict_lifted_when_examined",
                violation_error_message="Un conflit d’intérêts n’est levé qu’une fois examiné.",
            ),
        ),
    ]
