"""The kinds and regions of administrations, and the statuses and steps of a membership."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.words import Words


class MembershipStatus(Words):
    """Whether a person may act for an administration."""

    REQUESTED = "requested", "à confirmer", "new"
    ACTIVE = "active", "confirmé", "success"
    REFUSED = "refused", "refusé", "error"
    LEFT = "left", "quitté", ""


MEMBERSHIP_FLOW = Flow(
    Step(
        "confirm",
        "Confirmer le rattachement",
        (MembershipStatus.REQUESTED, MembershipStatus.REFUSED, MembershipStatus.LEFT),
        MembershipStatus.ACTIVE,
        "Rattachement confirmé",
    ),
    Step(
        "refuse",
        "Refuser le rattachement",
        (MembershipStatus.REQUESTED, MembershipStatus.ACTIVE),
        MembershipStatus.REFUSED,
        "Rattachement refusé",
    ),
    Step(
        "leave",
        "Quitter cette administration",
        (MembershipStatus.REQUESTED, MembershipStatus.ACTIVE),
        MembershipStatus.LEFT,
        "Administration quittée",
    ),
    Step(
        "ask_again",
        "Demander à revenir",
        (MembershipStatus.LEFT,),
        MembershipStatus.REQUESTED,
        "Rattachement demandé à nouveau",
    ),
)


class AdministrationKind(models.TextChoices):
    """The kinds of public bodies that may propose challenges."""

    MINISTRY = "ministry", "ministère"
    CENTRAL = "central", "administration centrale"
    OPERATOR = "operator", "opérateur de l’État"
    DECONCENTRATED = "deconcentrated", "service déconcentré"
    AUTHORITY = "authority", "autorité indépendante"
    LOCAL = "local", "collectivité territoriale"
    HOSPITAL = "hospital", "établissement de santé"


class Region(models.TextChoices):
    """Where a service stands, by the official code of its region."""

    AUVERGNE_RHONE_ALPES = "84", "Auvergne-Rhône-Alpes"
    BOURGOGNE_FRANCHE_COMTE = "27", "Bourgogne-Franche-Comté"
    BRETAGNE = "53", "Bretagne"
    CENTRE_VAL_DE_LOIRE = "24", "Centre-Val de Loire"
    CORSE = "94", "Corse"
    GRAND_EST = "44", "Grand Est"
    GUADELOUPE = "01", "Guadeloupe"
    GUYANE = "03", "Guyane"
    HAUTS_DE_FRANCE = "32", "Hauts-de-France"
    ILE_DE_FRANCE = "11", "Île-de-France"
    LA_REUNION = "04", "La Réunion"
    MARTINIQUE = "02", "Martinique"
    MAYOTTE = "06", "Mayotte"
    NORMANDIE = "28", "Normandie"
    NOUVELLE_AQUITAINE = "75", "Nouvelle-Aquitaine"
    OCCITANIE = "76", "Occitanie"
    PAYS_DE_LA_LOIRE = "52", "Pays de la Loire"
    PROVENCE_ALPES_COTE_D_AZUR = "93", "Provence-Alpes-Côte d’Azur"
    ELSEWHERE = "99", "Autre collectivité d’outre-mer ou étranger"
