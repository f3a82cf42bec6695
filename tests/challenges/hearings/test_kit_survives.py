"""One bad file or one strange text never keeps a jury from its kit, nor an author from a receipt."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf import PdfReader

from challenges.proposal.models.means import HostMember
from eig.common import clock
from eig.common.clock import PARIS
from tests.broken_pdfs import JOINED, UNREADABLE
from tests.factories.challenges import ChallengeFactory, ClarificationFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import CriterionFactory
from tests.pdf import pdf

pytestmark = pytest.mark.django_db
EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)
STRANGE = "1️⃣ \ufeffÉtape\u202e 👩‍🔬 a\u20e3 \ufffe\uf8ff ไทย"
SHOWN = "1□ Étape"


@pytest.fixture(autouse=True)
def before_the_day():
    with clock.moved_to(EVE):
        yield


def heard(jury, number: int, title: str, content: bytes, **more):
    hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=15 * number), minutes=15)
    facts = {"preselected": True, "complete": True, "promotion": jury.promotion, "hearing": hearing}
    challenge = ChallengeFactory(**facts, title=title, **more)
    challenge.deck.file.save("deck", ContentFile(content))
    return challenge


def kit(client_for, jury) -> PdfReader:
    response = client_for(JurySeatFactory(jury=jury).user).get(reverse("juries:kit_download", args=[jury.pk]))
    assert response.status_code == 200
    return PdfReader(BytesIO(response.content))


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_broken_presentations_cost_nothing_to_the_others(client_for):
    jury, broken = JuryFactory(), {**JOINED, **UNREADABLE}
    for number, name in enumerate(broken):
        heard(jury, number, name, broken[name])
    heard(jury, len(broken), "MonitorFish", pdf(2))
    reader = kit(client_for, jury)
    marks = [row.title for branch in reader.outline for row in (branch if isinstance(branch, list) else [branch])]
    assert marks.count("La présentation") == len(JOINED) + 1
    assert marks[-3:] == ["MonitorFish", "Le dossier", "La présentation"]
    said = text(reader)
    assert said.count("n’a pas pu être jointe") == len(UNREADABLE)
    contents = said[: said.index("Ces dossiers vous sont confiés")]
    assert (contents.count("sur le site"), contents.count("aucune")) == (len(UNREADABLE), 0)


def test_strange_texts_are_replaced_and_said(client_for):
    jury = JuryFactory(place=STRANGE)
    CriterionFactory(promotion=jury.promotion, label=STRANGE, help=STRANGE)
    challenge = heard(jury, 0, STRANGE, pdf(), summary=STRANGE, partners=STRANGE, address=STRANGE)
    HostMember.objects.create(challenge=challenge, name=STRANGE, function=STRANGE, share=40, contribution=STRANGE)
    ClarificationFactory(challenge=challenge, question=STRANGE, handed=True)
    challenge.positions.update(mission=STRANGE, skills_note=STRANGE)
    said = text(kit(client_for, jury))
    assert said.count(SHOWN) > 10
    assert "ne sait pas dessiner" in said


def test_a_receipt_of_a_strange_title_is_given(client_for, agent):
    challenge = ChallengeFactory(authors=[agent], complete=True, submitted=True, title=STRANGE)
    response = client_for(agent).get(reverse("challenges:receipt_pdf", args=[challenge.pk]))
    assert response.status_code == 200
    assert SHOWN in text(PdfReader(BytesIO(response.content)))
