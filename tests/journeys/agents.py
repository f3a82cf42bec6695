"""Administrations answer the call: 31 challenges typed section by section and submitted."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from eig.common.text import sort_key
from eig.demo.facts import Facts
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Promotion
from tests.journeys.person import Person
from tests.journeys.world import Year
from tests.pdf import pdf


def agent_of(year: Year, facts: Facts) -> Person:
    """The agent who bears the challenges of an administration."""
    key = sort_key(facts.administration)
    return year.person(f"agent@{slug(key)}.example", first_name="Dominique", last_name=key[:40])


def slug(key: str) -> str:
    """A domain name for an administration."""
    return "".join(letter if letter.isalnum() else "-" for letter in key)[:40].strip("-")


def write(year: Year, promotion: Promotion, facts: Facts) -> Challenge:
    """Everything that an agent types for one challenge, up to the page of its file."""
    agent = agent_of(year, facts)
    _belong(agent, facts)
    administration = Administration.objects.get(key=sort_key(facts.administration))
    agent.fills(reverse("challenges:create"), title=facts.title, administration=str(administration.pk))
    challenge = Challenge.objects.get(title=facts.title)
    _identity(agent, challenge, facts)
    _narrative(agent, challenge)
    _positions(agent, challenge, facts)
    _people(agent, challenge)
    commitments = [str(commitment.pk) for commitment in promotion.statements.filter(audience="agents")]
    agent.fills(reverse("challenges:commitments", args=[challenge.pk]), commitments=commitments)
    deck = SimpleUploadedFile("presentation.pdf", pdf(2), "application/pdf")
    agent.fills(reverse("challenges:deck", args=[challenge.pk]), deck=deck)
    return challenge


def submit(year: Year, facts: Facts) -> None:
    """Press the one button, and read the receipt."""
    agent, challenge = agent_of(year, facts), Challenge.objects.get(title=facts.title)
    agent.presses(reverse("challenges:submit", args=[challenge.pk]))
    assert "Numéro de dépôt" in agent.opens(reverse("challenges:receipt", args=[challenge.pk]))


def is_too_late(year: Year, facts: Facts) -> None:
    """At the closing second itself, a draft is refused with a sentence."""
    agent, promotion = agent_of(year, facts), Promotion.objects.get()
    response = agent.client.get(reverse("challenges:create"), follow=True)
    assert response.redirect_chain, "the call is closed: nothing can be begun"
    assert promotion.challenges.filter(status="draft").count() == 0


def _belong(agent: Person, facts: Facts) -> None:
    if Administration.objects.of(agent.user).exists():
        return
    url = reverse("challenges:administration")
    agent.fills(
        url, extra={"anyway": "1"}, name=facts.administration, kind=facts.kind, town=facts.town or "Paris", region="11"
    )


def _identity(agent: Person, challenge: Challenge, facts: Facts) -> None:
    agent.fills(
        reverse("challenges:identity", args=[challenge.pk]),
        summary=facts.words.get("summary") or facts.subject,
        address="1 rue de l’Accueil",
        town=facts.town or "Paris",
    )


def _narrative(agent: Person, challenge: Challenge) -> None:
    questions = list(challenge.promotion.challenge_questions.questions.all())
    sections = list(dict.fromkeys(question.section for question in questions))
    for number, section in enumerate(sections, 1):
        answers = {
            f"question-{question.pk}": f"Voici : {question.label}"
            for question in questions
            if question.section == section
        }
        agent.fills(reverse("challenges:narrative", args=[challenge.pk, number]), **answers)


def _positions(agent: Person, challenge: Challenge, facts: Facts) -> None:
    url = reverse("challenges:positions", args=[challenge.pk])
    slugs = {"development": "developpement", "design": "design", "data": "data"}
    fields = {}
    for number, seat in enumerate(facts.team):
        family = ProfileFamily.objects.get(slug=slugs[seat.family])
        fields |= {
            f"poste-{number}-family": str(family.pk),
            f"poste-{number}-seats": str(seat.seats),
            f"poste-{number}-mission": "Concevoir, construire et essayer sur le terrain.",
            f"poste-{number}-profiles": [str(profile.pk) for profile in Profile.objects.filter(family=family)],
        }
    agent.fills(url, extra={"poste-TOTAL_FORMS": str(len(facts.team)), **fields})


def _people(agent: Person, challenge: Challenge) -> None:
    domain = agent.user.email.partition("@")[2]
    agent.fills(
        reverse("challenges:people", args=[challenge.pk]),
        **{
            "personne-0-name": "Camille Mentor",
            "personne-0-function": "Cheffe de projet numérique",
            "personne-0-email": f"mentor-{challenge.pk}@{domain}",
            "personne-2-name": "Claude Directeur",
            "personne-2-function": "Directeur adjoint",
            "personne-2-email": f"direction@{domain}",
        },
    )
