"""A letter to the authors of the filtered list."""

from challenges.review.letters.mailing import TO_AUTHORS
from challenges.review.workflow.mailing import write_to_authors
from eig.common.vocabulary import SiteText
from eig.reviewing.admin import mailing


class MailingPages(mailing.MailingPages):
    """Mixed into the admin of challenges."""

    to_several = TO_AUTHORS
    write_to_several = staticmethod(write_to_authors)
    mailing_explained = SiteText(
        "Un courrier par auteur et par {challenge} de la liste telle qu’elle est filtrée. "
        "Il passe par la boîte d’envoi et s’inscrit au journal de chaque {challenge}."
    )
