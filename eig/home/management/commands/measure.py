"""``manage.py measure NAME``: costs as ratios, one JSON line for each thing measured."""

import json
import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test.utils import override_settings

from eig.common import clock
from eig.home.benches import BENCHES
from eig.home.benches.common import NothingToMeasureError


class Command(BaseCommand):
    """Ratios to a bare Django view, in one run; leaves the database as it was."""

    help = "Mesure le coût des pages, en proportion d’une vue Django nue."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=BENCHES)

    def handle(self, *args, name: str, **options):
        # A log line a request would be measured too.
        logging.disable(logging.WARNING)
        try:
            with transaction.atomic(), override_settings(ROOT_URLCONF="eig.home.measure_urls"):
                for line in BENCHES[name](clock.now()):
                    self.stdout.write(json.dumps(line, ensure_ascii=False))
                transaction.set_rollback(True)
        except NothingToMeasureError as reason:
            raise CommandError(str(reason)) from None
        finally:
            logging.disable(logging.NOTSET)
