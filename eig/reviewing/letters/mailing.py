"""A letter that the coordination writes to the people of several files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eig.accounts.models import User
from eig.notifications.letters import Draft, Letter
from eig.notifications.rendering import PLACEHOLDER
from eig.reviewing.models.mailing import AbstractMailing


@dataclass(frozen=True)
class ToSeveral:
    """How an app writes such a letter: what its text may name (``placeholders``, each with its meaning), to whom.

    ``letter`` has two placeholders, « sujet » and « texte ». ``people`` says who receives it for one file, ``said``
    what stands for each placeholder. ``called`` is their plural, after « aux »; ``subjects`` the word for one file and
    for several; ``nobody`` the sentence when there is nobody to write to; ``verb`` names the act in the journal.
    """

    mailings: type[AbstractMailing]
    letter: Letter
    placeholders: Mapping[str, str]
    people: Callable[[Any], Iterable[User]]
    said: Callable[[Any, User], Mapping[str, str]]
    called: str
    subjects: tuple[Any, Any]
    nobody: str
    verb: str

    def drafts(self, mailing: AbstractMailing, files: Iterable[Any]) -> list[Draft]:
        """One letter to each person for each file, the placeholders filled: who has two files gets two letters."""
        return [self._draft(mailing, file, user) for file in files for user in self.people(file)]

    def unknown_placeholders(self, text: str) -> list[str]:
        """The placeholders that stand for nothing, in order of appearance."""
        return [name for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in self.placeholders]

    def _draft(self, mailing: AbstractMailing, file: Any, user: User) -> Draft:
        said = self.said(file, user)
        return Draft(
            self.letter,
            f"{self.letter.key}:{mailing.token}:{file.pk}",
            user,
            {"sujet": _filled(mailing.subject, said), "texte": _filled(mailing.body, said)},
            scope=file.promotion.scope,
            headers={"Reply-To": mailing.reply_to},
        )


def without_placeholders(text: str) -> str:
    """The text as it may be shown to the staff, « … » where something differs from a file to another."""
    return PLACEHOLDER.sub("…", text)


def _filled(text: str, said: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: said[match[1]], text)
