"""Who may read, resend and reword letters."""

from eig.accounts.models import User
from eig.notifications.models import Message


def can_resend(user: User, message: Message) -> bool:
    """Put back in the queue a letter that was given up."""
    return message.stopped_at is not None and user.has_perm("notifications.change_message")


def can_reword(user: User) -> bool:
    """Give letters another wording."""
    return user.has_perm("notifications.change_lettertext")
