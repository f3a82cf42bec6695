"""The coordination's admin: list, page, steps, hearing, framing, memberships."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from challenges.administrations.models.administrations import Administration, Membership
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus as S
from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.juries.models.juries import JurySeat
from tests.factories.accounts import UserFactory
from tests.factories.challenges import (
    AdministrationFactory,
    ChallengeFactory,
    MembershipFactory,
    PositionFactory,
    StakeholderFactory,
)
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory
from tests.factories.promotions import ProfileFactory, ProfileFamilyFactory, PromotionFactory, QuestionFactory
from tests.keeping import send

pytestmark = pytest.mark.django_db

MARCH_5 = datetime(2020, 3, 5, 10, tzinfo=PARIS)
LIST = "/admin/challenges/challenge/"


@pytest.fixture(autouse=True)
def in_march():
    with product_clock.moved_to(MARCH_5):
        yield


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


@pytest.fixture
def challenge(agent):
    promotion = PromotionFactory()
    QuestionFactory(questionnaire=promotion.challenge_questions, label="Quel est le problème ?")
    return ChallengeFactory(submitted=True, promotion=promotion, authors=[agent], complete=True)


def change(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def step(record, name):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_step", args=[record.pk, name])


def shown(response):
    return response.content.decode().replace("\xa0", " ")


class TestList:
    def test_one_glance(self, client, challenge):
        html = shown(client.get(LIST))
        for text in (
            challenge.title,
            str(challenge.administration),
            "2 developpement",
            "déposé",
            "20 février 2020",
        ):
            assert text in html

    def test_filters_are_questions_that_count(self, client, challenge):
        html = shown(client.get(LIST))
        for question in ("Quelle promotion ?", "Où en est le défi ?", "Quel profil cherche-t-il ?"):
            assert question in html.replace("\u202f", " ")
        assert "déposé (1)" in html

    def test_search_ignores_accents(self, client):
        ChallengeFactory(title="Écologie des pêches")
        ChallengeFactory(title="Autre chose")
        html = shown(client.get(LIST, {"q": "ECOLOGIE"}))
        assert "Écologie des pêches" in html
        assert "Autre chose" not in html

    def test_each_filter_answers(self, client, challenge):
        family = challenge.positions.get().family
        for query, count in (
            (f"etat={S.SUBMITTED}", 1),
            (f"etat={S.PUBLISHED}", 0),
            (f"promotion={challenge.promotion_id}", 1),
            (f"profil={family.pk}", 1),
            ("decision=none", 0),
        ):
            response = client.get(f"{LIST}?{query}")
            assert response.context["cl"].result_count == count

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, client, count, django_assert_num_queries):
        promotion = PromotionFactory()
        for number in range(count):
            challenge = ChallengeFactory(submitted=True, promotion=promotion)
            PositionFactory(challenge=challenge)
            PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug=f"famille-{number % 3}"))
        client.get(LIST)
        with django_assert_num_queries(26):
            client.get(LIST)


class TestPage:
    def test_everything_is_read_and_nothing_written(self, client, challenge):
        html = shown(client.get(change(challenge)))
        for text in (
            "Réponse à Quel est le problème ?",
            "Mentors et contacts",
            "presentation.pdf",
            "Demander une correction",
        ):
            assert text in html
        assert 'name="title"' not in html
        assert "Enregistrer et continuer" not in html
        client.post(change(challenge), {"title": "Autre", "status": "published"})
        fresh = Challenge.objects.get()
        assert (fresh.title, fresh.status) == (challenge.title, S.SUBMITTED)

    def test_a_reader_sees_no_button(self, client_for, groups, challenge):
        reader = UserFactory(is_staff=True)
        reader.groups.add(groups["direction"])
        html = shown(client_for(reader).get(change(challenge)))
        assert challenge.title in html
        assert "Demander une correction" not in html
        assert client_for(reader).post(step(challenge, "preselect")).status_code == 403

    def test_the_jury_s_opinion_is_there(self, client, challenge):
        sheet = SheetFactory(common=True, reason="Prêt à partir")
        Challenge.objects.update(hearing=sheet.hearing)
        html = shown(client.get(change(challenge)))
        assert "Prêt à partir" in html
        assert str(sheet.hearing.jury) in html

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, client, challenge, count, django_assert_num_queries):
        for number in range(count):
            StakeholderFactory(challenge=challenge, user=None, email=f"mentor{number}@service.example")
            PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug=f"famille-{number}"))
            challenge.internal_notes.create(author=UserFactory(), text="À voir.", written_at=MARCH_5)
        client.get(change(challenge))
        with django_assert_num_queries(27):
            client.get(change(challenge))


class TestSteps:
    def test_a_step_is_confirmed_then_taken(self, client, challenge, letters):
        assert "est gardé pour le choix" in shown(client.get(step(challenge, "preselect")))
        assert client.post(step(challenge, "preselect")).url == change(challenge)
        challenge.refresh_from_db()
        assert challenge.status == S.PRESELECTED
        assert [letter.letter for letter in letters()] == ["challenges/preselected"]

    def test_a_correction_says_what_and_when(self, client, challenge, letters):
        html = shown(client.get(step(challenge, "request_changes")))
        assert "envoyé tel quel aux auteurs" in html
        bad = client.post(step(challenge, "request_changes"), {"reason": "Précisez.", "due_at": "2020-03-01T10:00"})
        assert "Précisez." in shown(bad)
        assert letters() == []
        client.post(step(challenge, "request_changes"), {"reason": "Précisez.", "due_at": "2020-03-12T17:00"})
        challenge.refresh_from_db()
        assert challenge.changes_due_at == datetime(2020, 3, 12, 17, tzinfo=PARIS)

    def test_setting_aside_then_bringing_back(self, client, challenge):
        assert "Ce champ" not in shown(client.get(step(challenge, "set_aside")))
        client.post(step(challenge, "set_aside"), {"reason": ""})
        client.post(step(challenge, "set_aside"), {"reason": "Hors du champ."})
        challenge.refresh_from_db()
        assert challenge.status == S.SET_ASIDE
        client.post(step(challenge, "bring_back"))
        challenge.refresh_from_db()
        assert challenge.status == S.SUBMITTED

    def test_withdrawing(self, client, challenge):
        client.post(step(challenge, "withdraw"))
        challenge.refresh_from_db()
        assert challenge.status == S.WITHDRAWN

    def test_a_step_taken_meanwhile_is_refused_with_a_sentence(self, client, challenge):
        Challenge.objects.update(status=S.PRESELECTED)
        response = client.post(step(challenge, "preselect"), follow=True)
        assert "Impossible de" in shown(response)


class TestHearing:
    def test_it_is_booked_from_the_page(self, client, challenge):
        Challenge.objects.update(status=S.PRESELECTED)
        jury = JuryFactory(promotion=challenge.promotion)
        JuryFactory(name="Jury d’ailleurs")
        url = reverse("admin:challenges_challenge_hearing", args=[challenge.pk])
        assert "Planifier l’audition" in shown(client.get(change(challenge)))
        assert "Jury d’ailleurs" not in shown(client.get(url))
        data = {"jury": jury.pk, "starts_at": "2020-03-24T10:30", "minutes": 40}
        assert client.post(url, data).url == change(challenge)
        challenge.refresh_from_db()
        assert challenge.hearing.jury == jury
        assert "Déplacer l’audition" in shown(client.get(change(challenge)))

    def test_a_refusal_keeps_what_was_typed(self, client, challenge):
        Challenge.objects.update(status=S.PRESELECTED)
        hearing = HearingFactory(jury__promotion=challenge.promotion)
        url = reverse("admin:challenges_challenge_hearing", args=[challenge.pk])
        html = shown(client.post(url, {"jury": hearing.jury_id, "starts_at": "2020-03-24T10:45", "minutes": 40}))
        assert "entend déjà" in html
        assert "2020-03-24T10:45" in html

    def test_not_before_the_preselection(self, client, challenge):
        url = reverse("admin:challenges_challenge_hearing", args=[challenge.pk])
        assert client.get(url).status_code == 403


class TestFraming:
    def data(self, challenge, **changes):
        position = challenge.positions.get()
        return {
            "public_title": "Pêche ouverte",
            "summary": "Une phrase.",
            "sheet": "La fiche.",
            "town": "Paris",
            "positions-TOTAL_FORMS": "2",
            "positions-INITIAL_FORMS": "1",
            "positions-0-family": position.family_id,
            "positions-0-seats": "1",
            "positions-0-mission": "Écrire le code.",
            "positions-1-seats": "1",
        } | changes

    def test_framed_then_published(self, client, challenge, letters):
        Challenge.objects.update(status=S.SELECTED)
        profile = ProfileFactory(family=challenge.positions.get().family)
        url = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
        html = shown(client.get(url))
        assert challenge.title in html
        assert "Concevoir et mettre en ligne" in html
        response = send(client, url, self.data(challenge, **{"positions-0-profiles": [profile.pk]}))
        assert response.url == change(challenge)
        challenge.refresh_from_db()
        [position] = challenge.positions.all()
        assert (challenge.slug, position.seats, list(position.profiles.all())) == ("peche-ouverte", 1, [profile])
        client.post(step(challenge, "publish"), {"reason": "Accord donné au téléphone."})
        challenge.refresh_from_db()
        assert challenge.status == S.PUBLISHED
        assert "/defis/peche-ouverte/" in letters("challenges/published")[0].text
        assert "/defis/peche-ouverte/" in shown(client.get(change(challenge)))

    def test_a_position_is_added_and_another_taken_away(self, client, challenge):
        Challenge.objects.update(status=S.SELECTED)
        design = ProfileFamilyFactory(slug="design")
        url = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
        added = {"positions-0-DELETE": "on", "positions-1-family": design.pk, "positions-1-mission": "Observer."}
        send(client, url, self.data(challenge, **added))
        assert [position.family for position in challenge.positions.all()] == [design]

    def test_one_family_twice_is_refused(self, client, challenge):
        Challenge.objects.update(status=S.SELECTED)
        family = challenge.positions.get().family
        url = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
        html = shown(send(client, url, self.data(challenge, **{"positions-1-family": family.pk})))
        assert "qu’une fois" in html

    def test_publishing_an_unfinished_page_says_what_lacks(self, client, challenge):
        Challenge.objects.update(status=S.SELECTED)
        assert "Il manque encore : un titre public" in shown(client.get(change(challenge)))
        assert "il manque encore : un titre public" in shown(client.post(step(challenge, "publish"), follow=True))


class TestLink:
    def test_the_transversal_team_is_created_and_entered(self, client, coordination):
        promotion, administration = PromotionFactory(), AdministrationFactory()
        add = reverse("admin:challenges_challenge_add")
        data = {"promotion": promotion.pk, "administration": administration.pk, "title": "EIG Link"}
        assert client.post(add, data).status_code == 302
        link = Challenge.objects.get()
        assert (link.is_link, link.status, link.authors.get()) == (True, S.DRAFT, coordination)
        client.post(step(link, "enter_selected"))
        link.refresh_from_db()
        assert link.status == S.SELECTED


class TestMemberships:
    def test_confirmed_with_a_letter(self, client, letters):
        membership = MembershipFactory(status="requested")
        assert "à confirmer" in shown(client.get("/admin/challenges/membership/"))
        client.post(step(membership, "confirm"))
        membership.refresh_from_db()
        assert membership.status == "active"
        assert [letter.to for letter in letters("challenges/membership_confirmed")] == [membership.user.email]

    def test_refused_with_a_letter(self, client, letters):
        membership = MembershipFactory(status="requested")
        client.post(step(membership, "refuse"))
        assert Membership.objects.get().status == "refused"
        assert len(letters("challenges/membership_refused")) == 1

    def test_two_administrations_do_not_share_a_name(self, client):
        AdministrationFactory(name="Direction des pêches")
        data = {
            "name": "direction DES peches",
            "kind": "central",
            "town": "",
            "memberships-TOTAL_FORMS": 0,
            "memberships-INITIAL_FORMS": 0,
            "journal-entry-content_type-object_id-TOTAL_FORMS": 0,
            "journal-entry-content_type-object_id-INITIAL_FORMS": 0,
            "domains-TOTAL_FORMS": 1,
            "domains-INITIAL_FORMS": 0,
            "domains-0-domain": "Peches.example",
        }
        html = shown(client.post("/admin/challenges/administration/add/", data))
        assert "porte déjà ce nom" in html
        good = {**data, "name": "Météo nationale", "siret": "110 002 011 00044", "domains-0-domain": "meteo.example"}
        url = "/admin/challenges/administration/add/"
        html = shown(client.post(url, {**good, "siret": "110 002 011 00045", "domains-0-domain": "gmail.com"}))
        assert "Ce SIRET n’existe pas" in html
        assert "messagerie personnelle" in html
        client.post(url, good)
        made = Administration.objects.get(key="meteo nationale")
        assert (made.siret, made.domains.get().domain) == ("11000201100044", "meteo.example")

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_lists_do_not_grow(self, client, count, django_assert_num_queries):
        for _ in range(count):
            MembershipFactory(status="requested")
        client.get("/admin/challenges/membership/")
        with django_assert_num_queries(7):
            client.get("/admin/challenges/membership/")
        with django_assert_num_queries(6):
            client.get("/admin/challenges/administration/")


class TestJuries:
    def test_a_juror_without_an_account_is_named(self, client, letters):
        jury = JuryFactory()
        assert "Inviter un juré" in shown(client.get(change(jury)))
        url = reverse("admin:juries_jury_seat", args=[jury.pk])
        data = {
            "email": "Nadia.Ferrand@assos.example",
            "first_name": "Nadia",
            "last_name": "Ferrand",
            "rapporteur": "on",
        }
        assert client.post(url, data).url == change(jury)
        seat = JurySeat.objects.get()
        assert (seat.user.email, seat.rapporteur) == ("nadia.ferrand@assos.example", True)
        assert seat.status == "invited"
        assert letters("juries/invited")[0].to == seat.user.email
        client.post(reverse("admin:juries_jury_unseat", args=[jury.pk, seat.pk]))
        assert not JurySeat.objects.exists()

    def test_a_change_is_journaled(self, client):
        jury = JuryFactory()
        data = {
            "promotion": jury.promotion_id,
            "stage": jury.stage,
            "round": jury.round,
            "name": "Jury 12",
            "meets_at": "2020-03-25T14:00",
            "place": "En ligne",
        }
        for prefix in ("seats", "hearings", "journal-entry-content_type-object_id"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        assert send(client, change(jury), data).status_code == 302
        jury.refresh_from_db()
        assert jury.meets_at == datetime(2020, 3, 25, 14, tzinfo=PARIS)
        assert "Jury modifié" in shown(client.get(change(jury)))

    def test_a_room_that_is_taken_is_refused_beside_the_field(self, client, letters):
        jury = JuryFactory(place="Salle A")
        HearingFactory(jury=jury, room="Salle A")
        HearingFactory(room="Salle B", starts_at=jury.meets_at + timedelta(minutes=20))
        JurySeatFactory(jury=jury)
        data = {
            "promotion": jury.promotion_id,
            "stage": jury.stage,
            "round": 1,
            "name": jury.name,
            "meets_at": "2020-03-24T10:30",
        }
        for prefix in ("seats", "hearings", "journal-entry-content_type-object_id"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        assert "sert déjà ailleurs" in shown(send(client, change(jury), {**data, "place": "salle B"}))
        assert send(client, change(jury), {**data, "place": "Salle C"}).status_code == 302
        assert jury.hearings.get().room == "Salle C"
        assert len(letters("juries/moved")) == 1

    def test_a_juror_is_replaced_by_the_substitute_proposed(self, client, letters):
        seat = JurySeatFactory(
            status="declined", substitute_name="Nadia Ferrand", substitute_email="nadia@assos.example"
        )
        assert "propose Nadia Ferrand" in shown(client.get(change(seat.jury)))
        url = reverse("admin:juries_jury_replace", args=[seat.jury_id, seat.pk])
        assert 'value="nadia@assos.example"' in shown(client.get(url))
        data = {"email": "nadia@assos.example", "first_name": "Nadia", "last_name": "Ferrand"}
        assert client.post(url, data).status_code == 302
        assert [letter.to for letter in letters("juries/invited")] == ["nadia@assos.example"]

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_list_does_not_grow(self, client, count, django_assert_num_queries):
        promotion = PromotionFactory()
        for _ in range(count):
            jury = JuryFactory(promotion=promotion)
            JurySeatFactory(jury=jury, rapporteur=True)
            HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(hours=1))
        client.get("/admin/juries/jury/")
        with django_assert_num_queries(11):
            client.get("/admin/juries/jury/")
