"""What a database needs besides its tables. Run it after each migration; running it again changes nothing."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from challenges.skills.workflow import load_skills
from eig.common import clock
from eig.home.groups import GROUPS
from eig.home.staff import create_groups
from eig.pages.workflow import load_originals


class Command(BaseCommand):
    help = "Create the cache table, the staff groups, the pages of the site, the list of skills (idempotent)."

    def handle(self, *args, **options):
        call_command("createcachetable", verbosity=0)
        try:
            with transaction.atomic():
                create_groups()
                load_originals(at=clock.now())
                load_skills(at=clock.now())
        except LookupError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{len(GROUPS)} groups are ready: {', '.join(GROUPS)}.")
