"""What allauth asks of a site: our sentences, our letters, and which identities of ProConnect may sign in."""

from smtplib import SMTPException

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string

from eig.accounts import letters
from eig.accounts.models import User
from eig.accounts.proconnect import LEFT_IN_SESSION, NAME, SIRET, SUB, attested_siret

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
    "socialaccount/messages/account_connected.txt": "ProConnect ouvre désormais ce compte.",
    "socialaccount/messages/account_connected_updated.txt": "ProConnect ouvrait déjà ce compte.",
    "socialaccount/messages/account_connected_other.txt": "Cette identité ProConnect ouvre déjà un autre compte.",
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
        """The address of the account page, which announces the change."""
        return reverse("account")

    def send_mail(self, template_prefix, email, context):
        """Send the letter at once, in our layout. When the mail server fails, a message says so on the next page."""
        try:
            letters.compose(template_prefix, email, context).send()
        except (OSError, SMTPException) as error:
            logger.warning("access letter not sent", kind=template_prefix, error=type(error).__name__)
            messages.error(self.request, NOT_SENT)

    def add_message(self, request, level, message_template=None, message_context=None, **rest):
        """Show the sentence given, else that of ``SAID`` for this message of allauth; nothing for any other."""
        sentence = rest.get("message") or SAID.get(message_template or "", "").format_map(message_context or {})
        if sentence:
            messages.add_message(request, level, sentence)

    def post_login(self, request, user, **rest):
        """After every proof of sign-in: hand the SIRET that ProConnect attests to ``settings.PROCONNECT_ARRIVAL``."""
        if (siret := attested_siret(request)) and self.came_from_proconnect(request, user):
            sentence = import_string(settings.PROCONNECT_ARRIVAL)(user, siret, request.at)
            if sentence:
                messages.success(request, sentence)
        return super().post_login(request, user, **rest)

    def came_from_proconnect(self, request, user):
        """Whether ProConnect's data in this session are about this user; otherwise they are removed from it."""
        own = SocialAccount.objects.filter(user=user, provider=NAME, uid=request.session.get(SUB, "")).exists()
        if not own:
            for key in LEFT_IN_SESSION:
                request.session.pop(key, None)
        return own


REFUSED = "La connexion par ProConnect n’a pas abouti. Recommencez, ou recevez un code."
CANCELLED = "Vous avez quitté ProConnect sans vous connecter. Recommencez, ou recevez un code."
NO_ADDRESS = "ProConnect n’a pas transmis votre adresse électronique : connectez-vous par code."
TAKEN = (
    "L’adresse {email} a déjà un compte ici. Connectez-vous cette fois par code, puis reliez ProConnect "
    "dans « Mon compte » : personne d’autre que vous ne peut ainsi l’ouvrir."
)
OTHER_ADDRESS = (
    "ProConnect donne maintenant l’adresse {new}. Votre compte garde {old} ; "
    "vous pouvez la changer dans « Mon compte »."
)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Whoever comes from ProConnect: known by ``sub`` alone, never by an address that nobody proved here."""

    def pre_social_login(self, request, sociallogin):
        """Keep in the session what ProConnect attests, unless an account is only being linked.

        Raises ``ImmediateHttpResponse`` when the nonce is not the one sent, and what ``check_address`` raises for a
        new identity.
        """
        if not sociallogin.nonce or sociallogin.nonce != sociallogin.state.get("nonce"):
            logger.warning("proconnect refused", error="nonce")
            raise back_to_sign_in(request, REFUSED)
        if sociallogin.state.get("process") == "connect":
            return
        if not sociallogin.is_existing:
            self.check_address(request, sociallogin.user.email)
        elif sociallogin.account.extra_data["email"].lower() not in ("", sociallogin.user.email.lower()):
            sentence = OTHER_ADDRESS.format(new=sociallogin.account.extra_data["email"], old=sociallogin.user.email)
            messages.info(request, sentence)
        said = {SUB: sociallogin.account.uid, SIRET: sociallogin.account.extra_data["siret"]}
        request.session.update({**sociallogin.kept, **said})

    def check_address(self, request, email):
        """Raise ``ImmediateHttpResponse`` when a new identity has no address, or one that already has an account."""
        if not email:
            raise back_to_sign_in(request, NO_ADDRESS)
        known = EmailAddress.objects.filter(email__iexact=email).exists()
        if known or User.objects.filter(email__iexact=email).exists():
            raise back_to_sign_in(request, TAKEN.format(email=email), next_url=reverse("account"))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Log the nature of the error; raise ``ImmediateHttpResponse``, back to the sign-in page with a sentence."""
        logger.warning("proconnect refused", error=type(exception).__name__ if exception else str(error))
        raise back_to_sign_in(request, CANCELLED if error == "cancelled" else REFUSED)

    def get_connect_redirect_url(self, request, socialaccount):
        """The address of the account page, which shows the new link."""
        return reverse("account")


def back_to_sign_in(request, sentence, next_url=""):
    """An ``ImmediateHttpResponse`` to raise: the sign-in page (the account page once signed in), with a sentence."""
    messages.warning(request, sentence)
    door = reverse("account") if request.user.is_authenticated else reverse("account_login")
    return ImmediateHttpResponse(redirect(door + (f"?next={next_url}" if next_url else "")))


class MfaAdapter(DefaultMFAAdapter):
    """allauth's messages about the second factor, in our sentences."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "La double authentification ne peut pas être retirée.",
        "cannot_generate_recovery_codes": "Configurez d’abord une application d’authentification.",
        "incorrect_code": "Ce nombre ne convient pas. Attendez le suivant, et vérifiez l’heure de votre téléphone.",
        "unverified_email": "Vérifiez d’abord votre adresse électronique.",
    }
