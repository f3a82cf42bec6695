"""Files are told by the apps that ask for them, each for its own people."""

from eig.common.personal import Kept, Persons
from eig.files.models import StoredFile


def stored(kept: Kept) -> Persons:
    """A file that was sent, for the app that asked for it."""
    return Persons(StoredFile, {"file name sha256 uploaded_by uploaded_at": kept}, nothing="size pages")
