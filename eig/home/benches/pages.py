"""The pages of every day, with the rows that make them comparable."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.rules import CV, sections
from candidates.application.workflow import drafting
from challenges.administrations.workflow import administrations
from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.workflow import drafting as drafting_workflow
from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.home.benches.common import NothingToMeasureError, client_of, coordinator, yardstick
from eig.home.measure import Line, Page, ratios
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion

CATALOGUE = 60
ADMIN_LISTS = (
    "challenges_challenge",
    "candidates_application",
    "candidates_offer",
    "mentoring_checkin",
    "notifications_message",
    "accounts_user",
    "promotions_promotion",
    "juries_jury",
)


def pages(at: datetime) -> Iterator[Line]:
    """Public pages, forms, « ma page » and admin lists, each as the person who reads it.

    Raises ``NothingToMeasureError`` on a database without a published challenge of a current promotion, or
    without a coordination team.
    """
    staff, model = coordinator(), public().filter(promotion__archived=False).first()
    if model is None:
        raise NothingToMeasureError(SiteText("il faut un {challenge} publié, d’une promotion en cours"))
    _fill_catalogue(model)
    promotion = model.promotion
    _open(promotion, at)
    draft, application = _draft(promotion, at), _application(promotion, at)
    visited = [*_public(model), *_forms(draft, application), *_own(draft, application, staff), *_lists(staff)]
    return ratios(yardstick(), visited)


def _public(model: Challenge) -> list[Page]:
    visitor = client_of(None)
    return [
        Page("home", visitor, reverse("home")),
        Page("catalogue", visitor, reverse("challenges:catalogue")),
        Page("catalogue, searched", visitor, reverse("challenges:catalogue") + "?q=donnees"),
        Page("detail", visitor, reverse("challenges:detail", args=[model.slug])),
    ]


def _forms(draft: Challenge, application: Application) -> list[Page]:
    agent, candidate = client_of(draft.authors.get()), client_of(application.user)
    challenge = [
        Page(f"challenge form: {name}", agent, reverse(f"challenges:{name}", args=[draft.pk]))
        for name in ("identity", "positions", "people")
    ]
    written = [
        Page(f"application form: {name}", candidate, reverse("candidates:section", args=[application.pk, name]))
        for name in sections(application)
        if name != CV
    ]
    return [Page("sign-in form", client_of(None), reverse("account_login")), *challenge, *written]


def _own(draft: Challenge, application: Application, staff: User) -> list[Page]:
    people = {"agent": draft.authors.get(), "candidate": application.user, "coordination": staff}
    return [Page(f"my page: {role}", client_of(user), reverse("home")) for role, user in people.items()]


def _lists(staff: User) -> list[Page]:
    client = client_of(staff)
    return [Page(f"admin list: {name}", client, reverse(f"admin:{name}_changelist")) for name in ADMIN_LISTS]


def _fill_catalogue(model: Challenge) -> None:
    """Copies of a published challenge, until the catalogue shows ``CATALOGUE`` of them."""
    positions = list(model.positions.all())
    for number in range(CATALOGUE - public().count()):
        copy = Challenge.objects.get(pk=model.pk)
        copy.pk, copy.number, copy.slug = None, None, f"{model.slug}-{number}"
        copy.deck = copy.narrative = copy.hearing = None
        copy.save(force_insert=True)
        Position.objects.bulk_create(
            Position(challenge=copy, family_id=position.family_id, seats=position.seats, mission=position.mission)
            for position in positions
        )


def _open(promotion: Promotion, at: datetime) -> None:
    """Both calls of a promotion, open now."""
    kinds: Any = Window._meta.get_field("kind").choices
    for kind in kinds:
        Window.objects.update_or_create(
            promotion=promotion,
            kind=kind[0],
            defaults={"opens_at": at - timedelta(days=5), "closes_at": at + timedelta(days=5)},
        )


def _draft(promotion: Promotion, at: datetime) -> Challenge:
    agent = User.objects.create_user("mesure-agent@service.example", first_name="Ada", last_name="Agent")
    host = administrations.create_administration("Service de mesure", "central", "Paris", by=agent, at=at)
    return drafting_workflow.create_challenge(promotion, host, SiteText("{Challenge} de mesure"), by=agent, at=at)


def _application(promotion: Promotion, at: datetime) -> Application:
    user = User.objects.create_user("mesure-candidat@mail.example", first_name="Alix", last_name="Candidat")
    return drafting.start(promotion, by=user, at=at)
