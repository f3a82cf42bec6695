"""People."""

import factory
from factory.django import DjangoModelFactory

from eig.accounts.models import User


class UserFactory(DjangoModelFactory):
    """A person with a verified address."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = factory.Sequence(lambda n: f"Prénom{n}")
    last_name = factory.Sequence(lambda n: f"Nom{n}")
    email = factory.Sequence(lambda n: f"personne{n}@service.example")
