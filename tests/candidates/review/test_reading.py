"""Who reads applications, what they advise, the coordination's notes, who has one open: who does what, who sees it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.workflow import submission
from candidates.review import todo, workflow
from candidates.review.models.notes import InternalNote
from candidates.review.models.presence import Presence
from candidates.review.models.reading import Reading
from eig.common import clock
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.reviewing.workflow import notes
from eig.reviewing.workflow import reading as readings
from eig.reviewing.workflow.reading import EachRefused
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, ApplicationReadingFactory
from tests.factories.challenges import StoredFileFactory

LIST = reverse("admin:candidates_application_changelist")


@pytest.fixture
def at(closing):
    """Two days after the closing."""
    return closing + timedelta(days=2)


@pytest.fixture(autouse=True)
def today(at):
    with clock.moved_to(at):
        yield


@pytest.fixture
def reader(groups):
    person = UserFactory(first_name="Lou", last_name="Lectrice", is_staff=True)
    person.groups.add(groups["outside_readers"])
    return person


@pytest.fixture
def files(promotion):
    known = {"promotion": promotion, "submitted": True, "cv": None}
    return [ApplicationFactory(**known, user__last_name=name, headline=name * 2) for name in ("Arago", "Biot")]


@pytest.fixture
def reading(files, reader, coordination, at):
    workflow.assign_reader(files[:1], reader, by=coordination, at=at)
    return Reading.objects.get()


def page(application, name="change"):
    return reverse(f"admin:candidates_application_{name}", args=[application.pk])


def html(client, url):
    return client.get(url).content.decode()


class TestReaders:
    def test_one_letter_for_all_the_files(self, files, reader, coordination, at, letters):
        assert workflow.assign_reader(files, reader, by=coordination, at=at) == 2
        assert workflow.assign_reader(files, reader, by=coordination, at=at) == 0
        [letter] = letters("candidates/given_to_read")
        assert letter.subject.startswith("2 dossiers")
        assert str(files[1]) in letter.text
        assert "confié à Lou Lectrice" in Entry.objects.about(files[0]).get().sentence

    def test_nobody_reads_their_own_nor_what_is_decided(self, files, reader, coordination, at):
        Application.objects.filter(pk=files[0].pk).update(user=reader)
        decided = ApplicationFactory(promotion=files[0].promotion, preselected=True)
        files = list(Application.objects.order_by("pk"))
        with pytest.raises(EachRefused) as refusal:
            workflow.assign_reader(files, reader, by=coordination, at=at)
        assert list(refusal.value.refusals) == [files[0], decided]
        assert not Reading.objects.exists()

    def test_only_readers_read(self, files, agent, coordination, at):
        with pytest.raises(StepRefused, match="lecteurs"):
            workflow.assign_reader(files, agent, by=coordination, at=at)

    @pytest.mark.parametrize("count", [1, 30])
    def test_handing_over_costs_the_same(self, promotion, reader, coordination, at, django_assert_num_queries, count):
        workflow.assign_reader([ApplicationReadingFactory().application], reader, by=coordination, at=at)
        files = [ApplicationFactory(promotion=promotion, submitted=True) for _ in range(count)]
        with django_assert_num_queries(9):
            workflow.assign_reader(files, reader, by=coordination, at=at)

    def test_advice_is_one_s_own_and_ends_with_the_instruction(self, reading, reader, coordination, at, letters):
        with pytest.raises(StepRefused, match="propre avis"):
            readings.advise(reading, advice="discuss", by=coordination, at=at)
        readings.advise(reading, advice="discuss", note="Peu de cartes.", by=reader, at=at)
        reading.refresh_from_db()
        assert (reading.advice, reading.note, reading.read_at) == ("discuss", "Peu de cartes.", at)
        with pytest.raises(StepRefused, match="au dossier"):
            readings.take_back(reading, by=coordination, at=at)
        workflow.set_aside(reading.application, reason="Étudiant.", by=coordination, at=at)
        with pytest.raises(StepRefused, match="terminée"):
            readings.advise(reading, advice="preselect", by=reader, at=at)

    def test_the_database_refuses_an_advice_without_a_date(self, reading):
        with pytest.raises(IntegrityError, match="candidates_reading_advice"), transaction.atomic():
            Reading.objects.update(advice="discuss")
        with pytest.raises(IntegrityError, match="candidates_reading_once"), transaction.atomic():
            ApplicationReadingFactory(application=reading.application, reader=reading.reader)


class TestTheCoordinationSPages:
    def test_a_file_is_handed_over_then_taken_back(self, client_for, coordination, files, reader):
        client, url = client_for(coordination), page(files[0], "readers")
        assert "Confier à un lecteur" in html(client, page(files[0]))
        client.post(url, {"reader": reader.pk})
        reading = Reading.objects.get()
        assert (reading.application, reading.reader, reading.given_by) == (files[0], reader, coordination)
        assert "attendu" in html(client, url)
        assert client.post(url, {"take_back": "²"}).status_code == 404
        client.post(url, {"take_back": reading.pk})
        assert not Reading.objects.exists()

    def test_many_files_are_handed_over_at_once_or_none(self, client_for, coordination, files, reader, letters):
        client, ticked = client_for(coordination), [row.pk for row in files]
        answer = client.post(LIST, {"action": "assign_reader", "_selected_action": ticked})
        assert "2 candidatures" in html(client, answer.url).replace("\xa0", " ")
        assert client.post(answer.url, {"reader": coordination.pk}).url == LIST
        Application.objects.filter(pk=files[1].pk).update(status="preselected")
        late = client.post(answer.url, {"reader": reader.pk})
        assert late.status_code == 409
        assert "n’est plus à lire" in late.content.decode()
        assert not Reading.objects.filter(reader=reader).exists()
        client.post(f"{answer.url.partition('?')[0]}?id__in={files[0].pk}", {"reader": reader.pk})
        assert Reading.objects.get(reader=reader).application == files[0]
        assert len(letters("candidates/given_to_read")) == 1

    def test_the_lists_that_wait(self, client_for, coordination, files, reading, reader, at):
        client = client_for(coordination)

        def found(query):
            return list(client.get(f"{LIST}?{query}").context["cl"].queryset)

        assert found("attente=unread") == [files[1]]
        assert found("attente=advised") == []
        assert found(f"lecteur={reader.pk}") == [files[0]]
        readings.advise(reading, advice="preselect", by=reader, at=at)
        assert found("attente=advised") == found("avis=preselect") == [files[0]]

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_page_costs_the_same(self, client_for, coordination, files, django_assert_num_queries, count):
        client = client_for(coordination)
        client.get(page(files[0]))
        for _ in range(count):
            ApplicationReadingFactory(application=files[0])
            notes.add_note(InternalNote, files[0], text="À voir.", by=UserFactory(), at=clock.now())
        with django_assert_num_queries(22):
            client.get(page(files[0]))


class TestWhatAnOutsideReaderSees:
    def test_each_address(self, client_for, reader, reading, files):
        client, given, other = client_for(reader), *files
        expected = {
            LIST: 200,
            page(given): 200,
            page(given, "advice"): 200,
            page(other): 302,
            page(other, "advice"): 404,
            **{page(given, name): 403 for name in ("readers", "note", "verdict", "interview")},
            f"{LIST}{given.pk}/etape/set_aside/": 403,
            reverse("candidates:application", args=[given.pk]): 404,
            reverse("candidates:cv", args=[other.pk]): 404,
            reverse("admin:candidates_board", args=[given.promotion_id]): 403,
            reverse("admin:candidates_offer_changelist"): 403,
        }
        assert {url: client.get(url).status_code for url in expected} == expected

    def test_the_cv_opens_with_the_file(self, client_for, reader, reading):
        Application.objects.filter(pk=reading.application_id).update(cv=StoredFileFactory())
        assert set(Application.objects.readable_by(reader)) == {reading.application}
        reader.groups.clear()
        assert not Application.objects.readable_by(type(reader).objects.get(pk=reader.pk)).exists()

    def test_the_page_hides_what_belongs_to_others(self, client_for, reader, reading, coordination, at):
        ApplicationReadingFactory(application=reading.application, note="Entre nous.")
        notes.add_note(InternalNote, reading.application, text="Note à part.", by=coordination, at=at)
        Application.objects.update(pending_reason="À voir.", pending_verdict="refuse", phone="06 99 99 99 99")
        seen = html(client_for(reader), page(reading.application))
        assert "Donner mon avis" in seen
        hidden = ("Entre nous.", "Note à part.", "À voir.", "06 99", reading.application.user.email, "Dossier confié")
        for secret in (*hidden, "ne pas présélectionner"):
            assert secret not in seen
        whole = html(client_for(coordination), page(reading.application))
        assert [secret for secret in hidden if secret not in whole] == []

    def test_the_list_does_not_name_people(self, client_for, reader, reading, files):
        client = client_for(reader)
        assert "Arago" not in html(client, LIST).replace("AragoArago", "")
        assert client.get(f"{LIST}?q=Biot").context["cl"].result_count == 0

    def test_what_is_taken_up_again_by_its_author_closes(self, client_for, reader, reading, at, closing):
        application = reading.application
        with clock.moved_to(closing - timedelta(hours=1)) as before:
            submission.reopen(application, by=application.user, at=before)
        assert client_for(reader).get(page(application)).status_code == 302
        assert not Application.objects.readable_by(reader).exists()

    def test_others_of_the_staff_do_not_read_the_advice(self, client_for, groups, reading, reader, at):
        readings.advise(reading, advice="set_aside", note="Confidence.", by=reader, at=at)
        hr = UserFactory(is_staff=True)
        hr.groups.add(groups["hr"])
        seen = html(client_for(hr), page(reading.application))
        assert str(reading.application.user) in seen
        assert "Confidence." not in seen
        assert "Qui la lit" not in html(client_for(hr), LIST)

    def test_my_reading_waits_on_my_page_until_i_have_advised(self, client_for, reader, reading, at):
        client = client_for(reader)
        assert "Lire 1 candidature et donner mon avis" in html(client, "/").replace("\xa0", " ")
        assert client.get(f"{LIST}?attente=mine").context["cl"].result_count == 1
        client.post(page(reading.application, "advice"), {"advice": "preselect", "note": "Solide."})
        assert todo.todo(reader, at) == []
        assert client.get(f"{LIST}?attente=mine").context["cl"].result_count == 0


class TestNotes:
    def test_a_note_is_signed_stays_and_is_the_coordination_s_own(self, client_for, coordination, groups, files):
        client, url = client_for(coordination), page(files[0], "note")
        for text in ("Une première.", "Rappeler lundi.", "Rappeler lundi."):
            assert client.post(url, {"text": text}).url == page(files[0])
        assert [note.text for note in files[0].internal_notes.all()] == ["Rappeler lundi.", "Une première."]
        assert "Rappeler lundi." in html(client, page(files[0]))
        director = UserFactory(is_staff=True)
        director.groups.add(groups["direction"])
        assert "Rappeler lundi." not in html(client_for(director), page(files[0]))
        assert client_for(director).post(url, {"text": "Moi aussi."}).status_code == 403
        assert not InternalNote.objects.visible_to(director).exists()

    def test_an_empty_note_is_refused(self, coordination, files, at):
        with pytest.raises(StepRefused, match="Écrivez la note"):
            notes.add_note(InternalNote, files[0], text=" ", by=coordination, at=at)
        notes.add_note(InternalNote, files[0], text="Vu.", by=coordination, at=at)
        with pytest.raises(IntegrityError, match="candidates_note_text"), transaction.atomic():
            files[0].internal_notes.update(text=" ")


class TestPresence:
    def test_two_people_on_one_file_see_each_other(self, client_for, groups, coordination, files):
        camille = UserFactory(first_name="Camille", last_name="Blanc", is_staff=True)
        camille.groups.add(groups["coordination"])
        assert "ouvert depuis" not in html(client_for(camille), page(files[0]))
        assert "Camille Blanc a ce dossier ouvert depuis" in html(client_for(coordination), page(files[0]))
        beat = client_for(camille).post(page(files[0], "presence"))
        assert "Inès Coordination" in beat.content.decode()

    def test_outside_readers_neither_see_nor_are_seen(self, client_for, reader, reading):
        client_for(reader).get(page(reading.application))
        assert not Presence.objects.exists()
