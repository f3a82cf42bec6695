"""What a database needs besides its tables. Run it after each migration; running it again changes nothing."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from eig.common import clock
from eig.home.groups import GROUPS, permissions
from eig.pages.workflow import load_originals


class Command(BaseCommand):
    help = "Create the cache table, the staff groups with their permissions, the pages of the site (idempotent)."

    def handle(self, *args, **options):
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            known = {(one.content_type.app_label, one.codename): one for one in _permissions()}
            for name in GROUPS:
                group, _ = Group.objects.get_or_create(name=name)
                group.permissions.set(_found(known, name))
            load_originals(at=clock.now())
        if options["verbosity"]:
            self.stdout.write(f"{len(GROUPS)} groups are ready: {', '.join(GROUPS)}.")


def _permissions():
    return Permission.objects.select_related("content_type")


def _found(known, group: str) -> list[Permission]:
    missing = [f"{app}.{code}" for app, code in permissions(group) if (app, code) not in known]
    if missing:
        raise CommandError(f"No such permission: {', '.join(missing)}. Has the database been migrated?")
    return [known[pair] for pair in permissions(group)]
