"""Who wrote what the public reads."""

from eig.accounts.personal import EVERYONE, Staff
from eig.common.personal import Kept, Nobody, Persons
from eig.journal.personal import AUTHORSHIP, TRACE, WITH_SUBJECT
from eig.pages.models import Page, Version

TEXT = Kept(TRACE, "texte publié", "Informer le public.", (EVERYONE, Staff.COORDINATION), (WITH_SUBJECT,))

TABLES = (
    Persons(Version, {"written_by written_at": AUTHORSHIP, "title lead body": TEXT}, nothing="page number"),
    Nobody(Page, "adresses des pages publiques", "slug layout order status current"),
)
