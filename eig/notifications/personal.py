"""What the outbox keeps of those to whom we write."""

from eig.accounts.personal import PUBLIC_INTEREST, SELF, WITH_ACCOUNT, Staff
from eig.common.personal import Activity, Kept, Nobody, Persons
from eig.notifications.models import LetterText, Message

LETTERS = Activity(
    "Courriers et rappels",
    "Écrire à chacun ce qui le concerne, une seule fois, et pouvoir montrer ce qui a été écrit.",
    PUBLIC_INTEREST,
    "Toute personne à qui le service écrit.",
)
LETTER = Kept(
    LETTERS,
    "courrier tel qu’il est parti",
    "L’envoyer, le renvoyer, répondre à qui demande ce qui lui a été écrit.",
    (SELF, Staff.COORDINATION),
    (WITH_ACCOUNT,),
)
DELIVERY = Kept(
    LETTERS,
    "sort de l’envoi",
    "Ne rien perdre, ne rien envoyer deux fois.",
    (Staff.COORDINATION,),
    (WITH_ACCOUNT,),
)

TABLES = (
    Persons(
        Message,
        {
            "user to subject text html calendar headers": LETTER,
            "key letter message_id posted_at sent_at stopped_at last_error": DELIVERY,
        },
        nothing="policy next_try_at claim attempts",
    ),
    Nobody(LetterText, "modèles de courriers, sans destinataire", "letter scope subject body"),
)
