"""A letter to several authors."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from challenges.review.letters.mailing import PLACEHOLDERS, unknown_placeholders
from eig.accounts.models import User
from eig.common.forms import EigForm


class MailingForm(EigForm):
    """A letter to the authors of several challenges."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label="Objet", max_length=150)
    body = forms.CharField(label="Texte", max_length=10_000, widget=forms.Textarea({"rows": 14}))
    reply_to = forms.EmailField(label="Réponses à", help_text="Les auteurs répondent à cette adresse.")

    def __init__(self, *args, user: User, **kwargs):
        initial = {"token": uuid.uuid4(), "reply_to": user.email, "body": "{{ bonjour }},\n\n"}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_subject(self) -> str:
        """Refuse a placeholder that stands for nothing."""
        return _known(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        """Refuse a placeholder that stands for nothing."""
        return _known(self.cleaned_data["body"])


def _known(text: str) -> str:
    if names := unknown_placeholders(text):
        known, wrong = ", ".join(PLACEHOLDERS), ", ".join(names)
        raise ValidationError(f"Entre accolades, rien ne correspond à « {wrong} ». Vous pouvez écrire : {known}.")
    return text
