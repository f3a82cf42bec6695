"""Files handed to readers."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.notifications.letters import Draft, letter
from eig.reviewing.letters import reading

TO_READ = letter(
    "challenges/given_to_read",
    "Dossiers confiés à un lecteur",
    "vous lisez des dossiers pour la coordination du programme",
    bonjour="Bonjour Camille",
    combien="2 dossiers",
    defis="- MonitorFish (Direction des pêches)\n- LABEL (Cour de cassation)",
    lien="https://eig.example/admin/challenges/challenge/?attente=mine",
)


def given_to_read(reader: User, challenges: Sequence[Challenge], at: datetime) -> list[Draft]:
    """One letter for all the challenges just handed to a reader."""
    names = [f"{challenge.title} ({challenge.administration})" for challenge in challenges]
    page = reverse("admin:challenges_challenge_changelist") + "?attente=mine"
    return reading.given_to_read(TO_READ, reader, at, page=page, defis=names)
