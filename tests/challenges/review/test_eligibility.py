"""The eligibility checklist: what the file lets one think, what people decide."""

import pytest

from challenges.administrations.states import AdministrationKind
from challenges.proposal.models.challenges import Challenge
from challenges.review.hints import KEYS, hints
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.states import Verdict
from challenges.review.workflow import reading
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, SkillFactory, StakeholderFactory
from tests.factories.promotions import PromotionFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(agent):
    promotion = PromotionFactory()
    StatementFactory(promotion=promotion)
    return ChallengeFactory(submitted=True, promotion=promotion, authors=[agent], complete=True)


def said(challenge):
    fresh = Challenge.objects.with_file().get(pk=challenge.pk)
    return {line.key: hint for line, hint in hints(fresh)}


class TestHints:
    def test_a_good_file_raises_no_doubt_but_the_skills(self, challenge):
        challenge.positions.get().skill_links.create(skill=SkillFactory(name="Python"), required=True)
        assert {hint.value for hint in said(challenge).values()} == {Verdict.OK}

    def test_the_duration_is_that_of_the_promotion(self, challenge):
        Challenge.objects.update(months=6)
        hint = said(challenge)["duration"]
        assert (hint.value, "10" in hint.sentence) == (Verdict.TO_CHECK, True)

    def test_the_team_is_neither_small_nor_large(self, challenge):
        challenge.positions.update(seats=4)
        assert said(challenge)["team"].value == Verdict.NOT_OK

    def test_both_mentors_are_named_and_two(self, challenge):
        challenge.stakeholders.all().delete()
        assert "mentor de haut niveau" in said(challenge)["mentors"].sentence
        for kind in ("operational_mentor", "high_level_mentor"):
            StakeholderFactory(challenge=challenge, user=None, kind=kind, email="seul@culture.example")
        assert said(challenge)["mentors"].value == Verdict.TO_CHECK

    def test_commitments_are_ticked(self, challenge):
        StatementFactory(promotion=challenge.promotion, order=2, text="Le code sera libre.")
        assert said(challenge)["commitments"].value == Verdict.NOT_OK

    @pytest.mark.parametrize(
        ("fields", "kind", "value"),
        [
            ({}, "local", Verdict.OK),
            ({"cofunding": True}, "central", Verdict.NOT_OK),
            ({"cofunding": True, "cofunding_amount": 9, "budget_programme": "129"}, "central", Verdict.OK),
            ({"cofunding": True, "cofunding_amount": 9, "budget_programme": "129"}, "local", Verdict.TO_CHECK),
            (
                {"cofunding": True, "cofunding_amount": 9, "budget_programme": "129", "employer_cost": 8},
                "central",
                Verdict.TO_CHECK,
            ),
        ],
    )
    def test_cofunding_goes_with_a_bearer_of_the_state(self, challenge, fields, kind, value):
        type(challenge.administration).objects.update(kind=kind)
        Challenge.objects.update(**fields)
        assert said(challenge)["cofunding"].value == value

    def test_an_administrative_bearer_answers_for_the_host(self, challenge):
        type(challenge.administration).objects.update(kind=AdministrationKind.LOCAL)
        bearer = AdministrationFactory(kind=AdministrationKind.MINISTRY)
        Challenge.objects.update(cofunding=True, cofunding_amount=9, budget_programme="129", bearer=bearer)
        assert said(challenge)["cofunding"].value == Verdict.OK


class TestVerdicts:
    def test_they_keep_who_when_and_why(self, challenge, coordination, at):
        given = {"team": ("ok", ""), "cofunding": ("not_ok", "Pas de programme.")}
        assert reading.give_verdicts(challenge, given, by=coordination, at=at) == 2
        row = EligibilityVerdict.objects.get(line="cofunding")
        assert (row.value, row.note, row.by, row.at) == ("not_ok", "Pas de programme.", coordination, at)
        assert "non conforme (Pas de programme.)" in Entry.objects.about(challenge).get().note

    def test_the_same_again_keeps_the_first_author(self, challenge, coordination, agent, at):
        reading.give_verdicts(challenge, {"team": ("ok", "")}, by=coordination, at=at)
        assert reading.give_verdicts(challenge, {"team": ("ok", "")}, by=agent, at=at) == 0
        assert EligibilityVerdict.objects.get().by == coordination
        reading.give_verdicts(challenge, {"team": ("", "")}, by=coordination, at=at)
        assert not EligibilityVerdict.objects.exists()

    @pytest.mark.parametrize("given", [{"team": ("not_ok", "")}, {"inconnue": ("ok", "")}])
    def test_refusals_write_nothing(self, challenge, coordination, at, given):
        with pytest.raises(StepRefused):
            reading.give_verdicts(challenge, {KEYS[0]: ("ok", ""), **given}, by=coordination, at=at)
        assert not EligibilityVerdict.objects.exists()

    def test_the_page_shows_hints_and_keeps_what_was_typed(self, client_for, coordination, challenge):
        url = f"/admin/challenges/challenge/{challenge.pk}/eligibilite/"
        client = client_for(coordination)
        html = client.post(url, {"team-value": "not_ok", "mentors-note": "à rappeler"}).content.decode()
        assert "Dites pourquoi" in html
        assert "à rappeler" in html
        client.post(url, {"team-value": "ok", "mentors-value": "to_check", "mentors-note": "à rappeler"})
        page = client.get(f"/admin/challenges/challenge/{challenge.pk}/change/").content.decode()
        assert "à rappeler" in page
        assert client.get("/admin/challenges/challenge/?eligible=to_check").context["cl"].result_count == 1
        assert client.get("/admin/challenges/challenge/?eligible=none").context["cl"].result_count == 0
