"""What awaits a person: candidates, those who hear them, and the coordination."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from candidates import rules
from candidates.letters.common import position_name
from candidates.models import Application, Interview, Offer, Ranking
from candidates.states import ApplicationStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.common.todo import Todo
from eig.promotions.models import Promotion

SOON = timedelta(hours=24)


def todo(user: User, at: datetime) -> list[Todo]:
    """The lines of « Ma page », the same number of queries whatever the number of rows."""
    lines = [*_offers(user), *_applications(user, at), *_interviews(user, at), *_sheets(user, at)]
    return [*lines, *_coordination(at)] if user.has_perm(rules.CHANGE) else lines


def _offers(user: User) -> Iterator[Todo]:
    for offer in Offer.objects.of(user).open().with_names():
        yield Todo(
            f"Répondre à la proposition : {position_name(offer.position, offer.application.promotion)}",
            offer.get_absolute_url(),
            "Passé l’heure limite, la place est proposée à une autre personne.",
            offer.expires_at,
        )


def _applications(user: User, at: datetime) -> Iterator[Todo]:
    for application in Application.objects.with_content().filter(user=user):
        if application.is_draft and rules.is_open(application.promotion, at):
            yield _draft(application)
        elif rules.can_rank(user, application, at):
            yield from _ranking(application)
        elif application.status == ApplicationStatus.SUBMITTED:
            yield Todo(
                f"Candidature à la promotion {application.promotion} déposée",
                application.get_absolute_url(),
                "Tout le monde recevra sa réponse le même jour.",
                waiting=True,
            )


def _ranking(application: Application) -> Iterator[Todo]:
    lacks, door = list(rules.missing_wishes(application)), rules.wish_door(application.promotion)
    if lacks and door:
        yield Todo(
            f"Classer mes vœux pour la promotion {application.promotion}",
            reverse("candidates:section", args=[application.pk, "voeux"]),
            lacks[0].sentence,
            door.closes_at,
        )


def _draft(application: Application) -> Todo:
    lacks = rules.missing(application)
    door = rules.door(application.promotion)
    verb = "Terminer" if lacks else "Déposer"
    detail = f"Il manque {plural(len(lacks), 'élément')}." if lacks else "Tout est prêt : il ne reste qu’à la déposer."
    title = f"{verb} ma candidature à la promotion {application.promotion}"
    return Todo(title, application.get_absolute_url(), detail, door.closes_at if door else None)


def _interviews(user: User, at: datetime) -> Iterator[Todo]:
    coming = Interview.objects.with_names().filter(application__user=user, hearing__starts_at__gt=at)
    for interview in coming.exclude(application__status=ApplicationStatus.WITHDRAWN):
        said = interview.application.promotion.said
        yield Todo(
            f"{said('Préparer mon audition pour le défi')} {interview.position.challenge}",
            interview.application.get_absolute_url(),
            interview.hearing.jury.place,
            interview.hearing.starts_at,
        )


def _sheets(user: User, at: datetime) -> Iterator[Todo]:
    """Hearings of today and before whose marks are not in, and the common sheets that the rapporteur owes."""
    for interview in Interview.objects.owed_by(user, at).with_names():
        name = f"{interview.application.user}, {interview.position}"
        address = [interview.hearing_id]
        if not interview.own:
            yield Todo(f"Noter l’audition de {name}", reverse("juries:candidate", args=address))
        elif interview.reports and not interview.common:
            yield Todo(f"Saisir la fiche commune de {name}", reverse("juries:candidate_sheet", args=address))


def _coordination(at: datetime) -> Iterator[Todo]:
    for promotion in Promotion.objects.current().prefetch_related("windows"):
        yield from _verdicts(promotion, at)
        yield from _unranked(promotion, at)
        yield from _lists(promotion)
        yield from _expiring(promotion, at)


def _verdicts(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    counts = promotion.applications.by_verdict()
    total, undecided = sum(counts.values()), counts.get("", 0)
    if not total or rules.is_open(promotion, at):
        return
    if undecided:
        word = plural(undecided, "candidature", "candidatures")
        url = f"{reverse('admin:candidates_application_changelist')}?promotion={promotion.pk}&decision=none"
        yield Todo(f"Préparer la présélection de {word} ({promotion})", url)
    else:
        url = reverse("admin:candidates_preselection", args=[promotion.pk])
        word = plural(total, "candidat")
        yield Todo(f"Publier la présélection ({promotion})", url, f"Toutes les décisions sont prêtes : {word}.")


def _unranked(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    door = rules.wish_door(promotion)
    if door is None or at < door.opens_at:
        return
    if count := promotion.applications.to_rank().count():
        url = f"{reverse('admin:candidates_application_changelist')}?promotion={promotion.pk}&voeux=unranked"
        people = plural(count, "personne présélectionnée", "personnes présélectionnées")
        have = "n’a pas classé ses vœux" if count < 2 else "n’ont pas classé leurs vœux"
        yield Todo(f"{people} {have} ({promotion})", url, due_at=door.closes_at, waiting=door.is_open(at))


def _lists(promotion: Promotion) -> Iterator[Todo]:
    url = reverse("admin:candidates_board", args=[promotion.pk])
    heard = Interview.objects.filter(
        application__promotion=promotion, application__status=ApplicationStatus.PRESELECTED
    )
    unranked = heard.with_common_sheet().exclude(
        application__in=Ranking.objects.filter(application__promotion=promotion).values("application")
    )
    people = unranked.values("application").distinct().count()
    if people:
        yield Todo(f"Classer {plural(people, 'personne entendue', 'personnes entendues')} ({promotion})", url)
    prepared = Offer.objects.prepared().filter(application__promotion=promotion).count()
    if prepared:
        word = plural(prepared, "proposition préparée", "propositions préparées")
        yield Todo(f"Relire et publier {word} ({promotion})", url)


def _expiring(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    soon = Offer.objects.open().filter(application__promotion=promotion, expires_at__lte=at + SOON)
    first = soon.order_by("expires_at").first()
    if first:
        yield Todo(
            f"Suivre {plural(soon.count(), 'proposition qui expire', 'propositions qui expirent')} ({promotion})",
            reverse("admin:candidates_board", args=[promotion.pk]),
            f"La première, le {full_instant(first.expires_at)}.",
            first.expires_at,
            waiting=True,
        )
