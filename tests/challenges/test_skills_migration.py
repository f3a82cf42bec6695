"""Positions written before the list of skills keep every word, there and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.positions import Position
from challenges.proposal.models.skills import PositionSkill
from challenges.skills.models import Skill
from tests.factories.challenges import ChallengeFactory, PositionFactory

BEFORE, AFTER = ("challenges", "0011_validations_of_sheets"), ("challenges", "0014_forget_free_text_skills")


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return MigrationExecutor(connection).loader.project_state([target]).apps


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_free_text_becomes_skills_and_notes_and_back():
    latest = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "challenges"]
    fish = PositionFactory(
        challenge=ChallengeFactory(published=True, title="MonitorFish"),
        skills_required=["Zig"],
        skills_wished=["Nim"],
        skills_note="Nécessaires : Trois ans.\nDe pratique.\nSouhaitées : Naviguer (voile, moteur).",
    )
    try:
        former = migrate(BEFORE).get_model("challenges", "Position")
        assert former.objects.get().skills_required == "Zig\nTrois ans.\nDe pratique."
        assert former.objects.get().skills_wished == "Nim\nNaviguer (voile, moteur)."
        former.objects.update(
            skills_required="python, Cartographie marine\nSQL", skills_wished="Il faut aimer la mer. Et la pluie."
        )
        migrate(AFTER)
    finally:
        migrate(latest[0])
    position = Position.objects.get(pk=fish.pk)
    assert (position.skills_required, position.skills_wished) == (["Python", "Cartographie marine", "SQL"], [])
    assert position.skills_note == "Souhaitées : Il faut aimer la mer. Et la pluie."
    assert set(Skill.objects.proposed().values_list("name", flat=True)) == {"Cartographie marine"}
    assert Skill.objects.get(name="Python").status == "listed"
    assert [one.title for one in public().search("cartographie pluie")] == ["MonitorFish"]
    PositionSkill.objects.all().delete()
    assert not public().search("cartographie").exists()
