"""A change that would orphan answers, or make no sense, is refused with a sentence; nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from eig.common.clock import PARIS
from eig.promotions.models import Promotion, Window
from eig.questions.models import Response
from tests.factories.candidates import ApplicationFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory
from tests.factories.promotions import (
    CommitmentFactory,
    CriterionFactory,
    PromotionFactory,
    QuestionnaireFactory,
    TargetFactory,
    WindowFactory,
)
from tests.promotions.test_admin import plain, posted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def promotion(clock):
    row = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=row)
    return row


@pytest.fixture
def client(client_for, coordination, clock):
    return client_for(coordination)


def rows(prefix: str, row, **values) -> dict:
    """One existing row of a table of the page, changed."""
    counts = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1}
    sent = {"id": row.pk, "promotion": row.promotion_id, **values}
    return counts | {f"{prefix}-0-{name}": value for name, value in sent.items()}


def refused(client, promotion, sentence: str, **changes) -> None:
    response = client.post(url("change", promotion.pk), posted(promotion, **changes, name="Gardé à l’écran"))
    page = plain(response)
    assert response.status_code == 200
    assert sentence in page.replace("&#x27;", "’")
    assert "Gardé à l’écran" in page
    assert not Promotion.objects.filter(name="Gardé à l’écran").exists()


def test_bounds_that_submitted_teams_break_are_refused(client, promotion):
    PositionFactory(challenge=ChallengeFactory(promotion=promotion, submitted=True, title="MonitorFish"), seats=3)
    refused(client, promotion, "1 défi déposé demande une équipe d’une autre taille (« MonitorFish »)", team_max=2)


def test_a_draft_does_not_hold_the_bounds(client, promotion):
    PositionFactory(challenge=ChallengeFactory(promotion=promotion), seats=3)
    assert client.post(url("change", promotion.pk), posted(promotion, team_max=2)).status_code == 302


def test_durations_that_submitted_files_break_are_refused(client, promotion):
    Promotion.objects.update(months_min=6, months_max=12)
    ChallengeFactory(promotion=promotion, submitted=True, months=12)
    refused(client, promotion, "demande une autre durée", months_min=6, months_max=11)


def test_an_answered_questionnaire_is_not_exchanged(client, promotion):
    Response.objects.create(questionnaire=promotion.challenge_questions)
    refused(client, promotion, "en changer perdrait", challenge_questions=QuestionnaireFactory().pk)


def test_a_commitment_made_is_neither_deleted_nor_reworded(client, promotion):
    row = CommitmentFactory(promotion=promotion, text="Les données sont accessibles.")
    values = {"order": row.order, "text": row.text}
    assert (
        client.post(url("change", promotion.pk), posted(promotion, **rows("commitments", row, **values))).status_code
        == 302
    )
    ChallengeFactory(promotion=promotion, complete=True)
    for change in ({"DELETE": "on"}, {"text": "Les données seront peut-être là."}):
        sent = rows("commitments", row, **{**values, **change})
        refused(client, promotion, "est déjà pris par des administrations", **sent)


def test_a_marked_criterion_keeps_its_scale(client, promotion):
    row = CriterionFactory(promotion=promotion, label="Potentiel")
    MarkFactory(criterion=row)
    values = {"stage": row.stage, "order": 0, "label": row.label, "help": "", "mark_min": 1, "mark_max": 4, "weight": 1}
    for change in ({"DELETE": "on"}, {"weight": 2}, {"mark_max": 5}):
        sent = rows("criteria", row, **{**values, **change})
        refused(client, promotion, "Le critère « Potentiel » a déjà reçu des notes", **sent)
    sent = rows("criteria", row, **{**values, "help": "Ce que le défi change."})
    assert client.post(url("change", promotion.pk), posted(promotion, **sent)).status_code == 302


def test_a_family_that_files_seek_stays(client, promotion):
    row = TargetFactory(promotion=promotion)
    PositionFactory(challenge=ChallengeFactory(promotion=promotion), family=row.family)
    sent = rows("targets", row, family=row.family_id, seats=3, DELETE="on")
    refused(client, promotion, "Des défis cherchent déjà le profil", **sent)


def test_limits_do_not_go_below_what_is_planned(client, promotion):
    jury = JuryFactory(promotion=promotion, name="Jury 1")
    for hour in range(2):
        HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(hours=hour))
    juror = JurySeatFactory(jury=jury).user
    JurySeatFactory(jury__promotion=promotion, user=juror)
    refused(client, promotion, "Jury 1 entend déjà plus de 1 défi", challenges_per_jury=1)
    refused(client, promotion, "siège déjà dans 2 jurys", challenge_juries_per_juror=1)
    limits = {"challenges_per_jury": 2, "candidate_juries_per_juror": 1}
    assert client.post(url("change", promotion.pk), posted(promotion, **limits)).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.challenges_per_jury, promotion.candidate_juries_per_juror) == (2, 1)


def test_the_database_refuses_a_jury_that_hears_nothing():
    with pytest.raises(IntegrityError, match="promotions_promotion_loads"):
        PromotionFactory(challenges_per_jury=0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"windows-0-closes_at": "2020-02-01T17:00"}, "ne peut pas être ramenée dans le passé"),
        ({"windows-0-opens_at": "2020-02-10T09:00"}, "cette date ne change plus"),
        ({"starts_on": "2020-02-20"}, "l’une des deux dates est fausse"),
        ({"preselection_on": "2020-02-27"}, "après le jour où une réponse est promise (jeudi 27 février 2020)"),
        ({"results_on": "2020-02-27"}, "après le jour où une réponse est promise"),
        ({"preselection_on": "2020-04-02", "results_on": "2020-04-01"}, "La présélection s’annonce avant"),
        ({"results_on": "2020-09-01"}, "s’annoncent avant l’arrivée des lauréats"),
    ],
)
def test_dates_that_make_no_sense_are_refused(client, promotion, changes, sentence):
    refused(client, promotion, sentence, **changes)
    assert Window.objects.get().closes_at == datetime(2020, 2, 28, 17, tzinfo=PARIS)


def test_a_door_does_not_vanish_under_files(client, promotion):
    ChallengeFactory(promotion=promotion)
    refused(client, promotion, "Des défis ont été commencés", **{"windows-0-DELETE": "on"})


def test_the_door_of_the_candidates_neither(client, promotion):
    Window.objects.update(kind="call_for_candidates")
    ApplicationFactory(promotion=promotion)
    refused(client, promotion, "Des candidatures ont été commencées", **{"windows-0-DELETE": "on"})


def test_the_database_keeps_durations_and_extensions_coherent(promotion):
    promotion.months_min, promotion.months_max = 11, 12
    with pytest.raises(ValidationError, match="les deux bornes"):
        promotion.validate_constraints()
    with pytest.raises(IntegrityError, match="promotions_window_extended"):
        Window.objects.update(
            extended_at=datetime(2020, 2, 27, tzinfo=UTC), extended_from=datetime(2020, 3, 1, tzinfo=UTC)
        )
