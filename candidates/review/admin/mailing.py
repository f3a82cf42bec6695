"""A letter to the candidates of the filtered list."""

from candidates.review import letters, workflow
from eig.reviewing.admin import mailing


class MailingPages(mailing.MailingPages):
    """Mixed into the admin of applications."""

    to_several = letters.TO_CANDIDATES
    write_to_several = staticmethod(workflow.write_to_candidates)
    mailing_explained = (
        "Un courrier par candidature de la liste telle qu’elle est filtrée. "
        "Il passe par la boîte d’envoi et s’inscrit au journal de chaque candidature."
    )
