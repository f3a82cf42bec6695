"""Letter definitions: a key, its placeholders with an example of each, why one receives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType

from django.conf import settings

from eig.accounts.models import User
from eig.common.vocabulary import SITE, Vocabulary
from eig.notifications.states import Policy


@dataclass(frozen=True)
class Letter:
    """One kind of letter. Its original stands in ``templates/letters/<key>.txt``, subject on the first line.

    ``examples`` names every placeholder that the text may use, with a value for the preview.
    """

    key: str
    label: str
    why: str
    examples: Mapping[str, str]
    policy: Policy


class Scope(str):
    """The key of a group of wordings, with the words in use there."""

    words: Vocabulary = SITE

    @classmethod
    def of(cls, key: str, words: Vocabulary) -> "Scope":
        """The scope of a key, where our own sentences are said with these words."""
        scope = cls(key)
        scope.words = words
        return scope


@dataclass(frozen=True)
class Draft:
    """One letter to one person, not yet written in the outbox.

    ``key`` says which act or rung it belongs to; the recipient is added to it. ``scope`` chooses the wording.
    ``headers`` are added to those of every letter.
    ``calendar`` is a calendar entry that goes with it, as ``eig.common.agenda.ics`` writes it.
    """

    letter: Letter
    key: str
    user: User | None
    context: Mapping[str, str]
    email: str = ""
    scope: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    calendar: str = ""

    @property
    def address(self) -> str:
        """The e-mail address it goes to; empty when there is none."""
        return self.email or (self.user.email if self.user else "")

    @property
    def full_key(self) -> str:
        """The key with its recipient: unique in the outbox."""
        return f"{self.key}:{f'user-{self.user.pk}' if self.user else self.email.lower()}"


LETTERS: dict[str, Letter] = {}
TEAM = "vous faites partie de la coordination du programme"
"""Why a member of the coordination receives a letter."""


def letter(key: str, label: str, why: str, policy: Policy = Policy.AT_LEAST_ONCE, **examples: str) -> Letter:
    """Define a letter, once, in the ``letters`` desk of its app; its keyword arguments are its placeholders."""
    return Letter(key, label, why, examples, policy)


def declare(*desks: ModuleType) -> None:
    """Make the letters of some desks known to the site: staff may read and reword them. Called by ``registries``.

    Raises ``ValueError`` when two letters take the same key.
    """
    for definition in (value for desk in desks for value in vars(desk).values() if isinstance(value, Letter)):
        if LETTERS.setdefault(definition.key, definition) is not definition:
            raise ValueError(f"letter declared twice: {definition.key}")


def greeting(user: User | None, name: str = "") -> str:
    """« Bonjour Camille », or « Bonjour » to someone whose first name is not known."""
    return f"Bonjour {(user.first_name if user else '') or name}".strip()


def absolute(path: str) -> str:
    """The full address of a page of the site."""
    return f"{settings.SITE_URL}{path}"
