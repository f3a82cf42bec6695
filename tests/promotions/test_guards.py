"""A change that would orphan answers, or make no sense, is refused with a sentence; nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from eig.common.clock import PARIS
from eig.promotions.models.calendar import Window
from eig.promotions.models.profiles import Profile
from eig.promotions.models.programmes import Promotion
from eig.questions.models import Response
from tests.factories.candidates import ApplicationFactory, WishFactory, a_position
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory
from tests.factories.promotions import (
    CriterionFactory,
    ProfileFactory,
    PromotionFactory,
    QuestionnaireFactory,
    StatementFactory,
    TargetFactory,
    WindowFactory,
)
from tests.keeping import send
from tests.promotions.test_admin import plain, posted, url
from tests.promotions.test_database import judged

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
    response = send(client, url("change", promotion.pk), posted(promotion, **changes, name="Gardé à l’écran"))
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
    assert send(client, url("change", promotion.pk), posted(promotion, team_max=2)).status_code == 302


def test_durations_that_submitted_files_break_are_refused(client, promotion):
    Promotion.objects.update(months_min=6, months_max=12)
    ChallengeFactory(promotion=promotion, submitted=True, months=12)
    refused(client, promotion, "demande une autre durée", months_min=6, months_max=11)


def test_an_answered_questionnaire_is_not_exchanged(client, promotion):
    Response.objects.create(questionnaire=promotion.challenge_questions)
    refused(client, promotion, "en changer perdrait", challenge_questions=QuestionnaireFactory().pk)


def test_a_commitment_made_is_neither_deleted_nor_reworded(client, promotion):
    row = StatementFactory(promotion=promotion, text="Les données sont accessibles.")
    values = {"audience": "agents", "order": row.order, "text": row.text, "compulsory": "on"}
    assert (
        send(client, url("change", promotion.pk), posted(promotion, **rows("statements", row, **values))).status_code
        == 302
    )
    ChallengeFactory(promotion=promotion, complete=True)
    for change in ({"DELETE": "on"}, {"text": "Les données seront peut-être là."}):
        sent = rows("statements", row, **{**values, **change})
        refused(client, promotion, "est déjà accepté par des administrations", **sent)


def test_a_marked_criterion_keeps_its_scale(client, promotion):
    row = CriterionFactory(promotion=promotion, label="Potentiel")
    MarkFactory(criterion=row)
    values = {
        "stage": row.stage,
        "round": 1,
        "order": 0,
        "label": row.label,
        "help": "",
        "mark_min": 1,
        "mark_max": 4,
        "weight": 1,
    }
    for change in ({"DELETE": "on"}, {"weight": 2}, {"mark_max": 5}):
        sent = rows("criteria", row, **{**values, **change})
        refused(client, promotion, "Le critère « Potentiel » a déjà reçu des notes", **sent)
    sent = rows("criteria", row, **{**values, "help": "Ce que le défi change."})
    assert send(client, url("change", promotion.pk), posted(promotion, **sent)).status_code == 302


def test_a_mark_that_lands_while_the_page_is_saved_is_said_on_it(client, promotion):
    row = CriterionFactory(promotion=promotion, label="Potentiel")
    landed = []

    def meanwhile(execute, sql, *rest):
        if sql.startswith('UPDATE "promotions_criterion"') and not landed:
            landed.append(MarkFactory(criterion=row))
        return execute(sql, *rest)

    values = {"stage": row.stage, "round": 1, "order": 0, "label": row.label, "mark_min": 1, "mark_max": 4, "weight": 3}
    with connection.execute_wrapper(meanwhile):
        refused(client, promotion, "Ce critère a déjà reçu des notes", **rows("criteria", row, **values))
    assert landed
    row.refresh_from_db()
    assert row.weight == 1


def test_any_other_refusal_of_the_database_is_not_hidden(client, promotion):
    def broken(execute, sql, *rest):
        if sql.startswith('UPDATE "promotions_promotion"'):
            Window.objects.update(kind="back_door")
        return execute(sql, *rest)

    with connection.execute_wrapper(broken), pytest.raises(IntegrityError, match="promotions_window_kind"):
        send(client, url("change", promotion.pk), posted(promotion, name="Autre"))


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
    assert send(client, url("change", promotion.pk), posted(promotion, **limits)).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.challenges_per_jury, promotion.candidate_juries_per_juror) == (2, 1)


def test_wishes_already_given_hold_their_mode_and_their_number(client, promotion):
    draft = ApplicationFactory(promotion=promotion)
    assert send(client, url("change", promotion.pk), posted(promotion, wishes_max=2)).status_code == 302
    for rank in (1, 2):
        WishFactory(application=draft, position=a_position(promotion), rank=rank)
    promotion.refresh_from_db()
    refused(client, promotion, "1 candidature classe déjà plus de 1 vœu : permettez-en au moins 2.", wishes_max=1)
    refused(client, promotion, "1 candidature en préparation a déjà des vœux : gardez", wish_mode="after")


def test_a_promotion_that_hears_challenges_goes_on(client, promotion):
    assert send(client, url("change", promotion.pk), posted(promotion, hears_challenges="")).status_code == 302
    Promotion.objects.update(hears_challenges=True)
    promotion.refresh_from_db()
    JuryFactory(promotion=promotion)
    HearingFactory(jury__promotion=promotion, jury__candidates=True)
    assert Promotion.objects.update(hears_challenges=False)
    Promotion.objects.update(hears_challenges=True)
    HearingFactory(jury__promotion=promotion)
    refused(client, promotion, "1 audition est déjà planifiée", hears_challenges="")
    with pytest.raises(IntegrityError, match="un jury y entend"), transaction.atomic():
        Promotion.objects.update(hears_challenges=False)


def test_a_profile_that_files_chose_stays(client, promotion):
    chosen, free = ProfileFactory(name="Data engineering"), ProfileFactory()
    for _ in range(2):
        PositionFactory(challenge=ChallengeFactory(promotion=promotion), family=chosen.family).profiles.add(chosen)
    page = reverse("admin:promotions_profile_delete", args=[chosen.pk])
    sentence = "Le profil « Data engineering » est choisi dans 2 dossiers : il ne se supprime pas."
    assert sentence in plain(client.get(page))
    assert sentence in plain(client.post(page, {"post": "yes"}))
    family = reverse("admin:promotions_profilefamily_change", args=[chosen.family_id])
    sent = {"profiles-TOTAL_FORMS": 1, "profiles-INITIAL_FORMS": 1, "profiles-0-DELETE": "on"}
    sent |= {"profiles-0-id": chosen.pk, "profiles-0-family": chosen.family_id, "profiles-0-name": chosen.name}
    sent |= {"name": chosen.family.name, "slug": chosen.family.slug, "order": 0, "profiles-0-order": 0}
    assert sentence in plain(send(client, family, sent))
    assert client.post(reverse("admin:promotions_profile_delete", args=[free.pk]), {"post": "yes"}).status_code == 302
    assert Profile.objects.get() == chosen


def test_the_database_keeps_it_too_while_positions_change_freely(promotion):
    position = PositionFactory(challenge=ChallengeFactory(promotion=promotion))
    first, second = ProfileFactory(), ProfileFactory()
    position.profiles.set([first, second])
    position.profiles.remove(first)
    with transaction.atomic():
        second.delete()
        with pytest.raises(IntegrityError, match="choisi dans des dossiers"):
            judged()
        transaction.set_rollback(True)
    position.delete()
    judged()
    assert Profile.objects.filter(name=second.name).delete()


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
