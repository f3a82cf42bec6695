"""The eligibility checklist: what the file itself says of each line. A hint never decides: people do."""

from collections.abc import Callable
from dataclasses import dataclass

from challenges.administrations.rules import has_professional_address
from challenges.administrations.states import AdministrationKind
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import DECK_PAGES, commitments_of, missing, team_size_refusal
from challenges.proposal.states import StakeholderKind
from challenges.proposal.telling.file import label_of, text_of
from challenges.review.states import Verdict
from eig.common.text import plural
from eig.common.vocabulary import SiteText

STATE = (
    AdministrationKind.MINISTRY,
    AdministrationKind.CENTRAL,
    AdministrationKind.DECONCENTRATED,
    AdministrationKind.AUTHORITY,
)
"""Who has a budget programme of the State, able to receive staff credits."""
NEEDED_TO_FUND = ("cofunding_amount", "budget_programme")


@dataclass(frozen=True)
class Hint:
    """What the file lets one think of a line: a verdict to weigh, and the facts it rests on."""

    value: Verdict
    sentence: str


@dataclass(frozen=True)
class Line:
    """One line of the checklist: its key in the database, its question, its hint."""

    key: str
    label: str
    hint: Callable[[Challenge], Hint]


def _ok(sentence: str) -> Hint:
    return Hint(Verdict.OK, sentence)


def _doubt(sentence: str) -> Hint:
    return Hint(Verdict.TO_CHECK, sentence)


def _wrong(sentence: str) -> Hint:
    return Hint(Verdict.NOT_OK, sentence)


def _bearer(challenge: Challenge) -> Hint:
    authors = list(challenge.authors.all())
    private = [str(user) for user in authors if not has_professional_address(user)]
    host = f"{challenge.administration} ({challenge.administration.get_kind_display()})"
    if not authors:
        return _doubt(f"{host}. Le dossier n’a pas d’auteur.")
    if private:
        return _doubt(f"{host}. Adresse non professionnelle : {', '.join(private)}.")
    return _ok(f"{host}. Chaque auteur a une adresse professionnelle.")


def _duration(challenge: Challenge) -> Hint:
    usual, asked = challenge.promotion.months, challenge.duration
    if asked == usual:
        return _ok(f"{plural(asked, 'mois', 'mois')}, la durée de la promotion.")
    return _doubt(f"{plural(asked, 'mois', 'mois')} demandés, quand la promotion en dure {usual}.")


def _team(challenge: Challenge) -> Hint:
    seats = sum(position.seats for position in challenge.positions.all())
    if refusal := team_size_refusal(challenge.promotion, seats):
        return _wrong(f"La promotion accueille {refusal}.")
    return _ok(f"{plural(seats, 'personne demandée', 'personnes demandées')}.")


def _positions(challenge: Challenge) -> Hint:
    bare = [str(position.family).lower() for position in challenge.positions.all() if not position.mission]
    vague = [
        str(position.family).lower()
        for position in challenge.positions.all()
        if not (position.skills_required or position.skills_note)
    ]
    if bare:
        return _wrong(f"Mission à décrire : {', '.join(bare)}.")
    if vague:
        return _doubt(f"Missions décrites, mais compétences nécessaires absentes : {', '.join(vague)}.")
    return _ok("Chaque poste dit sa mission et les compétences nécessaires.")


def _mentors(challenge: Challenge) -> Hint:
    people = list(challenge.stakeholders.all())
    operational = {person.email.lower() for person in people if person.kind == StakeholderKind.OPERATIONAL_MENTOR}
    sponsors = {person.email.lower() for person in people if person.kind == StakeholderKind.HIGH_LEVEL_MENTOR}
    absent = [
        challenge.words.said(kind.label)
        for kind, found in (
            (StakeholderKind.OPERATIONAL_MENTOR, operational),
            (StakeholderKind.HIGH_LEVEL_MENTOR, sponsors),
        )
        if not found
    ]
    if absent:
        return _wrong(f"Il manque : {', '.join(absent)}.")
    words = challenge.words
    if operational & sponsors:
        return _doubt(f"La même personne est {words.mentor} opérationnel et {words.sponsor}.")
    named = plural(len(operational), f"{words.mentor} opérationnel", f"{words.mentors} opérationnels")
    return _ok(f"{named}, un {words.sponsor}.")


def _commitments(challenge: Challenge) -> Hint:
    asked = [commitment.pk for commitment in commitments_of(challenge.promotion)]
    ticked = {tick.statement_id for tick in challenge.commitments.all()}
    left = sum(pk not in ticked for pk in asked)
    if left:
        return _wrong(f"{plural(left, 'engagement')} sur {len(asked)} à cocher.")
    return _ok(f"{plural(len(asked), 'engagement coché', 'engagements cochés')}." if asked else "Aucun n’est demandé.")


def _cofunding(challenge: Challenge) -> Hint:
    if not challenge.cofunding:
        return _ok("Pas de cofinancement demandé.")
    if absent := [label_of(challenge, name).lower() for name in NEEDED_TO_FUND if not getattr(challenge, name)]:
        return _wrong(f"Cofinancement demandé, mais il manque : {', '.join(absent)}.")
    receiver = challenge.bearer or challenge.administration
    if receiver.kind not in STATE:
        return _doubt(
            f"{receiver} ({receiver.get_kind_display()}) ne reçoit sans doute pas de crédits de titre 2 : "
            "il faut un porteur administratif de l’État, une convention, ou l’autofinancement."
        )
    cost = challenge.employer_cost
    if cost and challenge.cofunding_amount and challenge.cofunding_amount > cost:
        return _doubt("Le montant demandé dépasse le coût employeur prévisionnel.")
    said = (f"{label_of(challenge, name)} : {text_of(challenge, name)}" for name in NEEDED_TO_FUND)
    return _ok(f"{', '.join(said)}.")


def _file(challenge: Challenge) -> Hint:
    if lacks := missing(challenge):
        return _wrong(f"Il manque : {', '.join(lack.sentence for lack in lacks)}.")
    pages = challenge.deck.pages if challenge.deck else None
    if pages and pages > DECK_PAGES:
        return _doubt(f"Présentation de {pages} pages, pour {DECK_PAGES} au plus.")
    return _ok("Toutes les réponses obligatoires et la présentation sont là.")


LINES = (
    Line("bearer", "L’administration peut répondre à l’appel", _bearer),
    Line("duration", "La mission dure ce que la promotion prévoit", _duration),
    Line("team", "La taille de l’équipe convient", _team),
    Line("positions", "Les postes sont bien définis", _positions),
    Line("mentors", SiteText("Les {mentors} sont nommés"), _mentors),
    Line("commitments", "Les engagements sont cochés", _commitments),
    Line("cofunding", "Le cofinancement est cohérent avec le porteur", _cofunding),
    Line("file", "Le dossier est complet", _file),
)
KEYS = tuple(line.key for line in LINES)


def hints(challenge: Challenge) -> list[tuple[Line, Hint]]:
    """Every line with its hint, read on a challenge fetched by ``with_file``: no query."""
    return [(line, line.hint(challenge)) for line in LINES]
