"""The kinds of a question, and the words of its faces."""

from django.db import models


class Kind(models.TextChoices):
    """What a question asks for: its field, what its answer says and which limits it takes follow from it."""

    TEXT = "text", "texte court"
    LONG_TEXT = "long_text", "texte long"
    ONE_CHOICE = "one_choice", "un choix"
    SEVERAL = "several", "plusieurs choix"
    NUMBER = "number", "nombre"
    DATE = "date", "date"
    YES_NO = "yes_no", "oui ou non"
    SCALE = "scale", "échelle"
    FACES = "faces", "météo"
    LINK = "link", "lien"


class Face(models.IntegerChoices):
    """How it goes, from 1 (worst) to 4 (best), drawn as a face with its words."""

    STORMY = 1, "Orage : nous sommes bloqués"
    CLOUDY = 2, "Nuages : c’est difficile"
    FAIR = 3, "Éclaircies : ça avance"
    SUNNY = 4, "Grand soleil : tout va bien"


YES, NO = "oui", "non"
YES_NO = ((YES, "Oui"), (NO, "Non"))
WRITTEN = (Kind.TEXT, Kind.LONG_TEXT)
CHOSEN = (Kind.ONE_CHOICE, Kind.SEVERAL)
DECIDING = (*CHOSEN, Kind.YES_NO, Kind.SCALE, Kind.FACES)
"""The kinds whose answers are known in advance: another question may be asked for one of them only."""
WIDEST_SCALE = 10
