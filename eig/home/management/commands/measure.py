"""``manage.py measure NAME``: costs as ratios, one JSON line a page."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test.utils import override_settings

from eig.common import clock
from eig.home.bench import NothingToMeasureError, pages, yardstick
from eig.home.measure import ratios

BENCHES = {"pages": pages}


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
                for line in ratios(yardstick(), BENCHES[name](clock.now())):
                    self.stdout.write(line)
                transaction.set_rollback(True)
        except NothingToMeasureError as reason:
            raise CommandError(str(reason)) from None
        finally:
            logging.disable(logging.NOTSET)
