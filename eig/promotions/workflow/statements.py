"""The sentences that a new promotion begins with."""

from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Statement
from eig.promotions.states import Audience

USUAL = (
    {
        "key": "agent-public",
        "label": "Situation au moment de la sélection",
        "text": "Je ne serai pas agent public en poste au moment de la décision de sélection",
        "help": "Vous pouvez l’être aujourd’hui : c’est votre situation à cette date qui compte.",
    },
    {
        "key": "etudiant",
        "label": "Situation universitaire",
        "text": "Je ne suis pas étudiant en premier ou en deuxième cycle universitaire",
        "help": "Licence et master, ou équivalent. Le doctorat est admis.",
    },
)
"""What the rules of the programme ask every candidate to declare."""


def give_usual(promotion: Promotion) -> None:
    """Give a new promotion the usual statements of candidates, unless it came with its own."""
    if not promotion.statements.filter(audience=Audience.CANDIDATES).exists():
        Statement.objects.bulk_create(
            Statement(promotion=promotion, audience=Audience.CANDIDATES, order=order, **words)
            for order, words in enumerate(USUAL, start=1)
        )
