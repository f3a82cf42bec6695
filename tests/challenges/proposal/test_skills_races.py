"""Two files and the coordination at the same instant, on real connections: skills neither block nor mislead."""

from threading import Thread
from time import monotonic, sleep

import pytest
from django.db import connection, connections, transaction

from challenges.proposal.models.positions import Position
from challenges.proposal.workflow import drafting
from challenges.skills import workflow as skills
from challenges.skills.models import Skill
from tests.candidates.offers.test_races import ROUNDS, at_once
from tests.challenges.situations import DURING, draft
from tests.factories.challenges import SkillFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.repeated(40)]


def save(challenge, *positions):
    rows = [{"family": family, "skills_required": names} for family, names in positions]
    drafting.save_positions(challenge, rows, version=challenge.version, by=challenge.authors.get(), at=DURING)


def asked(challenge) -> list[list[str]]:
    return [position.skills_required for position in Position.objects.filter(challenge=challenge).order_by("family_id")]


def wait_for_a_blocked_one() -> None:
    """Return once another connection is blocked by a lock; AssertionError after twenty seconds."""
    last = monotonic() + 20
    with connection.cursor() as cursor:
        while monotonic() < last:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if cursor.fetchone():
                return
            sleep(0.02)
    raise AssertionError("nobody waits")


def test_two_files_that_propose_the_same_in_opposite_orders(call):
    first, second = draft(call), draft(call)
    families = list(call.promotion.families.order_by("pk"))
    for number in range(ROUNDS):
        names = [[f"Compétence {number} {family} {n}" for n in range(6)] for family in families]
        back = [words[::-1] for words in names[::-1]]
        at_once(
            lambda names=names: save(first, *zip(families, names, strict=True)),
            lambda back=back: save(second, *zip(families, back, strict=True)),
        )
        assert (asked(first), asked(second)) == (names, back)
    assert Skill.objects.count() == 6 * len(families)


def test_two_files_that_exchange_their_words(call):
    first, second = draft(call), draft(call)
    family = call.promotion.families.first()
    for number in range(ROUNDS):
        pair = [["Nim"], ["Zig"]][:: 1 if number % 2 else -1]
        at_once(
            *[
                lambda challenge=challenge, names=names: save(challenge, (family, names))
                for challenge, names in zip((first, second), pair, strict=True)
            ]
        )
        assert asked(first) + asked(second) == pair


def test_a_skill_merged_meanwhile_leads_to_the_one_kept(call, coordination):
    kept, other = SkillFactory(name="JavaScript"), SkillFactory(name="JS")
    challenge, family = draft(call), call.promotion.families.first()

    def late():
        try:
            save(challenge, (family, ["JS"]))
        finally:
            connections.close_all()

    saving = Thread(target=late)
    with transaction.atomic():
        skills.merge_skill(other, kept=kept, by=coordination, at=DURING)
        saving.start()
        wait_for_a_blocked_one()
    saving.join(timeout=30)
    assert asked(challenge) == [["JavaScript"]]
