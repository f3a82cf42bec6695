"""Publishing the offers: everybody is told at once, or nobody."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from candidates.application.models.applications import Application
from candidates.application.models.candidacies import Candidacy
from candidates.application.workflow.candidacies import move
from candidates.selection import letters, rules
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from candidates.selection.workflow.lists import validate_lists
from candidates.selection.workflow.seats import limit
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import record_each, take_step
from eig.notifications.workflow import post
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind
from eig.promotions.workflow.announcements import order_announcement


def order_offers(promotion: Promotion, *, due_at: datetime, by: User, at: datetime) -> Announcement:
    """Order the publication of the prepared offers, now (``due_at`` = ``at``) or at an hour.

    Raises ``StepRefused`` when none is prepared.
    """
    if reason := rules.offers_blocked(promotion):
        raise StepRefused(reason)
    return order_announcement(promotion, AnnouncementKind.OFFERS, due_at=due_at, by=by, at=at)


def announce_offers(order: Announcement, *, at: datetime) -> int:
    """For ``carry_out``: send every prepared offer; the others of the lists wait on reserve, the rest are told no.

    The lists are validated as they stand: seats freed later follow them.

    A fixed number of queries; returns how many people were told. Raises ``StepRefused`` when no offer is prepared.
    """
    offers = _prepared(order.promotion)
    chosen = [offer.application for offer in offers]
    list(Application.objects.rankable().select_for_update().filter(promotion=order.promotion_id).order_by("pk"))
    reserve, refused = split_others(order.promotion, chosen)
    by = order.ordered_by
    validate_lists(order.promotion, by=by, at=at)
    take_step(offers, "make", by=by, at=at, made_at=at, expires_at=limit(order.promotion, at))
    _move(offers, reserve, refused, by=by, at=at)
    drafts = [*letters.offered(offers), *letters.reserve(reserve), *letters.not_chosen(refused)]
    post(drafts, at=at)
    return len(drafts)


@transaction.atomic
def refuse(application: Application, *, by: User, at: datetime) -> Application:
    """Tell someone on the waiting list that no seat is left for them.

    Raises ``StepRefused`` for anyone else: before the announcement nothing may be told.
    """
    row = Application.objects.select_for_update(of=("self",)).with_people().get(pk=application.pk)
    if not rules.can_close(by, row):
        raise StepRefused("Seule une personne sur liste d’attente peut recevoir cette réponse.")
    move(Candidacy.objects.of([row]), "refuse", by=by, at=at)
    take_step(row, "refuse", by=by, at=at)
    post(letters.not_chosen([row]), at=at)
    application.refresh_from_db()
    return application


def split_others(promotion: Promotion, chosen: Sequence[Application]) -> tuple[list[Application], list[Application]]:
    """Those preselected without an offer: on a list or on none."""
    lines = RankedLine.objects.current().filter(application__promotion=promotion)
    named = set(lines.values_list("application_id", flat=True))
    rows = Application.objects.preselected().with_people().filter(promotion=promotion)
    others = rows.exclude(pk__in=[application.pk for application in chosen]).order_by("pk")
    reserve: list[Application] = []
    refused: list[Application] = []
    for row in others:
        (reserve if row.pk in named else refused).append(row)
    return reserve, refused


def _prepared(promotion: Promotion) -> Sequence[Offer]:
    """The prepared offers, their positions held."""
    positions = Position.objects.select_for_update(no_key=True, of=("self",)).filter(challenge__promotion=promotion)
    held = list(positions.order_by("pk"))
    offers = list(Offer.objects.prepared().with_names().filter(position__in=held).order_by("pk"))
    if not offers:
        raise StepRefused("Aucune proposition n’est préparée : rien n’est publié.")
    return offers


def _move(
    offers: Sequence[Offer],
    reserve: Sequence[Application],
    refused: Sequence[Application],
    *,
    by: User,
    at: datetime,
) -> None:
    """Those of the lists wait on each of them, whoever is offered a seat elsewhere too."""
    chosen = [offer.application for offer in offers]
    pairs = {(offer.application_id, offer.position_id) for offer in offers}
    rows = Candidacy.objects.of(chosen).ready_for("offer").order_by("pk")
    take_step([row for row in rows if (row.application_id, row.position_id) in pairs], "offer", by=by, at=at)
    move(Candidacy.objects.of([*chosen, *reserve]), "wait", by=by, at=at)
    move(Candidacy.objects.of(refused), "refuse", by=by, at=at)
    take_step(refused, "refuse", by=by, at=at)
    record_each(chosen, "choose", "Poste proposé", by=by, at=at)
    record_each(reserve, "reserve", "Sur liste d’attente", by=by, at=at)
