"""Letters about access. They leave at once and are never stored: a code must not sleep in a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from eig.common import dates
from eig.common.text import typeset

IGNORE = "Si vous n’êtes pas à l’origine de cette demande, ne faites rien : sans ce code, personne n’entre."
QUARTER = "Saisissez-le dans la page restée ouverte. Il est valable un quart d’heure et ne sert qu’une fois."
ALARM = (
    "Si ce n’est pas vous, connectez-vous par code, changez votre mot de passe et répondez à ce message : "
    "nous vous aiderons."
)
ACCOUNT_WHY = "Vous recevez cette lettre parce que ce changement touche à la sécurité de votre compte."
ASKED_WHY = "Vous recevez cette lettre parce que quelqu’un a saisi votre adresse sur le site du programme."


@dataclass(frozen=True)
class AccessLetter:
    """A subject, what it says before and after its code or button, and why one receives it.

    ``button`` is a label and the name of an address.
    """

    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    button: tuple[str, str] | None = None
    why: str = ASKED_WHY

    def blocks(self, context: Mapping) -> list[dict]:
        """The letter as the layout wants it, its placeholders filled."""
        middle = [{"kind": "code", "text": context["code"]}] if "code" in context else []
        if self.button:
            label, name = self.button
            middle.append({"kind": "button", "text": label, "url": settings.SITE_URL + reverse(name)})
        return [*_paragraphs(self.before, context), *middle, *_paragraphs(self.after, context)]


def _paragraphs(sentences: tuple[str, ...], context: Mapping) -> list[dict]:
    return [{"kind": "p", "lines": [typeset(text.format_map(context))]} for text in sentences]


def _changed(subject: str, fact: str) -> AccessLetter:
    when = "C’était {when}."
    return AccessLetter(subject, (fact, when), (ALARM,), ("Voir mon compte", "account"), ACCOUNT_WHY)


LETTERS = {
    "account/email/login_code": AccessLetter(
        "Votre code de connexion", ("Voici votre code de connexion.",), (QUARTER, IGNORE)
    ),
    "account/email/email_confirmation_signup": AccessLetter(
        "Vérifiez votre adresse pour créer votre compte",
        ("Bienvenue. Ce code prouve que cette adresse est bien la vôtre.",),
        (QUARTER, IGNORE),
    ),
    "account/email/email_confirmation": AccessLetter(
        "Vérifiez votre adresse",
        ("Ce code prouve que cette adresse est bien la vôtre.",),
        (QUARTER, IGNORE),
    ),
    "account/email/password_reset_code": AccessLetter(
        "Votre code pour choisir un nouveau mot de passe",
        ("Voici le code qui permet de choisir un nouveau mot de passe.",),
        (QUARTER, IGNORE),
    ),
    "account/email/unknown_account": AccessLetter(
        "Aucun compte n’a cette adresse",
        ("Quelqu’un a voulu se connecter avec l’adresse {email}, qui n’a pas de compte chez nous.",),
        ("Si c’était vous, créez un compte, ou essayez votre autre adresse. Sinon, ne faites rien.",),
        ("Créer un compte", "account_signup"),
    ),
    "account/email/account_already_exists": AccessLetter(
        "Vous avez déjà un compte",
        ("Quelqu’un a voulu créer un compte avec l’adresse {email}, qui en a déjà un.",),
        ("Si c’était vous, connectez-vous : un code suffit. Sinon, ne faites rien.",),
        ("Se connecter", "account_login"),
    ),
    "account/email/email_changed": _changed(
        "Votre adresse a changé", "L’adresse de votre compte était {from_email} ; c’est maintenant {to_email}."
    ),
    "account/email/email_deleted": _changed(
        "Une adresse a été retirée de votre compte", "L’adresse {deleted_email} n’ouvre plus votre compte."
    ),
    "account/email/password_changed": _changed(
        "Votre mot de passe a changé", "Le mot de passe de votre compte vient d’être changé."
    ),
    "account/email/password_set": _changed(
        "Votre compte a maintenant un mot de passe", "Un mot de passe vient d’être choisi pour votre compte."
    ),
    "account/email/password_reset": _changed(
        "Votre mot de passe a été remplacé", "Un nouveau mot de passe vient de remplacer celui qui était oublié."
    ),
    "socialaccount/email/account_connected": _changed(
        "ProConnect ouvre maintenant votre compte", "Une identité ProConnect vient d’être reliée à votre compte."
    ),
    "socialaccount/email/account_disconnected": _changed(
        "ProConnect n’ouvre plus votre compte", "L’identité ProConnect reliée à votre compte vient d’en être détachée."
    ),
    "mfa/email/totp_activated": _changed(
        "La double authentification est active", "Une application protège maintenant votre compte."
    ),
    "mfa/email/totp_deactivated": _changed(
        "La double authentification est retirée", "Plus aucune application ne protège votre compte."
    ),
    "mfa/email/recovery_codes_generated": _changed(
        "De nouveaux codes de secours sont créés", "Les anciens codes de secours ne servent plus."
    ),
}


def compose(kind: str, address: str, context: Mapping) -> EmailMultiAlternatives:
    """The message of that kind, text and HTML, ready to leave.

    Raises ``KeyError`` for a kind that this product does not send.
    """
    letter = LETTERS[kind]
    when = dates.full_instant(context["timestamp"]) if "timestamp" in context else ""
    blocks = letter.blocks({**context, "email": address, "when": when})
    page = {
        "subject": letter.subject,
        "blocks": blocks,
        "body": "\n\n".join(map(_plain, blocks)),
        "why": letter.why,
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
    }
    text = render_to_string("letters/layout.txt", page)
    message = EmailMultiAlternatives(letter.subject, text, settings.DEFAULT_FROM_EMAIL, [address])
    message.attach_alternative(render_to_string("letters/layout.html", page), "text/html")
    return message


def _plain(block: Mapping) -> str:
    if block["kind"] == "p":
        return " ".join(block["lines"])
    return f"→ {block['text']} : {block['url']}" if block["kind"] == "button" else f"    {block['text']}"
