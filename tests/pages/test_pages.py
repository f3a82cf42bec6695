"""Pages from their first draft to their readers, and back."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.pages import workflow
from eig.pages.defaults import ORIGINALS
from eig.pages.models import Page, Version
from eig.pages.states import Layout, PageStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(at, coordination):
    """A published page of one version."""
    row = workflow.create(slug="temoignages", title="Témoignages", body="Premier texte.", by=coordination, at=at)
    workflow.publish(row, by=coordination, at=at)
    return row


def written(page, since=1, **changes) -> dict:
    return {"title": "Témoignages", "lead": "", "body": "Second texte.", "since": since, **changes}


@pytest.mark.smoke
def test_the_public_reads_the_published_version_only(client, page, coordination, at, django_assert_num_queries):
    workflow.write(page, **written(page), by=coordination, at=at)
    with django_assert_num_queries(1):
        shown = client.get("/temoignages/").content.decode()
    assert "Premier texte." in shown
    assert "Second texte." not in shown
    workflow.publish(page, by=coordination, at=at)
    assert "Second texte." in client.get("/temoignages/").content.decode()


def test_a_withdrawn_page_is_gone_and_its_text_kept(client, page, coordination, at):
    workflow.withdraw(page, by=coordination, at=at)
    assert client.get("/temoignages/").status_code == 404
    assert page.newest.body == "Premier texte."


def test_the_same_text_again_changes_nothing(page, coordination, at):
    workflow.write(page, **written(page, body="Premier texte."), by=coordination, at=at)
    assert page.versions.count() == 1


def test_two_writers_do_not_overwrite_each_other(page, coordination, at):
    workflow.write(page, **written(page), by=coordination, at=at)
    with pytest.raises(StepRefused, match="version 2"):
        workflow.write(page, **written(page, body="Autre texte."), by=coordination, at=at)
    workflow.write(page, **written(page, since=2, body="Autre texte."), by=coordination, at=at)
    assert page.newest.number == 3


def test_an_earlier_text_is_taken_back_as_a_new_version(page, coordination, at):
    first = page.newest
    workflow.write(page, **written(page), by=coordination, at=at)
    workflow.take_back(page, first, by=coordination, at=at + timedelta(minutes=1))
    assert (page.newest.number, page.newest.body) == (3, "Premier texte.")
    assert "take_back" in Entry.objects.about(page).values_list("verb", flat=True)


def test_the_database_refuses_a_published_page_without_text(page):
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(slug="vide", status=PageStatus.PUBLISHED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(page=page, number=1, title="Double", body="x", written_at=page.newest.written_at)


def test_originals_are_loaded_once_and_edits_stay(client, at, agent):
    assert workflow.load_originals(at=at) == len(ORIGINALS)
    edited = Page.objects.get(slug="programme")
    workflow.write(edited, title="Nous", lead="", body="À nous.", since=1, by=agent, at=at)
    workflow.publish(edited, by=agent, at=at)
    assert workflow.load_originals(at=at) == 0
    assert "À nous." in client.get("/programme/").content.decode()
    for original in ORIGINALS:
        assert client.get(f"/{original.slug}/").status_code == 200


def test_a_page_of_questions_unfolds(client, at):
    workflow.load_originals(at=at)
    shown = client.get("/questions-candidats/").content.decode()
    assert shown.count("<details") > 5
    assert "Sommaire" in shown


def test_a_complement_shows_under_the_facts_of_the_site(client, at, coordination):
    added = {"slug": "mentions-legales", "layout": Layout.COMPLEMENT, "title": "Mentions"}
    row = workflow.create(**added, body="## Marques\n\nNôtres.", by=None, at=at)
    workflow.publish(row, by=coordination, at=at)
    shown = client.get(reverse("legal_notice")).content.decode()
    assert "Éditeur" in shown
    assert '<h2 id="marques">Marques</h2>' in shown


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_the_same_instant_make_two_versions(page, coordination, at):
    barrier, refused = Barrier(2), []

    def write(text: str) -> None:
        barrier.wait()
        try:
            workflow.write(page, **written(page, body=text), by=coordination, at=at)
        except StepRefused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=write, args=(text,)) for text in ("Un.", "Deux.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert page.versions.count() == 2
