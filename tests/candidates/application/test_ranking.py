"""Wishes ranked after the preselection: set in the admin, given over HTTP, reminded of, seen by the coordination."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from candidates.application import rules
from candidates.application.models.applications import Application, Wish
from candidates.application.states import ApplicationStatus, Verdict
from candidates.application.workflow import drafting, ranking, reminders
from candidates.overview.todo import todo
from candidates.review import previews as review_previews
from candidates.review import workflow as review
from eig.common import clock
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.journal.models import Entry
from eig.promotions.ladders import calendar_of, planned_letters
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementStatus, WindowKind, WishMode
from eig.promotions.workflow.cloning import clone_promotion
from tests.factories.candidates import ApplicationFactory, WishFactory, a_call, a_position
from tests.factories.promotions import AnnouncementFactory, PromotionFactory, WindowFactory
from tests.keeping import send
from tests.promotions.orders import carried_out
from tests.promotions.test_admin import plain, posted, url

pytestmark = pytest.mark.django_db

OPENING = datetime(2020, 6, 15, 9, tzinfo=PARIS)
CLOSING = datetime(2020, 6, 22, 23, tzinfo=PARIS)
DURING = datetime(2020, 6, 16, 21, tzinfo=PARIS)
TOLD = datetime(2020, 6, 12, 10, tzinfo=PARIS)


@pytest.fixture
def promotion(db):
    return later()


def later(**fields) -> Promotion:
    made = a_call(wish_mode=WishMode.AFTER, **fields)
    WindowFactory(promotion=made, kind=WindowKind.WISHES, opens_at=OPENING, closes_at=CLOSING)
    return made


@pytest.fixture
def preselected(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate, preselected=True)


def page(application) -> str:
    return reverse("candidates:section", args=[application.pk, "voeux"])


def sent(*wishes) -> dict:
    data = {}
    for rank, (position, motivation) in enumerate(wishes, start=1):
        data |= {f"position_{rank}": position.pk if position else "", f"motivation_{rank}": motivation}
    return data


def windows(*rows) -> dict:
    """New rows of the calendar, as the page sends them."""
    data = {"windows-TOTAL_FORMS": len(rows), "windows-INITIAL_FORMS": 0}
    for number, (kind, opens, closes) in enumerate(rows):
        values = {"kind": kind, "opens_at": opens, "closes_at": closes}
        data |= {f"windows-{number}-{name}": value for name, value in values.items()}
    return data


class TestSettings:
    @pytest.fixture
    def empty(self, clock):
        return PromotionFactory(name="EIG 5", slug="eig-5")

    @pytest.mark.parametrize(
        ("mode", "rows", "sentence"),
        [
            ("after", (), "donnez les dates de l’appel à vœux"),
            ("applying", (("wishes", "2020-06-15T09:00", "2020-06-22T23:00"),), "n’a pas lieu d’être"),
            (
                "after",
                (
                    ("call_for_candidates", "2020-05-04T09:00", "2020-06-07T23:00"),
                    ("wishes", "2020-06-01T09:00", "2020-06-22T23:00"),
                ),
                "avant la clôture des candidatures",
            ),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, client_for, coordination, empty, mode, rows, sentence):
        changes = {"wish_mode": mode, **windows(*rows)}
        answer = send(client_for(coordination), url("change", empty.pk), posted(empty, **changes))
        assert sentence in plain(answer)
        assert not Window.objects.exists()

    def test_the_mode_is_set_with_its_dates_and_copied(self, client_for, coordination, empty, at):
        rows = (
            ("call_for_candidates", "2020-05-04T09:00", "2020-06-07T23:00"),
            ("wishes", "2020-06-15T09:00", "2020-06-22T23:00"),
        )
        client = client_for(coordination)
        answer = send(client, url("change", empty.pk), posted(empty, wish_mode="after", **windows(*rows)))
        assert answer.status_code == 302
        empty.refresh_from_db()
        assert empty.ranks_later
        labels = [letter.label for letter in planned_letters(calendar_of(empty))]
        assert labels.count("Rappel : vœux à classer") == 2
        assert "Les vœux sont ouverts, à qui est présélectionné" in labels
        copy = clone_promotion(empty, name="EIG 6", slug="eig-6", days=364, by=coordination, at=at)
        assert copy.ranks_later
        assert copy.windows.filter(kind=WindowKind.WISHES).exists()

    def test_it_does_not_change_once_applications_are_in(self, client_for, coordination, empty):
        ApplicationFactory(promotion=empty, submitted=True)
        rows = windows(("wishes", "2020-06-15T09:00", "2020-06-22T23:00"))
        answer = send(client_for(coordination), url("change", empty.pk), posted(empty, wish_mode="after", **rows))
        assert "le moment où se classent les vœux ne change plus" in plain(answer)

    def test_the_database_knows_the_two_modes(self, db):
        with pytest.raises(IntegrityError, match="promotions_promotion_wish_mode"):
            PromotionFactory(wish_mode="never")

    def test_the_public_is_not_invited_to_rank(self, promotion, client):
        with clock.moved_to(DURING):
            assert "vœux" not in client.get("/").content.decode()
            assert "vœux" not in client.get(reverse("challenges:calendar")).content.decode()
            shown = client.get(reverse("challenges:promotion", args=[promotion.slug])).content.decode()
        assert "Appel à vœux" in shown

    def test_the_staff_extends_it(self, promotion, client_for, coordination):
        door = rules.wish_door(promotion)
        with clock.moved_to(DURING):
            address = url("extend", promotion.pk, door.pk)
            client = client_for(coordination)
            assert "classer leurs vœux" in client.get(address).content.decode()
            client.post(address, {"closes_at": "2020-06-24T23:00", "reason": "Catalogue complété."})
        door.refresh_from_db()
        assert door.closes_at == CLOSING + timedelta(days=2)


class TestApplying:
    AT = datetime(2020, 6, 4, 21, 30, tzinfo=PARIS)

    def test_the_form_has_no_wishes_and_is_submitted_without(self, promotion, candidate, client_for, letters):
        application = ApplicationFactory(promotion=promotion, user=candidate, complete=True)
        Wish.objects.all().delete()
        client = client_for(candidate)
        with clock.moved_to(self.AT):
            whole = client.get(application.get_absolute_url()).content.decode()
            cv = client.get(reverse("candidates:section", args=[application.pk, "cv"])).content.decode()
            asked = client.get(page(application), follow=True)
            refused = client.post(page(application), sent((a_position(promotion), "Moi")))
            client.post(reverse("candidates:submit", args=[application.pk]))
        assert "les trois sections" in whole
        assert "Vos vœux" not in whole
        assert "Étape 3 sur 3" in cv
        assert "mes vœux" not in cv
        assert f'href="{application.get_absolute_url()}">Revenir à ma candidature pour la déposer' in cv
        assert "après la présélection" in asked.content.decode()
        assert refused.status_code == 409
        application.refresh_from_db()
        assert application.status == ApplicationStatus.SUBMITTED
        assert not Wish.objects.exists()
        assert "à classer après la présélection" in letters("candidates/submitted")[0].text

    def test_the_verb_refuses_wishes_too(self, promotion, candidate):
        application = ApplicationFactory(promotion=promotion, user=candidate)
        with pytest.raises(StepRefused, match="après la présélection"):
            drafting.save_wishes(application, [], version=1, by=candidate, at=self.AT)

    def test_coming_from_a_challenge_does_not_lead_to_wishes(self, promotion, candidate, client_for):
        position = a_position(promotion)
        client = client_for(candidate)
        with clock.moved_to(self.AT):
            shown = client.get(f"{reverse('candidates:mine')}?poste={position.pk}").content.decode()
            begun = client.post(reverse("candidates:start", args=[promotion.pk]), {"poste": position.pk})
            again = client.get(f"{reverse('candidates:mine')}?poste={position.pk}")
        assert "il sera proposé dans vos vœux" not in shown
        assert "Vous classerez vos vœux ensuite" in shown
        assert begun.url == Application.objects.get().get_absolute_url()
        assert again.status_code == 200

    def test_a_challenge_is_named_in_the_words_of_its_promotion(self, candidate, client_for):
        position = a_position(a_call(challenge_word="projet", challenge_words="projets"))
        with clock.moved_to(self.AT):
            shown = client_for(candidate).get(f"{reverse('candidates:mine')}?poste={position.pk}").content.decode()
        assert "Vous venez du projet <strong>" in shown

    def test_the_usual_mode_is_unchanged(self, candidate):
        application = ApplicationFactory(promotion=a_call(), user=candidate, complete=True)
        application.wishes.all().delete()
        fresh = Application.objects.with_content().get()
        assert [lack.section for lack in rules.missing(fresh)] == ["voeux"]
        with pytest.raises(StepRefused, match="en candidatant"):
            ranking.rank_wishes(application, [], version=1, by=candidate, at=self.AT)


class TestRanking:
    def test_the_preselected_rank_over_http(self, promotion, preselected, candidate, client_for):
        first, second = a_position(promotion), a_position(promotion)
        client = client_for(candidate)
        with clock.moved_to(DURING):
            assert "Classer mes vœux" in client.get("/").content.decode()
            assert "Classer mes vœux" in client.get(preselected.get_absolute_url()).content.decode()
            shown = client.get(f"{page(preselected)}?poste={first.pk}")
            version = {"version": shown.context["keeper"]["version"]}
            saved = client.post(page(preselected), sent((first, "Le sujet."), (second, "")) | version, follow=True)
            moved = send(client, page(preselected), sent((first, "Le sujet."), (second, "L’équipe.")) | {"move": "2-1"})
            after = client.get("/").content.decode()
        assert "Étape" not in shown.content.decode()
        assert "Dernier délai" in shown.content.decode()
        assert "Il manque 1" in plain(saved)
        assert moved.status_code == 302
        assert [(wish.position, wish.motivation) for wish in preselected.wishes.order_by("rank")] == [
            (second, "L’équipe."),
            (first, "Le sujet."),
        ]
        assert "Classer mes vœux" not in after
        assert Entry.objects.about(preselected).filter(verb="rank_wishes").count() == 2
        preselected.refresh_from_db()
        assert preselected.status == ApplicationStatus.PRESELECTED

    @pytest.mark.parametrize(
        ("at", "sentence"),
        [(OPENING - timedelta(minutes=1), "à partir du"), (CLOSING, "Les vœux sont clos")],
    )
    def test_the_dates_decide(self, promotion, preselected, candidate, client_for, at, sentence):
        position = a_position(promotion)
        with clock.moved_to(at):
            answer = client_for(candidate).post(page(preselected), sent((position, "Moi")))
            assert sentence in client_for(candidate).get(page(preselected), follow=True).content.decode()
        assert answer.status_code == 409
        assert not Wish.objects.exists()

    @pytest.mark.parametrize("status", ["submitted", "reserve", "recruited"])
    def test_only_the_preselected_rank(self, promotion, candidate, status):
        application = ApplicationFactory(promotion=promotion, user=candidate, **{status: True})
        assert not rules.can_rank(candidate, application, DURING)
        with pytest.raises(StepRefused):
            ranking.rank_wishes(application, [], version=1, by=candidate, at=DURING)

    def test_others_neither_see_nor_rank(self, promotion, preselected, agent, client_for):
        with clock.moved_to(DURING):
            assert client_for(agent).get(page(preselected)).status_code == 404
            assert client_for(agent).post(page(preselected), sent()).status_code == 404
        with pytest.raises(StepRefused, match="n’est pas la vôtre"):
            ranking.rank_wishes(preselected, [], version=1, by=agent, at=DURING)

    def test_the_other_window_does_not_overwrite(self, promotion, preselected, candidate):
        wishes = [(a_position(promotion).pk, "Moi")]
        ranking.rank_wishes(preselected, wishes, version=1, by=candidate, at=DURING)
        with pytest.raises(StaleVersion):
            ranking.rank_wishes(preselected, wishes, version=1, by=candidate, at=DURING)

    def test_a_position_of_elsewhere_is_refused(self, promotion, preselected, candidate):
        with pytest.raises(StepRefused, match="n’est plus proposé"):
            ranking.rank_wishes(preselected, [(a_position(a_call()).pk, "")], version=1, by=candidate, at=DURING)


class TestReminders:
    def times(self):
        return [
            OPENING,
            datetime(2020, 6, 20, 8, tzinfo=PARIS),
            datetime(2020, 6, 22, 8, tzinfo=PARIS),
        ]

    def test_opening_two_days_before_and_the_last_day(self, promotion, preselected, letters):
        told(promotion)
        for number, rung in enumerate(self.times()):
            reminders.remind(at=rung - timedelta(minutes=1))
            assert len(letters()) == number
            for _ in range(2):
                reminders.remind(at=rung)
            assert len(letters()) == number + 1
        assert [message.letter for message in letters()] == [
            "candidates/wishes_open",
            *["candidates/wishes_reminder"] * 2,
        ]
        assert {message.user for message in letters()} == {preselected.user}

    def test_not_to_who_has_ranked_nor_to_who_is_not_preselected(self, promotion, preselected, letters):
        WishFactory(application=preselected, position=a_position(promotion))
        ApplicationFactory(promotion=promotion, submitted=True)
        ApplicationFactory(promotion=promotion, preselected=True, status=ApplicationStatus.WITHDRAWN)
        ApplicationFactory(promotion=a_call(), preselected=True)
        for rung in self.times():
            reminders.remind(at=rung)
        assert letters() == []

    def test_a_wish_without_its_motivation_is_not_ranked(self, promotion, preselected, letters):
        WishFactory(application=preselected, position=a_position(promotion), motivation="")
        reminders.remind(at=self.times()[1])
        assert [message.letter for message in letters()] == ["candidates/wishes_reminder"]

    def test_a_late_announcement_said_it_already(self, promotion, preselected, letters):
        told(promotion, OPENING + timedelta(hours=2))
        reminders.remind(at=OPENING + timedelta(hours=3))
        assert letters() == []

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, promotion, count, django_assert_num_queries):
        ApplicationFactory.create_batch(count, promotion=promotion, preselected=True)
        with django_assert_num_queries(7):
            reminders.remind(at=self.times()[1])


def told(promotion, at=TOLD):
    return AnnouncementFactory(
        promotion=promotion,
        kind="preselection",
        status=AnnouncementStatus.DONE,
        ordered_at=at,
        due_at=at,
        done_at=at,
    )


class TestCoordination:
    def test_the_preselected_are_told_when_to_rank(self, promotion, coordination, letters):
        kept = ApplicationFactory(promotion=promotion, submitted=True)
        review.prepare_verdict(kept, Verdict.KEEP, by=coordination, at=TOLD)
        order = review.order_preselection(promotion, due_at=TOLD, by=coordination, at=TOLD)
        carried_out(order, review.announce_preselection, at=TOLD)
        (letter,) = letters("candidates/preselected_to_rank")
        assert letter.user == kept.user
        assert "lundi 22 juin 2020 à 23 h 00" in letter.text.replace("\xa0", " ").replace("\u202f", " ")

    def test_many_are_told_for_the_price_of_one(self, coordination, django_assert_num_queries, known_kinds):
        for count in (1, 30):
            row = later()
            ApplicationFactory.create_batch(count, promotion=row, submitted=True, pending_verdict=Verdict.KEEP)
            with django_assert_num_queries(2):
                assert len(review_previews.preselection_letters(row)) == count
            order = review.order_preselection(row, due_at=TOLD, by=coordination, at=TOLD)
            with django_assert_num_queries(18):
                assert carried_out(order, review.announce_preselection, at=TOLD) == count

    def test_nothing_is_announced_after_the_wishes_close(self, promotion, coordination):
        kept = ApplicationFactory(promotion=promotion, submitted=True)
        review.prepare_verdict(kept, Verdict.KEEP, by=coordination, at=TOLD)
        with pytest.raises(StepRefused, match="serait déjà clos"):
            review.order_preselection(promotion, due_at=CLOSING, by=coordination, at=TOLD)

    def test_who_has_not_ranked_is_counted_and_listed(self, promotion, preselected, coordination, client_for):
        done = ApplicationFactory(promotion=promotion, preselected=True)
        WishFactory(application=done, position=a_position(promotion))
        title = f"1 personne présélectionnée n’a pas classé ses vœux ({promotion})"
        lines = {line.title.replace("\xa0", " "): line for line in todo(coordination, DURING)}
        assert lines[title].waiting
        lines = {line.title.replace("\xa0", " "): line for line in todo(coordination, CLOSING)}
        assert not lines[title].waiting
        client = client_for(coordination)
        listed = plain(client.get(lines[title].url))
        assert str(preselected.user) in listed
        assert str(done.user) not in listed
        ranked = plain(client.get(lines[title].url.replace("unranked", "ranked")))
        assert str(done.user) in ranked
        assert str(preselected.user) not in ranked
