"""Files handed to readers."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.text import plural
from eig.notifications.letters import Draft, absolute, greeting, letter

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
    """One letter for all the files just handed to a reader."""
    said = {
        "bonjour": greeting(reader),
        "combien": plural(len(challenges), "dossier"),
        "defis": "\n".join(f"- {challenge.title} ({challenge.administration})" for challenge in challenges),
        "lien": absolute(reverse("admin:challenges_challenge_changelist") + "?attente=mine"),
    }
    return [Draft(TO_READ, f"{TO_READ.key}:{at:%Y-%m-%dT%H:%M:%S.%f}", reader, said)]
