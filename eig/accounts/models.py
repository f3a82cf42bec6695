"""The person, whatever they do here: candidate, agent, mentor and juror are facts held elsewhere."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from eig.common import clock
from eig.common.text import sort_key


class UserManager(BaseUserManager["User"]):
    """Accounts named by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A saved account; without a password it signs in by code only."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """A saved account with every permission."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        """The account of an address, whatever its capitals."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person with a verified address."""

    username = None  # type: ignore[assignment]  # as Django documents it: there is no such column
    email = models.EmailField("adresse électronique", unique=True)
    date_joined = models.DateTimeField("inscription", default=clock.now)

    # Who of the staff is looking at the site as this person; ``None`` when they are here themselves.
    seen_by: "User | None" = None

    objects = UserManager()  # type: ignore[assignment, misc]  # the stubs want a manager that knows of user names
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ["last_name", "first_name", "pk"]
        permissions = [
            ("impersonate_user", "Peut voir le site comme une autre personne"),
            ("view_register", "Peut lire le registre des données personnelles"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_ci",
                violation_error_message="Une personne a déjà cette adresse.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Whether this person holds a right: only while they are staff, whatever groups were left to them."""
        return self.is_staff and super().has_perm(perm, obj)

    @property
    def sort_name(self) -> str:
        """Last then first name without accents nor capitals."""
        return sort_key(f"{self.last_name} {self.first_name}")

    @property
    def domain(self) -> str:
        """The part of the address after the @, in lower case."""
        return self.email.rpartition("@")[2].lower()


def coordination() -> models.QuerySet[User]:
    """The active members of the coordination team."""
    return User.objects.filter(groups__name="coordination", is_staff=True, is_active=True)
