"""The Celery application. It carries no content: only « drain now » and the ticking of the minute."""

import os

from celery import Celery

from eig.common.timer import TimerStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eig.settings.production")

app = Celery("eig")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["eig.notifications", "eig.home"])
app.steps["worker"].add(TimerStep)
