"""``manage.py measure``: real figures, and a database left as it was."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from challenges.models import Challenge
from eig.promotions.models import Promotion

pytestmark = pytest.mark.django_db


def measured(name) -> list[dict]:
    out = StringIO()
    call_command("measure", name, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_publishing_forty_decisions(coordination):
    page, request, worker = measured("publish")
    assert 0 < page["queries"] <= 15
    assert request["queries"] <= 60
    assert (worker["decisions"], worker["letters"]) == (40, 80)
    assert worker["queries"] <= 60
    assert not Challenge.objects.exists()
    assert not Promotion.objects.exists()


@pytest.mark.parametrize("name", ["board", "pages"])
def test_without_a_coordination_there_is_nothing_to_measure(name):
    with pytest.raises(CommandError, match="équipe de coordination"):
        call_command("measure", name)
