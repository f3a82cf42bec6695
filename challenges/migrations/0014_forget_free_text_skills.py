"""The free text is in the shared list and in the notes: its columns go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("challenges", "0013_link_skills")]

    operations = [
        migrations.RemoveField(model_name="position", name="skills_required"),
        migrations.RemoveField(model_name="position", name="skills_wished"),
    ]
