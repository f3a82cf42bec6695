"""Who may write, submit and rank an application, and what a file still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus, Standing
from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Statement
from eig.promotions.states import Audience, WindowKind
from eig.questions.reading import Part, Reading, reading_of

S = ApplicationStatus
CV_PAGES = 5
WISH_CHARS = 1500
CHANGE = "candidates.change_application"
PROFILE, ANSWERS, CV, WISHES = "profil", "parcours", "cv", "voeux"


@dataclass(frozen=True)
class Missing:
    """What prevents a file from being submitted: a section and a sentence that says what to do."""

    section: str
    sentence: str


def door(promotion: Promotion) -> Window | None:
    """The dated door of the candidates, if the promotion has one."""
    return next((window for window in promotion.windows.all() if window.kind == WindowKind.CALL_FOR_CANDIDATES), None)


def wish_door(promotion: Promotion) -> Window | None:
    """The dated door of the wishes, where they are ranked after the preselection."""
    doors = promotion.windows.all() if promotion.ranks_later else ()
    return next((window for window in doors if window.kind == WindowKind.WISHES), None)


def sections(application: Application) -> tuple[str, ...]:
    """The sections of an application: a page for each part of the questions; the wishes, unless they come later."""
    asked = [section_of(part) for part in parts(application)]
    return (PROFILE, *asked, CV, *(() if application.promotion.ranks_later else (WISHES,)))


def statements_of(promotion: Promotion) -> list[Statement]:
    """The sentences that candidates accept, in order. No query once ``statements`` are read."""
    return promotion.statements_for(Audience.CANDIDATES)


def answers(application: Application) -> Reading:
    """What the promotion asks and what the person answers. No query after ``with_content()``."""
    return reading_of(application.promotion.application_questions, application.answers)


def parts(application: Application) -> list[Part]:
    """The pages of the questions that apply, in order; none for a promotion that asks no questions."""
    return answers(application).parts("Parcours et motivation")


def section_of(part: Part) -> str:
    """The section of a part: « parcours », then « parcours-2 »."""
    return ANSWERS if part.number == 1 else f"{ANSWERS}-{part.number}"


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


def wanted(asked: str) -> Position | None:
    """The position that a link names by its number, if the catalogue shows it."""
    if not asked.isdecimal():
        return None
    shown = Position.objects.filter(challenge__in=public())
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
    if application.standing != Standing.PRESELECTED:
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


def missing(application: Application) -> list[Missing]:
    """What the file lacks, in the order of its sections. No query after ``with_content()``."""
    wishes = () if application.promotion.ranks_later else missing_wishes(application)
    return [*_profile(application), *_answers(application), *_cv(application), *wishes]


def _profile(application: Application) -> Iterator[Missing]:
    wanted = {
        "phone": "Indiquez un téléphone où vous joindre.",
        "town": "Indiquez votre ville de résidence.",
        "headline": "Dites votre métier en une ligne.",
    }
    yield from (Missing("profil", sentence) for field, sentence in wanted.items() if not getattr(application, field))
    accepted = {row.statement_id for row in application.acceptances.all()}
    for statement in statements_of(application.promotion):
        if statement.compulsory and statement.pk not in accepted:
            yield Missing("profil", f"Cochez la déclaration « {statement} ».")


def _answers(application: Application) -> Iterator[Missing]:
    for part in parts(application):
        for reply in part.replies:
            if reply.is_missing:
                yield Missing(section_of(part), f"Répondez à la question « {reply.question.label} »")


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
