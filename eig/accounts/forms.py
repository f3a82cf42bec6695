"""allauth's forms with our words: labels, help before the field, no placeholder."""

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms

from eig.accounts.models import User
from eig.common.forms import EigFormMixin, EigModelForm

LABELS = {
    "login": "Adresse électronique",
    "email": "Adresse électronique",
    "password": "Mot de passe",
    "oldpassword": "Mot de passe actuel",
    "password1": "Nouveau mot de passe",
    "password2": "Nouveau mot de passe, une seconde fois",
    "code": "Code reçu",
}
HELP = {
    "login": "Par exemple : prenom.nom@exemple.fr",
    "email": "Par exemple : prenom.nom@exemple.fr",
    "password": "",
    "oldpassword": "",
    "password1": "12 caractères au moins. Une suite de quelques mots se retient mieux qu’un mot compliqué.",
}


class OurWords(EigFormMixin):
    """Labels and help of the fields that allauth declares."""

    words: ClassVar[dict[str, str]] = {}
    code_help = "Les majuscules et le tiret ne comptent pas."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.words.get(name) or LABELS.get(name, field.label)
            field.help_text = HELP.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.help_text = self.code_help
                field.widget.attrs |= {"class": "eig-code", "spellcheck": "false", "autocapitalize": "characters"}


class LoginForm(OurWords, account.LoginForm):
    """Sign-in by a code sent to the address: the sign-up asks for no password, so allauth drops that field."""


class PasswordLoginForm(OurWords, account.LoginForm):
    """Sign-in by password, for those who chose one."""

    def _setup_password_field(self):
        self.fields["password"].required = True


class SignupForm(OurWords, account.SignupForm):
    """Two names and an address; a password may come later."""

    first_name = forms.CharField(label="Prénom", max_length=150, widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = forms.CharField(label="Nom", max_length=150, widget=forms.TextInput({"autocomplete": "family-name"}))
    field_order = ["first_name", "last_name", "email"]


class RequestLoginCodeForm(OurWords, account.RequestLoginCodeForm):
    """The same question as ``LoginForm``, asked by allauth elsewhere."""


class ConfirmLoginCodeForm(OurWords, account.ConfirmLoginCodeForm):
    """The code that signs in."""


class ConfirmEmailVerificationCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class ConfirmPasswordResetCodeForm(OurWords, account.ConfirmPasswordResetCodeForm):
    """The code that lets choose a new password."""


class AddEmailForm(OurWords, account.AddEmailForm):
    """Another address for the account."""

    words = {"email": "Nouvelle adresse électronique"}


class ChangeEmailForm(OurWords, account.ChangeEmailForm):
    """An address mistyped at sign-up."""

    words = {"email": "Adresse électronique corrigée"}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """A new password, the present one being known."""


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """A first password."""

    words = {"password1": "Mot de passe", "password2": "Mot de passe, une seconde fois"}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """Which account forgot its password."""


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    """A new password after the code."""


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """The password again, before something sensitive."""


class MfaAuthenticateForm(OurWords, mfa.AuthenticateForm):
    """The second factor at sign-in."""

    code_help = ""
    words = {"code": "Code de l’application, ou code de secours"}


class MfaReauthenticateForm(OurWords, mfa.ReauthenticateForm):
    """The second factor again, before something sensitive."""

    code_help = ""
    words = {"code": "Code de l’application, ou code de secours"}


class ActivateTOTPForm(OurWords, totp.ActivateTOTPForm):
    """The first code of the application proves that it is set up."""

    code_help = ""
    words = {"code": "Code à six chiffres affiché par l’application"}


class DeactivateTOTPForm(OurWords, totp.DeactivateTOTPForm):
    """Nothing to type: a confirmation."""


class GenerateRecoveryCodesForm(OurWords, recovery.GenerateRecoveryCodesForm):
    """Nothing to type: a confirmation."""


class IdentityForm(EigModelForm):
    """How a person is named."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]
        labels = {"first_name": "Prénom", "last_name": "Nom"}
        widgets = {
            "first_name": forms.TextInput({"autocomplete": "given-name"}),
            "last_name": forms.TextInput({"autocomplete": "family-name"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
