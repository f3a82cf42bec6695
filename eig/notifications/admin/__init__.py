"""Letters, as the staff see them: the outbox and the wordings."""

from eig.notifications.admin.messages import MessageAdmin
from eig.notifications.admin.texts import LetterTextAdmin

__all__ = ["LetterTextAdmin", "MessageAdmin"]
