"""Where allauth meets our words and our letters."""

from smtplib import SMTPException

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.urls import reverse

from eig.accounts import letters

logger = structlog.get_logger(__name__)

NOT_SENT = "Le message n’a pas pu partir : la messagerie ne répond pas. Réessayez dans quelques minutes."
SAID = {
    "account/messages/email_confirmation_failed.txt": "{email} appartient déjà à un autre compte.",
    "account/messages/email_confirmed.txt": "Votre adresse {email} est vérifiée.",
    "account/messages/email_deleted.txt": "Le changement vers {email} est abandonné.",
    "account/messages/logged_out.txt": "Vous êtes hors connexion. À bientôt.",
    "account/messages/password_changed.txt": "Votre mot de passe est changé.",
    "account/messages/password_set.txt": "Votre mot de passe est enregistré.",
    "account/messages/unverified_primary_email.txt": "Votre adresse doit d’abord être vérifiée.",
    "mfa/messages/totp_activated.txt": "La double authentification est active. Gardez vos codes de secours.",
    "mfa/messages/totp_deactivated.txt": "L’application est retirée : votre compte n’a plus de seconde preuve.",
    "mfa/messages/recovery_codes_generated.txt": "Vos nouveaux codes de secours sont prêts.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Letters that leave at once in our look, sentences in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Ce compte est désactivé.",
        "duplicate_email": "C’est déjà l’adresse de votre compte.",
        "email_password_mismatch": "L’adresse ou le mot de passe ne convient pas. "
        "Vous pouvez toujours recevoir un code.",
        "email_taken": "Cette adresse appartient déjà à un compte.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_code": "Ce code ne convient pas. Vérifiez que c’est bien le dernier reçu.",
        "incorrect_password": "Ce mot de passe ne convient pas.",
        "rate_limited": "Trop de demandes en peu de temps. Patientez une minute.",
        "same_as_current": "C’est l’adresse que vous aviez déjà donnée.",
        "too_many_login_attempts": "Trop d’essais. Attendez quelques minutes, puis recommencez.",
        "unverified_primary_email": "Votre adresse doit d’abord être vérifiée.",
    }

    def get_password_change_redirect_url(self, request):
        """Back to the account, where the change is said."""
        return reverse("account")

    def send_mail(self, template_prefix, email, context):
        """Send now, in our look. A mail server that does not answer is a sentence, not an error page."""
        try:
            letters.compose(template_prefix, email, context).send()
        except (OSError, SMTPException) as error:
            logger.warning("access letter not sent", kind=template_prefix, error=type(error).__name__)
            messages.error(self.request, NOT_SENT)

    def add_message(self, request, level, message_template=None, message_context=None, **rest):
        """Say our sentence, or nothing when the page that follows says it already."""
        sentence = rest.get("message") or SAID.get(message_template or "", "").format_map(message_context or {})
        if sentence:
            messages.add_message(request, level, sentence)


class MfaAdapter(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "La double authentification ne peut pas être retirée.",
        "cannot_generate_recovery_codes": "Configurez d’abord une application d’authentification.",
        "incorrect_code": "Ce nombre ne convient pas. Attendez le suivant, et vérifiez l’heure de votre téléphone.",
        "unverified_email": "Vérifiez d’abord votre adresse électronique.",
    }
