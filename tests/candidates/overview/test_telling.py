"""What a candidate writes is told to each reader, or withheld by name: pages are held to the table."""

import html
import inspect
import re

import pytest
from django import forms
from django.urls import reverse

from candidates.application import forms as application_forms
from candidates.application.models.applications import Application, Wish
from candidates.application.telling import EVERYBODY, LINES, TABLE, Reader, passages
from eig.common import clock
from eig.common.telling import Repeated
from eig.common.text import NBSP, NNBSP
from eig.questions.models import Answer
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, ApplicationReadingFactory, heard
from tests.factories.challenges import StoredFileFactory
from tests.factories.juries import JurySeatFactory

R = Reader
SAID = {
    "phone": "06 98 76 54 32",
    "town": "Saint-Ville",
    "headline": "Cartographe au long cours",
    "portfolio": "https://moi.example/travaux",
    "mobility": "Partout en Bretagne",
    "acceptances": "Je ne suis pas étudiant en premier ou en deuxième cycle universitaire, déclaré le",
    "cv": "mon-parcours.pdf",
    "cv_unnamed": "cv-eig-4-0042.pdf",
    "answers": "Dix ans de cartes.",
    "wishes.rank": "Vœu 1",
    "wishes.position": "Surveiller la mer",
    "wishes.motivation": "Parce que la mer.",
}
FORMS = {"SectionForm", "ProfileForm", "CvForm", "WishesForm"}
NOT_WRITTEN_BY_THE_CANDIDATE = {
    "promotion",
    "user",
    "number",
    "status",
    "version",
    "created_at",
    "saved_at",
    "submitted_at",
    "pending_verdict",
    "pending_reason",
    "refusal_reason",
}


def names() -> set[str]:
    """Every name of the table: « town », « wishes.motivation »."""
    return {name for name, _ in readers()}


def readers():
    yield "answers", EVERYBODY
    for chapter in TABLE:
        for line in chapter.lines:
            if isinstance(line, Repeated):
                yield from ((f"{line.name}.{column.name}", column.readers) for column in line.columns)
            else:
                yield line.name, line.readers


def fields(model) -> set[str]:
    return {field.name for field in model._meta.get_fields() if field.concrete and not field.primary_key}


def test_every_field_of_a_form_has_its_line():
    found = dict(inspect.getmembers(application_forms, inspect.isclass))
    own = {name: form for name, form in found.items() if form.__module__ == application_forms.__name__}
    assert set(own) == FORMS
    typed = {name for form in own.values() if issubclass(form, forms.BaseForm) for name in form.base_fields}
    assert typed - names() == set()


def test_every_field_of_a_model_has_its_line_or_is_written_by_others():
    assert fields(Application) - names() == NOT_WRITTEN_BY_THE_CANDIDATE
    assert {f"wishes.{name}" for name in fields(Wish) - {"application"}} == {
        name for name in names() if name.startswith("wishes.")
    }


def test_every_reader_of_a_line_is_told_it_or_named_as_kept_from_it():
    for name, audience in readers():
        assert sorted([*audience.told, *audience.withheld]) == sorted(Reader), name


@pytest.fixture
def application(promotion, candidate):
    made = ApplicationFactory(promotion=promotion, user=candidate, preselected=True, complete=True, number=42)
    Answer.objects.update(text=SAID["answers"])
    Wish.objects.update(motivation=SAID["wishes.motivation"])
    challenge = made.wishes.get().position.challenge
    type(challenge).objects.filter(pk=challenge.pk).update(public_title=SAID["wishes.position"])
    typed = {name: SAID[name] for name in ("phone", "town", "headline", "portfolio", "mobility")}
    Application.objects.filter(pk=made.pk).update(cv=StoredFileFactory(name=SAID["cv"]), **typed)
    made.refresh_from_db()
    return made


@pytest.fixture
def outsider(application, groups):
    """Somebody to whom the application was given to read."""
    person = UserFactory(is_staff=True)
    person.groups.add(groups["outside_readers"])
    return ApplicationReadingFactory(application=application, reader=person).reader


@pytest.fixture
def look(application, candidate, coordination, juror, outsider, client_for, at):
    """``look(reader)``: the file as this reader opens it, in plain text."""
    interview = heard(application, application.wishes.get().position)
    JurySeatFactory(jury=interview.hearing.jury, user=juror)
    pages = {
        R.CANDIDATE: (candidate, reverse("candidates:read", args=[application.pk])),
        R.JURY: (juror, reverse("juries:candidate", args=[interview.hearing_id])),
        R.OUTSIDE: (outsider, reverse("admin:candidates_application_change", args=[application.pk])),
        R.COORDINATION: (coordination, reverse("admin:candidates_application_change", args=[application.pk])),
    }

    def seen(reader: Reader) -> str:
        user, url = pages[reader]
        with clock.moved_to(at):
            page = client_for(user).get(url).content.decode()
        text = html.unescape(re.sub(r"<[^>]+>", " ", page))
        return " ".join(text.replace(NBSP, " ").replace(NNBSP, " ").split())

    return seen


@pytest.mark.parametrize("reader", Reader)
def test_each_reader_is_told_what_is_theirs_and_nothing_else(look, reader):
    seen, told = look(reader), dict(readers())
    assert set(SAID) == set(told)
    assert [name for name, text in SAID.items() if reader in told[name].told and text not in seen] == []
    assert [name for name, text in SAID.items() if reader in told[name].withheld and text in seen] == []
    assert [line.label for line in LINES.values() if reader in line.readers.told and line.label not in seen] == []


def test_nothing_more_is_read_than_the_file(application, django_assert_num_queries):
    whole = Application.objects.with_content().get(pk=application.pk)
    with django_assert_num_queries(0):
        for reader in Reader:
            passages(whole, reader)
