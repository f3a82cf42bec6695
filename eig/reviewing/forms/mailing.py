"""A letter to the people of several files."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from eig.accounts.models import User
from eig.common.forms import EigForm
from eig.reviewing.letters.mailing import ToSeveral


class MailingForm(EigForm):
    """What the coordination writes to several people at once."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label="Objet", max_length=150)
    body = forms.CharField(label="Texte", max_length=10_000, widget=forms.Textarea({"rows": 14}))
    reply_to = forms.EmailField(label="Réponses à")

    def __init__(self, *args, user: User, kind: ToSeveral, **kwargs):
        initial = {"token": uuid.uuid4(), "reply_to": user.email, "body": "{{ bonjour }},\n\n"}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["reply_to"].help_text = f"Les {kind.called} répondent à cette adresse."
        self.kind = kind

    def clean_subject(self) -> str:
        """Refuse a placeholder that stands for nothing."""
        return self._known(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        """Refuse a placeholder that stands for nothing."""
        return self._known(self.cleaned_data["body"])

    def _known(self, text: str) -> str:
        if names := self.kind.unknown_placeholders(text):
            known, wrong = ", ".join(self.kind.placeholders), ", ".join(names)
            raise ValidationError(f"Entre accolades, rien ne correspond à « {wrong} ». Vous pouvez écrire : {known}.")
        return text
