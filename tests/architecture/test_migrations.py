"""Migrations say what the models say, under names that a person chose."""

import pytest
from django.core.management import call_command

from tests.architecture.tree import PACKAGES, ROOT


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_is_named_by_a_machine():
    found = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("migrations/*.py")
        if "_auto_" in path.name
    ]
    assert found == []
