"""What an administration writes is told to each reader, or withheld by name: pages are held to the table."""

import html
import inspect
import pkgutil
import re
from collections.abc import Iterable
from importlib import import_module
from io import BytesIO

import pytest
from django import forms
from django.db import models
from django.urls import reverse
from pypdf import PdfReader

from challenges.proposal import forms as proposal_forms
from challenges.proposal import models as proposal_models
from challenges.proposal.diff import written
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.telling.file import NARRATIVE, sections
from challenges.proposal.telling.readers import Reader
from challenges.proposal.telling.table import TABLE
from eig.common import clock
from eig.common.telling import Kind, Repeated, Written
from eig.common.text import NBSP, NNBSP
from eig.common.vocabulary import SITE
from tests.challenges.situations import CLOSING, DURING
from tests.challenges.whole import SAID, write_all
from tests.factories.accounts import UserFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory

pytestmark = pytest.mark.django_db
R = Reader
FORMS = {
    "ChallengeForm": "",
    "IdentityForm": "",
    "ReuseForm": "",
    "DeckForm": "",
    "SimulationForm": "",
    "CommitmentsForm": "",
    "HostMemberForm": "host_members.",
    "DatasetForm": "datasets.",
    "PersonForm": "stakeholders.",
    "PositionForm": "positions.",
    "DraftForm": "nothing",
}
MODELS = {
    "Challenge": "",
    "HostMember": "host_members.",
    "Dataset": "datasets.",
    "Stakeholder": "stakeholders.",
    "Position": "positions.",
    "ChallengeCommitment": "commitments.",
    "PositionSkill": "what ``positions.skills_required`` and ``positions.skills_wished`` read",
    "Submission": "what was told, as it was",
}
NOT_WRITTEN_IN_THE_FILE = {
    "by the machine": """number key status hearing version section_versions created_at saved_at submitted_at slug
        published_at stakeholders.user commitments.user commitments.at""",
    "on the page of the participants": "authors readers stakeholders.right stakeholders.since stakeholders.until",
    "by the coordination": """is_link changes_asked_at changes_due_at changes_reason reopened_at reopened_until
        reopened_reason refusal_reason pending_decision pending_reason public_title sheet telework starts_on outcome""",
}
"""The fields that are somebody else’s to write, or another page’s to tell."""


def names() -> set[str]:
    """Every name of the table: « town », « positions », « positions.mission »."""
    return {"narrative", *(name for name, _ in lines()), *(row.name for row in rows())}


def rows() -> Iterable[Repeated]:
    return [line for chapter in TABLE for line in chapter.lines if isinstance(line, Repeated)]


def lines() -> Iterable[tuple[str, Written]]:
    for chapter in TABLE:
        for line in chapter.lines:
            if isinstance(line, Repeated):
                yield from ((f"{line.name}.{column.name}", column) for column in line.columns)
            else:
                yield line.name, line


def classes(package, base: type) -> dict[str, type]:
    """The classes of a kind that the modules of a package define."""
    modules = [import_module(f"{package.__name__}.{module.name}") for module in pkgutil.iter_modules(package.__path__)]
    found = [member for module in modules for _, member in inspect.getmembers(module, inspect.isclass)]
    own = [member for member in found if issubclass(member, base) and member.__module__.startswith(package.__name__)]
    return {member.__name__: member for member in own}


def typed(form: type) -> set[str]:
    prefix = FORMS[form.__name__]
    return {f"{prefix}{name}" for name in form.base_fields}


def kept(model: type) -> set[str]:
    prefix = MODELS[model.__name__]
    fields = [field for field in model._meta.get_fields() if field.concrete and not field.primary_key]
    return {f"{prefix}{field.name}" for field in fields if field.name not in ("challenge", "order")}


def elsewhere() -> set[str]:
    return {name for listed in NOT_WRITTEN_IN_THE_FILE.values() for name in listed.split()}


def test_every_field_of_a_form_has_its_line():
    found = classes(proposal_forms, forms.BaseForm)
    assert set(found) == set(FORMS)
    assert {name for form in found.values() for name in typed(form)} - names() == set()


def test_every_field_of_a_model_has_its_line_or_is_written_by_others():
    found = classes(proposal_models, models.Model)
    assert set(found) == set(MODELS)
    fields = {name for name, model in found.items() if MODELS[name] in ("", *(f"{row.name}." for row in rows()))}
    assert {name for model_name in fields for name in kept(found[model_name])} - names() == elsewhere()


def test_a_thing_is_asked_under_the_label_it_is_told_under():
    told = {name: line.label for name, line in lines()}
    asked = {
        f"{FORMS[form.__name__]}{name}": str(field.label).partition(",")[0]
        for form in classes(proposal_forms, forms.BaseForm).values()
        for name, field in form.base_fields.items()
    }
    others = {name for name, label in asked.items() if name in told and told[name] != label}
    assert others == {"cofunding", "deck", "simulation"}


def test_a_field_without_a_line_is_caught():
    class PersonForm(forms.Form):
        birthday = forms.DateField()

    assert typed(PersonForm) - names() == {"stakeholders.birthday"}


def test_every_reader_of_a_line_is_told_it_or_named_as_kept_from_it():
    for name, readers in [*((name, line.readers) for name, line in lines()), ("narrative", NARRATIVE)]:
        assert sorted([*readers.told, *readers.withheld]) == sorted(Reader), name


@pytest.fixture
def challenge(call):
    return write_all(call, preselected=True)


@pytest.fixture
def look(call, challenge, client_for, coordination, groups, juror):
    """``look(reader)``: everything that a reader opens about the file, as plain text."""
    reader = UserFactory(is_staff=True)
    reader.groups.add(groups["outside_readers"])
    challenge.readings.create(reader=reader, given_by=coordination, given_at=DURING)
    jury = JuryFactory(promotion=call.promotion)
    JurySeatFactory(jury=jury, user=juror)
    Challenge.objects.update(hearing=HearingFactory(jury=jury))
    challenge.refresh_from_db()
    change = reverse("admin:challenges_challenge_change", args=[challenge.pk])
    pages = {
        R.AUTHORS: (call.agent, [reverse("challenges:file", args=[challenge.pk])]),
        R.JURY: (juror, [reverse("juries:challenge", args=[challenge.hearing_id])]),
        R.COORDINATION: (coordination, [change]),
        R.OUTSIDE: (reader, [change]),
    }

    def seen(who: Reader) -> str:
        with clock.moved_to(CLOSING):
            if who == R.EXPORT:
                return exported(client_for(coordination))
            if who == R.PUBLIC:
                return published(client_for(coordination), challenge)
            user, addresses = pages[who]
            return " ".join(words(client_for(user).get(address).content.decode()) for address in addresses)

    return seen


def exported(client) -> str:
    url = reverse("admin:challenges_challenge_export")
    columns = [value for value, _ in client.get(url).context["form"].fields["columns"].choices]
    heading, line = client.post(url, {"columns": columns}).content.decode().splitlines()
    return words(" ".join(f"{label} {text}" for label, text in zip(heading.split(";"), line.split(";"), strict=True)))


def published(client, challenge) -> str:
    Challenge.objects.update(
        status="published",
        public_title="Surveiller la mer",
        slug="surveiller",
        sheet="Une fiche.",
        published_at=CLOSING,
        pending_decision="",
    )
    page = client.get(reverse("challenges:detail", args=["surveiller"])).content.decode()
    return words(page) + client.get(reverse("challenges:json")).content.decode()


def words(page: str) -> str:
    """The words of a page, spaced as one types."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") if "<main" in page else 0 :]))
    return " ".join(text.replace(NBSP, " ").replace(NNBSP, " ").split())


NUMBERS = {"months": "(mois) 11", "employer_cost": "(€) 123456", "cofunding_amount": "(€) 65432"}
EVERYTHING = {**SAID, "cofunding": "Cofinancement demandé", "stakeholders.account": "sans compte sur ce site"}


@pytest.mark.parametrize("reader", Reader)
def test_each_reader_is_told_what_is_theirs_and_nothing_else(look, reader):
    seen = look(reader)
    told = {"narrative": NARRATIVE, "commitments": dict(lines())["commitments.statement"].readers}
    told |= {name: line.readers for name, line in lines()}
    looked_for = {**EVERYTHING, **(NUMBERS if reader == R.EXPORT else {})}
    missing = [name for name, text in looked_for.items() if reader in told[name].told and text not in seen]
    leaked = [name for name, text in looked_for.items() if reader in told[name].withheld and text in seen]
    assert (missing, leaked) == ([], [])


@pytest.mark.parametrize("reader", [R.AUTHORS, R.JURY, R.COORDINATION])
def test_a_thing_has_one_label_wherever_it_is_told(look, reader):
    seen = look(reader)
    said_of = [line for _, line in lines() if line.kind in (Kind.FACT, Kind.FILE) and reader in line.readers.told]
    identity = [line.label for line in said_of if line in (*TABLE[0].lines, *TABLE[-1].lines)]
    assert [label for label in identity if label not in seen] == []


def test_the_kit_tells_what_the_page_of_the_jury_tells(look, challenge, client_for, juror):
    page = look(R.JURY)
    url = reverse("juries:kit_download", args=[challenge.hearing.jury_id])
    with clock.moved_to(CLOSING):
        reader = PdfReader(BytesIO(client_for(juror).get(url).content))
    kit = words(" ".join(printed.extract_text() for printed in reader.pages))
    assert [name for name, text in EVERYTHING.items() if (text in page) != (text in kit)] == ["deck"]


def test_what_is_kept_of_a_submission_is_all_that_was_written(challenge):
    kept = " ".join(" ".join(line) for line in written(Challenge.objects.with_file().get()))
    whole = words(SITE.said(kept))
    assert [name for name, text in SAID.items() if text not in whole] == []


def test_nothing_more_is_read_than_the_file(challenge, django_assert_num_queries):
    whole = Challenge.objects.with_file().get()
    with django_assert_num_queries(0):
        for reader in Reader:
            sections(whole, reader)
