from django.db import migrations


def welcome_known_domains(apps, schema_editor):
    """Until now whoever wrote from the domain of a confirmed member joined at once: the list says the same."""
    membership = apps.get_model("challenges", "Membership")
    domain = apps.get_model("challenges", "AdministrationDomain")
    members = membership.objects.filter(status="active", user__is_active=True)
    pairs = {
        (administration, email.rpartition("@")[2].lower())
        for administration, email in members.values_list("administration", "user__email")
    }
    domain.objects.bulk_create(domain(administration_id=pk, domain=name) for pk, name in sorted(pairs))


class Migration(migrations.Migration):
    dependencies = [("challenges", "0003_administrations_and_invitations")]
    operations = [migrations.RunPython(welcome_known_domains, migrations.RunPython.noop)]
