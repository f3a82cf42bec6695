"""The pages of the coordination's guide, on the data of the demonstration, at both widths; they make its pictures.

``UPDATE_SCREENSHOTS=1 ./test tests/browser/test_guide.py`` draws ``docs/guide`` anew.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.demo.accounts import ACCOUNTS
from eig.juries.models.juries import Jury
from eig.promotions.models.programmes import Promotion
from tests.architecture.tree import ROOT
from tests.browser.conftest import WIDTHS, Visitor
from tests.demo import year
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.juries import JuryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = Path(ROOT, "docs", "guide")
SUBJECT = "{{ defi }} : ce qui suit le dépôt"
BODY = "{{ bonjour }},\n\nNous lisons « {{ defi }} » cette semaine. Rien à faire pour l’instant.\n\n{{ lien }}"
SHEET = "Chaque équipe refait les mêmes outils.\n\nL’équipe transversale les réunit, les documente et les entretient."
GUIDE = Path(ROOT, "docs", "guide-coordination.md")


@pytest.fixture
def width() -> int:
    """The width of a desktop screen, in pixels: pictures are taken at it."""
    return WIDTHS[-1]


@pytest.fixture
def moment(settings, visitor) -> Iterator[Callable[[str], datetime]]:
    """Put the site at one moment of the demonstration, and say when that is."""
    settings.DEMO = True
    with ExitStack() as stack:
        yield lambda scenario: stack.enter_context(year.shown(scenario))


@pytest.fixture
def look(visitor, signed_in) -> Callable[[str, dict[str, str]], None]:
    """Open each page as someone, at both widths; ``pages`` goes from pictures to addresses."""

    def at(role: str, pages: dict[str, str]) -> None:
        email = next(account.email for account in ACCOUNTS if account.name == role)
        signed_in(visitor, User.objects.get(email=email))
        for name, path in pages.items():
            _picture(visitor, name, path)

    return at


def _picture(visitor: Visitor, name: str, path: str) -> None:
    visitor.at(WIDTHS[0]).go(path).at(WIDTHS[-1]).check()
    draw(visitor, name)


def draw(visitor: Visitor, name: str, section: str = "") -> None:
    """A picture of the page as it stands, from one of its sections on."""
    if os.environ.get("UPDATE_SCREENSHOTS"):
        if section:
            visitor.page.locator(f"#{section}").evaluate("section => section.scrollIntoView()")
        visitor.page.screenshot(path=PICTURES / f"{name}.png")


def answered(visitor: Visitor, name: str, path: str, button: str, **typed: str) -> None:
    """The page that answers a form, at both widths."""
    visitor.go(path).fill(**typed).press(button)
    for width in WIDTHS:
        visitor.at(width).check()
    draw(visitor, name)


def of(name: str, row, *args) -> str:
    """An address of the admin about one object."""
    return reverse(f"admin:{name}", args=[row.pk, *args])


def test_from_the_settings_to_the_instruction(moment, look, visitor):
    moment("call-closed")
    promotion = Promotion.objects.get(name="EIG 4")
    challenge = Challenge.objects.filter(status="submitted").order_by("number").first()
    read = Challenge.objects.filter(readings__advice__gt="").order_by("number").first()
    listed = f"?promotion={promotion.pk}&etat=submitted"
    look(
        "coordination",
        {
            "ma-page": "/",
            "promotion": of("promotions_promotion_change", promotion),
            "courriers": of("promotions_promotion_letters", promotion),
            "rattachements": reverse("admin:challenges_membership_changelist"),
            "defis": reverse("admin:challenges_challenge_changelist") + f"?promotion={promotion.pk}",
            "defi": of("challenges_challenge_change", challenge),
            "correction": of("challenges_challenge_step", challenge, "request_changes"),
            "ecarter": of("challenges_challenge_step", challenge, "set_aside"),
            "eligibilite": of("challenges_challenge_eligibility", read),
            "lecteurs": of("challenges_challenge_readers", read),
            "tension": of("challenges_challenge_tension", promotion),
        },
    )
    answered(visitor, "cloner", of("promotions_promotion_clone", promotion), "Voir les dates et les courriers")
    mailing = reverse("admin:challenges_challenge_mailing") + listed
    answered(visitor, "lettre", mailing, "Relire avant d’envoyer", subject=SUBJECT, body=BODY)


def test_from_the_juries_to_the_catalogue(moment, look, visitor):
    now = moment("jury-week")
    promotion = Promotion.objects.get(name="EIG 4")
    told = {"summary": "Aider les équipes à partager leurs outils.", "sheet": SHEET, "town": "Paris"}
    link = ChallengeFactory(promotion=promotion, selected=True, title="EIG Link", is_link=True, number=90, **told)
    PositionFactory(challenge=link, family=promotion.families.first())
    look(
        "coordination",
        {
            "jurys": reverse("admin:juries_jury_changelist") + f"?promotion={promotion.pk}",
            "jury": of("juries_jury_change", Jury.objects.filter(promotion=promotion).first()),
            "tableau": of("challenges_board", promotion),
            "publication": of("challenges_board_publish", promotion),
            "cadrage": of("challenges_challenge_frame", link),
            "pages": reverse("admin:pages_page_changelist"),
            "catalogue": reverse("challenges:catalogue"),
        },
    )
    JuryFactory(promotion=promotion, name="Jury 9", meets_at=now + timedelta(days=2), place="Salle Vauban")
    for number, title in enumerate(("Horizon", "Passerelle"), start=91):
        ChallengeFactory(promotion=promotion, preselected=True, title=title, number=number)
    look("coordination", {"liens": of("challenges_planning", promotion)})
    draw(visitor, "repartition", section="proposition")
    look("juror", {"jure": "/jury/"})


def test_every_picture_is_in_the_guide_and_exists():
    text = GUIDE.read_text(encoding="utf-8")
    pictures = {path.name for path in PICTURES.glob("*.png")}
    assert pictures
    assert {name for name in pictures if f"guide/{name}" not in text} == set()
    assert text.count("](guide/") == len(pictures)
