"""What every verb on an application checks first."""

from datetime import datetime

from candidates.application import rules
from candidates.application.models.applications import Application
from eig.accounts.models import User
from eig.common.flow import StepRefused

NOT_YOURS = "Cette candidature n’est pas la vôtre."


def require_owner(application: Application, by: User) -> None:
    """Raise ``StepRefused`` when the application is someone else's."""
    if not rules.owns(by, application):
        raise StepRefused(NOT_YOURS)


def require_open(application: Application, at: datetime) -> None:
    """Raise ``StepRefused`` when the door is closed at this instant."""
    if reason := rules.closed_because(application.promotion, at):
        raise StepRefused(reason)


def require_draft(application: Application, *, by: User, at: datetime) -> None:
    """Raise ``StepRefused`` when the content may not be written now."""
    require_owner(application, by)
    if reason := rules.locked_because(application, at):
        raise StepRefused(reason)


def locked(application: Application) -> Application:
    """The row as it is now, held until the end of the transaction."""
    return Application.objects.select_for_update(of=("self",)).with_people().get(pk=application.pk)
