"""``manage.py mailbox``: receive the letters of a development machine."""

import threading

from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from eig.demo.mailbox import Sink


class Command(BaseCommand):
    """An SMTP server on the loopback that keeps what it receives in ``MAILBOX_DIR``."""

    help = "Reçoit les courriers d’une machine de développement et les range dans MAILBOX_DIR."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8025)

    def handle(self, *args, port: int, **options):
        if not settings.MAILBOX_DIR:
            raise CommandError("MAILBOX_DIR n’est pas défini.")
        controller = Controller(Sink(settings.MAILBOX_DIR), hostname="127.0.0.1", port=port)
        controller.start()
        self.stdout.write(f"courriers reçus sur 127.0.0.1:{port}, rangés dans {settings.MAILBOX_DIR}")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            controller.stop()
