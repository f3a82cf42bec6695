"""Who may do what to an application and to an offer, and what a file still lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from candidates.models import Application, Interview, Offer
from candidates.states import IN_CONTENTION, ApplicationStatus, OfferStatus
from challenges.models import Challenge, Position
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.juries.rules import closed_because as hearing_closed_because
from eig.promotions.guards import KEPT, Wanted, guard
from eig.promotions.models import Announcement, Promotion, Window
from eig.promotions.states import AnnouncementKind, AnnouncementStatus, WindowKind
from eig.questions.models import Question

S = ApplicationStatus
CV_PAGES = 5
WISH_CHARS = 1500
CHANGE = "candidates.change_application"
KEPT.update({"candidates_wish_mode_kept", "candidates_wishes_max_kept"})
SECTIONS = ("profil", "parcours", "cv", "voeux")


@dataclass(frozen=True)
class Missing:
    """What prevents a file from being submitted: a section and a sentence that says what to do."""

    section: str
    sentence: str


def door(promotion: Promotion) -> Window | None:
    """The dated door of the candidates, if the promotion has one."""
    return next((w for w in promotion.windows.all() if w.kind == WindowKind.CALL_FOR_CANDIDATES), None)


def wish_door(promotion: Promotion) -> Window | None:
    """The dated door of the wishes, where they are ranked after the preselection."""
    doors = promotion.windows.all() if promotion.ranks_later else ()
    return next((w for w in doors if w.kind == WindowKind.WISHES), None)


def sections(promotion: Promotion) -> tuple[str, ...]:
    """The sections of an application: the wishes are one of them unless they come later."""
    return SECTIONS[:-1] if promotion.ranks_later else SECTIONS


def is_open(promotion: Promotion, at: datetime) -> bool:
    """Whether applications are received at this instant; the closing second itself is outside."""
    window = door(promotion)
    return window is not None and window.is_open(at)


def closed_because(promotion: Promotion, at: datetime) -> str:
    """Why nothing is received at this instant, as a sentence; empty while the door is open."""
    window = door(promotion)
    if window is None:
        return f"{promotion} n’a pas d’appel à candidatures."
    if at < window.opens_at:
        return f"L’appel à candidatures de {promotion} ouvrira le {full_instant(window.opens_at)}."
    if at >= window.closes_at:
        return f"L’appel à candidatures de {promotion} est clos depuis le {full_instant(window.closes_at)}."
    return ""


@guard
def settings_refusals(promotion: Promotion, change: Wanted) -> Iterator[str]:
    """What the applications already begun forbid to change in the settings of their promotion."""
    door_goes = WindowKind.CALL_FOR_CANDIDATES in change.doors
    if door_goes and Application.objects.filter(promotion=promotion).exists():
        yield "Des candidatures ont été commencées pour cet appel : il ne se supprime pas."
    if change.wish_mode and Application.objects.filter(promotion=promotion).exclude(submitted_at=None).exists():
        yield "Des candidatures ont déjà été déposées : le moment où se classent les vœux ne change plus."
    elif change.wish_mode and (count := len(Application.objects.wish_counts(promotion))):
        yield (
            f"{plural(count, 'candidature en préparation a', 'candidatures en préparation ont')} déjà des vœux : "
            "gardez pour cette promotion le moment où ils se classent, et choisissez l’autre pour la prochaine."
        )
    if change.wishes_max:
        yield from _too_many(Application.objects.wish_counts(promotion), change.wishes_max)


def _too_many(counts: Sequence[int], most: int) -> Iterator[str]:
    if above := [count for count in counts if count > most]:
        many = plural(len(above), "candidature classe", "candidatures classent")
        yield f"{many} déjà plus de {plural(most, 'vœu', 'vœux')} : permettez-en au moins {max(above)}."


def wanted(asked: str) -> Position | None:
    """The position that a link names by its number, if the catalogue shows it."""
    if not asked.isdecimal():
        return None
    shown = Position.objects.filter(challenge__in=Challenge.objects.catalogue())
    return shown.select_related("challenge__promotion", "family").filter(pk=int(asked)).first()


def locked_because(application: Application, at: datetime) -> str:
    """Why the content may not be written at this instant, as a sentence; empty when it may."""
    if reason := closed_because(application.promotion, at):
        return reason
    if application.is_draft:
        return ""
    return "Votre candidature est déposée : reprenez-la pour la modifier, puis déposez-la de nouveau avant la clôture."


def owns(user: User, application: Application) -> bool:
    """Whether it is one's own application."""
    return application.user_id == user.pk


def can_edit(user: User, application: Application, at: datetime) -> bool:
    """Write in one's draft, while the door is open."""
    return owns(user, application) and application.is_draft and is_open(application.promotion, at)


def ranking_closed_because(application: Application, at: datetime) -> str:
    """Why wishes may not be ranked after the preselection at this instant, as a sentence; empty when they may."""
    window = wish_door(application.promotion)
    if application.status in (S.DRAFT, S.SUBMITTED) or window is None:
        return "Les vœux se classent après la présélection, si votre candidature est retenue."
    if application.status != S.PRESELECTED:
        return "Votre candidature n’attend plus de vœux."
    if at < window.opens_at:
        return f"Vous classerez vos vœux à partir du {full_instant(window.opens_at)}."
    return f"Les vœux sont clos depuis le {full_instant(window.closes_at)}." if at >= window.closes_at else ""


def can_rank(user: User, application: Application, at: datetime) -> bool:
    """Rank one's wishes once preselected, where they come then and while their door is open."""
    later = application.promotion.ranks_later
    return later and owns(user, application) and not ranking_closed_because(application, at)


def can_wish(user: User, application: Application, at: datetime) -> bool:
    """Add a position to one's wishes, whenever they are asked."""
    return can_rank(user, application, at) if application.promotion.ranks_later else can_edit(user, application, at)


def can_reopen(user: User, application: Application, at: datetime) -> bool:
    """Take back what was submitted or withdrawn, while the door is open."""
    back = application.status in (S.SUBMITTED, S.WITHDRAWN)
    return owns(user, application) and back and is_open(application.promotion, at)


def can_withdraw(user: User, application: Application) -> bool:
    """Give up, as long as nothing is settled."""
    return owns(user, application) and application.FLOW.allows("withdraw", application.status)


def can_instruct(user: User, application: Application) -> bool:
    """Set aside or prepare the preselection of a submitted application."""
    return user.has_perm(CHANGE) and application.status == S.SUBMITTED


def can_interview(user: User, application: Application) -> bool:
    """Book a hearing of a preselected person."""
    return user.has_perm(CHANGE) and application.status == S.PRESELECTED


def can_close(user: User, application: Application) -> bool:
    """Tell someone on the waiting list that no seat is left; never before the announcement."""
    return user.has_perm(CHANGE) and application.status == S.RESERVE


def can_compose(user: User) -> bool:
    """Rank the lists and prepare the offers."""
    return user.has_perm(CHANGE)


def can_publish(user: User) -> bool:
    """Order a publication."""
    return user.has_perm("promotions.add_announcement") and user.has_perm(CHANGE)


def can_cancel_offer(user: User, offer: Offer) -> bool:
    """Free a seat that was only prepared."""
    return user.has_perm("candidates.change_offer") and offer.status == OfferStatus.PREPARED


def can_be_offered(application: Application) -> bool:
    """Whether a seat may be offered to this person: heard, and still waiting."""
    return application.status in IN_CONTENTION


def receives(user: User, offer: Offer) -> bool:
    """Whether it is an offer made to this person."""
    return offer.application.user_id == user.pk and offer.made_at is not None


def can_answer(user: User, offer: Offer, at: datetime) -> bool:
    """Accept or decline: before the time limit, which is itself outside."""
    return (
        receives(user, offer)
        and offer.status == OfferStatus.OFFERED
        and offer.expires_at is not None
        and at < offer.expires_at
    )


def marks_closed_because(interview: Interview, at: datetime) -> str:
    """Why no sheet about this person may be written now, as a sentence; empty when they may."""
    if interview.application.status == S.WITHDRAWN:
        return "Cette candidature a été retirée : il n’y a plus rien à noter."
    return hearing_closed_because(interview.hearing, at)


def preselection_blocked(promotion: Promotion, due_at: datetime) -> str:
    """Why the preselection may not be published at an hour, as a sentence; empty when it may."""
    window = door(promotion)
    if window and due_at < window.closes_at:
        return f"L’appel à candidatures est ouvert jusqu’au {full_instant(window.closes_at)} : publiez après."
    wishes = wish_door(promotion)
    if promotion.ranks_later and (wishes is None or due_at >= wishes.closes_at):
        return "L’appel à vœux serait déjà clos à cette heure : donnez-lui d’autres dates, puis publiez."
    counts = promotion.applications.by_verdict()
    undecided = counts.pop("", 0)
    if undecided:
        return (
            f"{plural(undecided, 'candidature déposée', 'candidatures déposées')} sans décision préparée : "
            "décidez pour chacune avant de publier."
        )
    return "" if counts else "Aucune candidature n’attend de décision de présélection."


def offers_blocked(promotion: Promotion) -> str:
    """Why the offers may not be published, as a sentence; empty when they may."""
    if Offer.objects.prepared().filter(position__challenge__promotion=promotion).exists():
        return ""
    return "Aucune proposition n’est préparée : classez les listes puis préparez les propositions."


def offers_published(promotion: Promotion) -> bool:
    """Whether the offers of a promotion have been announced."""
    return Announcement.objects.filter(
        promotion=promotion, kind=AnnouncementKind.OFFERS, status=AnnouncementStatus.DONE
    ).exists()


def answered(application: Application) -> list[tuple[Question, str]]:
    """Every question of the promotion with its answer, empty for none. No query after ``with_content()``."""
    questionnaire = application.promotion.application_questions
    texts = {one.question_id: one.text for one in application.answers.answers.all()} if application.answers else {}
    questions = questionnaire.questions.all() if questionnaire else []
    return [(question, texts.get(question.pk, "")) for question in questions]


def missing(application: Application) -> list[Missing]:
    """What the file lacks, in the order of its sections. No query after ``with_content()``."""
    wishes = () if application.promotion.ranks_later else missing_wishes(application)
    return [*_profile(application), *_answers(application), *_cv(application), *wishes]


def _profile(application: Application) -> Iterator[Missing]:
    wanted = {
        "phone": "Indiquez un téléphone où vous joindre.",
        "town": "Indiquez votre ville de résidence.",
        "headline": "Dites votre métier en une ligne.",
        "not_public_servant": "Déclarez que vous ne serez pas agent public en poste au moment de la sélection.",
        "not_student": "Déclarez que vous n’êtes pas étudiant en premier ou en deuxième cycle.",
    }
    yield from (Missing("profil", sentence) for field, sentence in wanted.items() if not getattr(application, field))


def _answers(application: Application) -> Iterator[Missing]:
    for question, text in answered(application):
        if question.required and not text:
            yield Missing("parcours", f"Répondez à la question « {question.label} »")


def _cv(application: Application) -> Iterator[Missing]:
    if application.cv_id is None:
        yield Missing("cv", "Joignez votre CV en PDF.")


def missing_wishes(application: Application) -> Iterator[Missing]:
    """What the wishes lack. No query after ``with_content()``."""
    wishes = application.wishes.all()
    if not wishes:
        yield Missing("voeux", "Choisissez au moins un poste.")
    for wish in wishes:
        if not wish.motivation:
            yield Missing("voeux", f"Dites ce qui vous motive pour le vœu {wish.rank} ({wish.position.challenge}).")
