"""People who do not exist, each with a verified address under ``.example``."""

from collections.abc import Iterable
from datetime import datetime
from random import Random

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from eig.accounts.models import User
from eig.demo.texts import read

DEMO = "demo.example"


class Crowd:
    """Draws names apart from each other, never the same pair twice, always the same ones for the same seed."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = read("names")
        self.drawn: set[tuple[str, str]] = set()

    def name(self) -> tuple[str, str]:
        """A first and a last name."""
        pair = (self.random.choice(self.names["first"]), self.random.choice(self.names["last"]))
        if pair in self.drawn:
            return self.name()
        self.drawn.add(pair)
        return pair

    def person(self, domain: str, at: datetime, *, email: str = "", **fields: object) -> User:
        """Someone who has an account since ``at``, not yet saved."""
        first, last = self.name()
        address = email or f"{slugify(first)}.{slugify(last)}@{domain}"
        user = User(email=address, first_name=first, last_name=last, date_joined=at, **fields)
        user.set_unusable_password()
        return user

    def contact(self, domain: str) -> tuple[str, str]:
        """The name and the e-mail address of someone without an account."""
        first, last = self.name()
        return f"{first} {last}", f"{slugify(first)}.{slugify(last)}@{domain}"


def save(users: Iterable[User]) -> list[User]:
    """Write accounts with their verified address: two queries."""
    saved = User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in saved]
    )
    return saved


def domain_of(administration: str) -> str:
    """The fictional domain of an administration: its first words, under ``.example``."""
    words = [word for word in slugify(administration.replace("’", " ")).split("-") if len(word) > 3]
    return f"{'-'.join(words[:3])}.example"
