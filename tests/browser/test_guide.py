"""The pages of the coordination's guide, on the data of the demonstration, at both widths; they make its pictures.

``UPDATE_SCREENSHOTS=1 ./test tests/browser/test_guide.py`` draws ``docs/guide`` anew.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse

from challenges.models import Challenge
from eig.accounts.models import User
from eig.common import clock
from eig.common.clock import PARIS
from eig.demo.accounts import ACCOUNTS
from eig.demo.building import build
from eig.juries.models import Jury
from eig.promotions.models import Promotion
from tests.architecture.tree import ROOT
from tests.browser.conftest import WIDTHS, Visitor
from tests.factories.challenges import ChallengeFactory, PositionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=PARIS)
PICTURES = Path(ROOT, "docs", "guide")
GUIDE = Path(ROOT, "docs", "guide-coordination.md")


@pytest.fixture
def width() -> int:
    """Pictures are taken on a desk."""
    return WIDTHS[-1]


@pytest.fixture
def moment(settings) -> Iterator[Callable[[str], None]]:
    """Put the site at one moment of the demonstration."""
    settings.DEMO = True
    with clock.moved_to(NOW):
        yield lambda scenario: build(scenario, NOW)


@pytest.fixture
def look(visitor, signed_in) -> Callable[[str, dict[str, str]], None]:
    """Open each page as someone, at both widths; ``pages`` goes from pictures to addresses."""

    def at(role: str, pages: dict[str, str]) -> None:
        email = next(one.email for one in ACCOUNTS if one.name == role)
        signed_in(visitor, User.objects.get(email=email))
        for name, path in pages.items():
            _picture(visitor, name, path)

    return at


def _picture(visitor: Visitor, name: str, path: str) -> None:
    for width in WIDTHS:
        visitor.at(width).go(path)
    if os.environ.get("UPDATE_SCREENSHOTS"):
        visitor.page.screenshot(path=PICTURES / f"{name}.png")


def of(name: str, row, *args) -> str:
    """An address of the admin about one object."""
    return reverse(f"admin:{name}", args=[row.pk, *args])


def test_from_the_settings_to_the_instruction(moment, look):
    moment("call-closed")
    promotion = Promotion.objects.get(name="EIG 4")
    challenge = Challenge.objects.filter(status="submitted").order_by("number").first()
    look(
        "coordination",
        {
            "ma-page": "/",
            "promotion": of("promotions_promotion_change", promotion),
            "cloner": of("promotions_promotion_clone", promotion),
            "courriers": of("promotions_promotion_letters", promotion),
            "rattachements": reverse("admin:challenges_membership_changelist"),
            "defis": reverse("admin:challenges_challenge_changelist") + f"?promotion={promotion.pk}",
            "defi": of("challenges_challenge_change", challenge),
            "correction": of("challenges_challenge_step", challenge, "request_changes"),
            "ecarter": of("challenges_challenge_step", challenge, "set_aside"),
        },
    )


def test_from_the_juries_to_the_catalogue(moment, look):
    moment("jury-week")
    promotion = Promotion.objects.get(name="EIG 4")
    link = ChallengeFactory(promotion=promotion, selected=True, title="EIG Link", is_link=True, number=90)
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
    look("juror", {"jure": "/jury/"})


def test_every_picture_is_in_the_guide_and_exists():
    text = GUIDE.read_text(encoding="utf-8")
    pictures = {path.name for path in PICTURES.glob("*.png")}
    assert pictures
    assert {name for name in pictures if f"guide/{name}" not in text} == set()
    assert text.count("](guide/") == len(pictures)
