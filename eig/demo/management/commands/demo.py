"""`manage.py demo SCENARIO [--if-empty]`, `--accounts`, `--status`."""

import json
import time

from django.core.management.base import BaseCommand, CommandError

from eig.common import clock
from eig.demo.accounts import present
from eig.demo.building import NotADemonstration, build, is_empty
from eig.demo.models import DemoBuild
from eig.demo.scenarios import DEFAULT, SCENARIOS


class Command(BaseCommand):
    """Fill the database with one moment of the year of EIG 4, relative to today."""

    help = "Fill the database with one moment of a promotion's year: " + ", ".join(SCENARIOS)

    def add_arguments(self, parser):
        parser.add_argument("scenario", nargs="?", choices=SCENARIOS, default=DEFAULT)
        parser.add_argument("--if-empty", action="store_true", help="do nothing when somebody already works here")
        parser.add_argument("--accounts", action="store_true", help="say who can sign in, and what to look at")
        parser.add_argument("--status", action="store_true", help="one line of JSON: scenario, built_on, aged")

    def handle(self, *args, **options):
        if options["status"]:
            self.stdout.write(json.dumps(self.status()))
        elif options["accounts"]:
            self.accounts()
        elif options["if_empty"] and not is_empty():
            self.stdout.write("The database is not empty: nothing was built.")
        else:
            self.build(options["scenario"])

    def build(self, scenario: str) -> None:
        """Build, and say how long it took."""
        began = time.monotonic()
        try:
            build(scenario, clock.now())
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from None
        seconds = time.monotonic() - began
        self.stdout.write(f"« {scenario} »: {SCENARIOS[scenario].title} (built in {seconds:.0f} s).")

    def accounts(self) -> None:
        """One line for each account: role, address, what to look at."""
        held = DemoBuild.objects.first()
        rows = list(present(held.scenario)) if held else []
        role, email = (
            max((len(getattr(account, name)) for account, _ in rows), default=0) for name in ("role", "email")
        )
        for account, hint in rows:
            self.stdout.write(f"{account.role:<{role}}  {account.email:<{email}}  {hint}")

    def status(self) -> dict:
        """The scenario held (``None`` when none), the day it was built on, and whether it is out of date."""
        held = DemoBuild.objects.first()
        if held is None:
            return {"scenario": None, "built_on": None, "aged": False}
        built_on = clock.today(held.built_at).isoformat()
        return {"scenario": held.scenario, "built_on": built_on, "aged": held.aged(clock.now())}
