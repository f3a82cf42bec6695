"""The page of a promotion: settings, calendar with its journal, cloning, extending."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from challenges.proposal.workflow import reminders
from eig.common.clock import PARIS
from eig.journal.models import Entry
from eig.promotions.ladders import calendar_of, planned_letters
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import NOUNS, Promotion
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.promotions import (
    CriterionFactory,
    ProfileFactory,
    ProfileFamilyFactory,
    ProgrammeFactory,
    PromotionFactory,
    QuestionnaireFactory,
    StatementFactory,
    TargetFactory,
    WindowFactory,
)
from tests.keeping import send

pytestmark = pytest.mark.django_db
CRITERIA, TARGETS = " (critères)", " (portrait-robot : cibles par profil)"
WORDS = [f"{noun}_{number}" for noun in NOUNS for number in ("word", "words")]
INLINES = ("windows", "targets", "statements", "rounds", "criteria", "journal-entry-content_type-object_id")


@pytest.fixture
def promotion(clock):
    row = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=row)
    return row


@pytest.fixture
def client(client_for, coordination, clock):
    return client_for(coordination)


def url(name: str, *args) -> str:
    return reverse(f"admin:promotions_promotion_{name}", args=args)


def plain(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def posted(promotion, **changes) -> dict:
    """The page as a browser would send it back."""
    data = {
        "programme": promotion.programme_id,
        "name": promotion.name,
        "slug": promotion.slug,
        "public": "on",
        "starts_on": "2020-09-01",
        "months": 10,
        "team_min": 2,
        "team_max": 3,
        "hears_challenges": "on",
        "challenge_questions": promotion.challenge_questions_id,
        "application_questions": promotion.application_questions_id,
        "challenges_per_jury": 3,
        "challenge_juries_per_juror": 2,
        "candidate_juries_per_juror": 5,
        "wish_mode": "applying",
        "wishes_max": 3,
        "offer_days": 5,
        **{name: getattr(promotion, name) for name in WORDS},
    }
    for prefix in INLINES:
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    for row, window in enumerate(promotion.windows.all()):
        data |= {"windows-TOTAL_FORMS": row + 1, "windows-INITIAL_FORMS": row + 1}
        values = {"id": window.pk, "promotion": promotion.pk, "kind": window.kind}
        values |= {
            name: f"{getattr(window, name).astimezone(PARIS):%Y-%m-%dT%H:%M}" for name in ("opens_at", "closes_at")
        }
        data |= {f"windows-{row}-{name}": value for name, value in values.items()}
    return data | changes


def test_the_page_says_the_rules(client, promotion):
    page = plain(client.get(url("change", promotion.pk)))
    assert "rien de cette promotion n’apparaît sur le site" in page
    assert "l’heure de réception fait foi" in page
    for act in ("Prolonger : appel à projets", "Courriers", "Cloner"):
        assert act in page


def test_saving_unchanged_writes_no_line(client, promotion):
    assert send(client, url("change", promotion.pk), posted(promotion)).status_code == 302
    assert not Entry.objects.about(promotion).exists()


def test_a_date_changed_by_hand_is_written_before_and_after(client, promotion, coordination, at):
    changes = {"windows-0-closes_at": "2020-03-02T18:30"}
    assert send(client, url("change", promotion.pk), posted(promotion, **changes)).status_code == 302
    assert Window.objects.get().closes_at == datetime(2020, 3, 2, 18, 30, tzinfo=PARIS)
    line = Entry.objects.about(promotion).get()
    assert (line.sentence, line.actor, line.at) == ("Calendrier modifié", coordination, at)
    assert line.note.replace("\xa0", " ") == (
        "Appel à projets, clôture : vendredi 28 février 2020 à 17 h 00, heure de Paris → "
        "lundi 2 mars 2020 à 18 h 30, heure de Paris"
    )


def test_settings_and_rows_changed_by_hand_are_written_before_and_after(client, promotion, coordination, at):
    criterion, target = CriterionFactory(promotion=promotion, label="Potentiel"), TargetFactory(promotion=promotion)
    values = {
        "stage": "challenge",
        "round": 1,
        "order": 0,
        "label": "Ambition",
        "mark_min": 1,
        "mark_max": 4,
        "weight": 2,
    }
    rows = {"criteria-TOTAL_FORMS": 2, "criteria-INITIAL_FORMS": 1, "criteria-0-id": criterion.pk}
    rows |= {f"criteria-0-{name}": value for name, value in values.items()}
    rows |= {f"criteria-1-{name}": value for name, value in (values | {"order": 7, "label": "Données"}).items()}
    rows |= {"targets-TOTAL_FORMS": 1, "targets-INITIAL_FORMS": 1, "targets-0-id": target.pk, "targets-0-DELETE": "on"}
    rows |= {"targets-0-family": target.family_id, "targets-0-seats": 18}
    other = QuestionnaireFactory(name="Autre récit")
    changes = {"team_max": 4, "public": "", "months_min": 6, "months_max": 12, "challenge_questions": other.pk}
    former = promotion.challenge_questions
    sent = posted(promotion, **changes, **rows)
    assert send(client, url("change", promotion.pk), sent).status_code == 302
    found = {line.sentence: line.note.splitlines() for line in Entry.objects.about(promotion)}
    assert {(line.actor, line.at) for line in Entry.objects.about(promotion)} == {(coordination, at)}
    settings, criteria, targets = (found[f"Réglages modifiés{rows}"] for rows in ("", CRITERIA, TARGETS))
    assert len(found) == 3
    assert sum(line.endswith(("oui → non", "3 → 4", "rien → 6", "rien → 12")) for line in settings) == 4
    assert any(line.endswith(f"{former} → Autre récit") for line in settings)
    assert "« Ambition », Critère : Potentiel → Ambition" in criteria
    assert criteria[-1] == "Ajout : « Données »"
    assert targets == [f"Suppression : « {target} »"]


def test_doors_added_and_taken_away_are_written_too(client, promotion):
    added = {
        "windows-TOTAL_FORMS": 2,
        "windows-1-promotion": promotion.pk,
        "windows-1-kind": "call_for_candidates",
        "windows-1-opens_at": "2020-05-04T09:00",
        "windows-1-closes_at": "2020-06-07T23:00",
        "windows-0-DELETE": "on",
    }
    assert send(client, url("change", promotion.pk), posted(promotion, **added)).status_code == 302
    note = Entry.objects.about(promotion).get().note
    assert "Appel à projets : porte supprimée" in note
    assert "Appel à candidatures : porte ajoutée" in note


def test_a_door_that_closes_before_it_opens_is_refused_in_french(client, promotion):
    page = send(client, url("change", promotion.pk), posted(promotion, **{"windows-0-closes_at": "2020-01-01T09:00"}))
    assert "La clôture vient après l’ouverture" in plain(page)
    assert not Entry.objects.about(promotion).exists()


def test_extending_asks_for_a_reason_and_tells_the_refusal_beside_the_field(client, promotion):
    window = promotion.windows.get()
    page = url("extend", promotion.pk, window.pk)
    assert "Clôture actuelle : vendredi 28 février 2020" in plain(client.get(page))
    refused = client.post(page, {"closes_at": "2020-02-20T17:00", "reason": "Trop de neige"})
    assert "une prolongation la repousse plus tard" in plain(refused)
    assert "Trop de neige" in plain(refused)
    Promotion.objects.update(results_on=date(2020, 3, 4))
    promised = client.post(page, {"closes_at": "2020-03-05T17:00", "reason": "Trop de neige"})
    assert "Une réponse est promise le mercredi 4 mars 2020" in plain(promised)
    Promotion.objects.update(results_on=date(2020, 3, 6))
    done = client.post(page, {"closes_at": "2020-03-06T17:00", "reason": "Trop de neige"}, follow=True)
    assert "Clôture repoussée au vendredi 6 mars 2020 à 17 h 00" in plain(done)
    assert Entry.objects.about(promotion).get().verb == "extend_window"


def test_a_door_of_another_promotion_is_not_found(client, promotion):
    assert client.get(url("extend", promotion.pk, WindowFactory().pk)).status_code == 404


def clone_data(**changes) -> dict:
    return {"name": "EIG 5", "slug": "eig-5", "starts_on": "2021-08-31", "days": ""} | changes


def test_cloning_shows_every_date_before_it_copies(client, promotion):
    page = url("clone", promotion.pk)
    form = plain(client.get(page))
    assert 'value="EIG 4 (copie)"' in form
    assert 'value="2021-08-31"' in form
    shown = plain(client.post(page, clone_data()))
    assert not Promotion.objects.filter(name="EIG 5").exists()
    for text in (
        "vendredi 28 février 2020 à 17 h 00, heure de Paris",
        "vendredi 26 février 2021 à 17 h 00, heure de Paris",
        "mardi 1er septembre 2020",
        "mardi 31 août 2021",
    ):
        assert text in shown
    done = client.post(page, clone_data(confirm="Créer la promotion"), follow=True)
    made = Promotion.objects.get(name="EIG 5")
    assert (made.starts_on, made.public) == (date(2021, 8, 31), False)
    assert done.redirect_chain[-1][0] == url("change", made.pk)


def test_cloning_shows_every_letter_that_the_new_calendar_would_send(client, promotion, letters):
    WindowFactory(promotion=promotion, candidates=True)
    page = plain(client.post(url("clone", promotion.pk), clone_data()))
    lines = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in re.findall("<tr>(.*?)</tr>", page, re.DOTALL)]
    reminder = "Rappel : un défi en préparation n’est pas déposé aux auteurs des défis qui ne seront pas encore déposés"
    for day in ("vendredi 19", "mardi 23", "jeudi 25"):
        assert f"{day} février 2021 à 8 h 00, heure de Paris {reminder}" in lines
    assert sum("Rappel : candidature pas encore déposée" in line for line in lines) == 2
    assert sum("Rappel d’un point d’étape" in line for line in lines) == 30
    assert sum("une demande de correction" in line for line in lines) == 1
    awaited = "aux abonnés confirmés qui attendent les appels"
    for when, said in (
        ("jeudi 14 janvier 2021 à 8 h 00", f"{awaited} à projets : « L’appel à projets est ouvert »"),
        ("mardi 23 février 2021 à 8 h 00", f"{awaited} à projets : « L’appel à projets se termine bientôt »"),
        ("mardi 4 mai 2021 à 8 h 00", f"{awaited} à candidatures : « L’appel à candidatures est ouvert »"),
    ):
        assert f"{when}, heure de Paris Nouvelles du programme {said}" in lines
    assert sum("Nouvelles du programme" in line for line in lines) == 5
    assert letters() == []


def test_the_letters_shown_are_those_that_leave(client, promotion, letters):
    """The same ladder says it beforehand and posts it: nothing a minute before, the letter at its hour."""
    [window] = promotion.windows.all()
    draft = ChallengeFactory(promotion=promotion, authors=[UserFactory()])
    planned = planned_letters(calendar_of(promotion))
    shown = [
        letter for letter in planned if letter.at < window.closes_at and letter.label.startswith("Rappel : un défi")
    ]
    assert len(shown) == 3
    for count, planned in enumerate(shown):
        reminders.remind(at=planned.at - timedelta(minutes=1))
        assert len(letters("challenges/draft_reminder")) == count
        reminders.remind(at=planned.at)
    assert {message.user for message in letters("challenges/draft_reminder")} == set(draft.authors.all())


def test_letters_of_a_past_calendar_are_counted_apart(client, promotion):
    page = plain(client.post(url("clone", promotion.pk), clone_data(starts_on="", days="-364")))
    assert "23 autres courriers auraient" in page
    assert "ne partiraient donc pas" in page


def test_going_back_from_the_dates_keeps_what_was_typed(client, promotion):
    page = plain(client.post(url("clone", promotion.pk), clone_data(back="Modifier")))
    assert 'value="EIG 5"' in page
    assert "Voir les dates et les courriers de la copie" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "EIG 4"}, "porte déjà ce nom"),
        ({"slug": "eig-4"}, "porte déjà cet identifiant"),
        ({"starts_on": ""}, "Dites de combien décaler"),
        ({"days": "10"}, "décale de 364 jours"),
    ],
)
def test_a_wrong_copy_is_explained(client, promotion, changes, sentence):
    page = client.post(url("clone", promotion.pk), clone_data(**changes, confirm="Créer"))
    assert sentence in plain(page)
    assert Promotion.objects.count() == 1


@pytest.mark.parametrize("group", ["direction", "coaches", "hr", "dpo", "outside_readers"])
def test_other_staff_may_not_act(client_for, groups, promotion, group):
    user = UserFactory(is_staff=True)
    user.groups.add(groups[group])
    client, window = client_for(user), promotion.windows.get()
    for page in (url("clone", promotion.pk), url("extend", promotion.pk, window.pk), url("letters", promotion.pk)):
        assert client.get(page).status_code in (403, 404)
        assert client.post(page, {}).status_code in (403, 404)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whatever_hangs_on_it(client, promotion, count, django_assert_num_queries):
    CriterionFactory.create_batch(count, promotion=promotion)
    StatementFactory.create_batch(count, promotion=promotion)
    for number in range(count):
        TargetFactory(promotion=promotion, family=ProfileFamilyFactory(slug=f"famille-{number}"))
    client.get(url("change", promotion.pk))  # the nature of journal lines is read once for all
    with django_assert_num_queries(19):
        client.get(url("change", promotion.pk))


LISTS = {"promotion": 8, "programme": 7, "profile": 8, "profilefamily": 7, "announcement": 8}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("model", LISTS)
def test_lists_cost_the_same_whatever_their_length(client, model, count, django_assert_num_queries):
    programme, family = ProgrammeFactory(), ProfileFamilyFactory()
    PromotionFactory.create_batch(count, programme=programme)
    ProfileFactory.create_batch(count, family=family)
    with django_assert_num_queries(LISTS[model]):
        client.get(reverse(f"admin:promotions_{model}_changelist"))


def test_an_empty_identifier_follows_from_the_name(client, promotion):
    data = posted(promotion, name="Été 2021 : EIG", slug="")
    assert send(client, url("change", promotion.pk), data).status_code == 302
    promotion.refresh_from_db()
    assert promotion.slug == "ete-2021-eig"


def test_a_taken_identifier_is_said(client, promotion):
    PromotionFactory(slug="eig-quatre")
    page = plain(send(client, url("change", promotion.pk), posted(promotion, name="EIG quatre", slug="")))
    assert "existe déjà" in page


def test_rows_to_add_wait_folded_and_none_needs_a_script(client, promotion):
    page = plain(client.get(url("change", promotion.pk)))
    assert page.count("<summary>Ajouter : critère</summary>") == 2
    assert page.count("<summary>Ajouter : porte du calendrier</summary>") == 2
    assert "jquery" not in page
    assert 'class="eig-edit-row eig-edit-row--new" open' not in page
