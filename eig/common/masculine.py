"""Which French words may stand in our sentences, after « un », « ce », « du » and before masculine agreements.

The check is closed: a word passes when it is known, or when its ending is one that only masculine words have.
"""

import re
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

# The h is left out, for it may be mute, and the y, which elides as often as not.
WORD = r"^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\"«»,;:.!?/\\|]*$"
NAME = r"^[^<>{}&\"«»,;:.!?/\\|]+$"
SHAPE = RegexValidator(
    WORD, "Écrivez un mot en minuscules, qui commence par une consonne (h et y exceptés), sans chiffre ni ponctuation."
)
NAMED = RegexValidator(NAME, "Écrivez un nom sans ponctuation.")
UNSURE = (
    "Nos phrases disent « un », « ce », « du » devant ce mot, et rien n’assure qu’il soit masculin. Choisissez un nom "
    "masculin d’usage courant, par exemple {}."
)
PLURAL = "Ce n’est pas le pluriel de « {} »."


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNOWN = _words(
    # Endings that say nothing: these words are masculine all the same, or may be.
    "acte binôme cadre centre chapitre collègue comité cycle côté député domaine groupe guide kiosque livre membre "
    "mécène module modèle même ministère monde organisme partenaire pilote point porte-parole poste problème processus "
    "programme prototype père pôle responsable risque rôle relais réseau service site siècle sinistre spécialiste "
    "stade style système thème théâtre tiers titre traité type volontaire bénévole bénéficiaire stagiaire délégué "
    "gestionnaire fonctionnaire prestataire mandataire dépositaire commissaire secrétaire cas tas corps temps bras "
    "parcours concours secours cours mois pays projet défi pari souci récit lieu jeu milieu feu nœud prix choix "
    "compte contrôle chef bief fief relief grief motif dispositif collectif préfet sujet besoin gain bain terrain lien "
    "bien soutien maintien magasin bassin dessin destin jardin moulin matin jalon patron plan pan don fonds "
    "fil profil péril conseil rappel logiciel manuel référentiel chantier dossier métier cahier quartier laboratoire "
    "territoire répertoire réfectoire mémoire tuteur mentor trésor sponsor décor record bord rapport support "
    "transport confort port sort poids pouls bois mandat contrat résultat débat constat bilan banc parrain marquage "
    "pair maire notaire partage collège cortège siège piège privilège manège référent tiers-lieu coach tandem forum "
    "duo trio quatuor kit lab laps lot mot pilotis produit circuit bruit crédit débit délit profit"
)
ENDINGS = re.compile(r"(?:[^i]ment|age|isme|eau|ier|ien|eur|oir|al|ail|eil|el|et|at|ant|ent|ard|ot|il|oc|ac|ic|od|on)$")
FEMININE = re.compile(r"(?:tion|sion|xion|gion|nion|lion|son|çon|té|tié)$")
# What these endings would let through.
EXCEPTIONS = _words(
    "cage image nage page plage rage peau jument dent gent dot main mort part "
    "blancheur candeur chaleur clameur couleur douceur douleur faveur ferveur fleur frayeur froideur fureur grandeur "
    "grosseur hauteur humeur laideur langueur largeur lenteur liqueur longueur lourdeur lueur maigreur minceur "
    "moiteur "
    "noirceur pesanteur peur profondeur puanteur pudeur raideur rancœur rigueur roideur rondeur rougeur rousseur "
    "rumeur saveur senteur splendeur stupeur sueur sœur teneur terreur tiédeur torpeur touffeur tumeur valeur "
    "vapeur verdeur vigueur mœurs moquet façon leçon rançon guenon maman"
)
EXAMPLES = "« projet », « chantier », « porteur », « référent », « parrain », « sponsor »"


def validate_word(word: str) -> None:
    """Raise ``ValidationError`` when our sentences would go wrong with this word: its first noun decides."""
    SHAPE(word)
    if not is_masculine(word):
        raise ValidationError(UNSURE.format(EXAMPLES))


def validate_name(word: str) -> None:
    """Raise ``ValidationError`` when a word holds punctuation: our sentences put no article before this one."""
    NAMED(word)


def is_masculine(word: str) -> bool:
    """Whether the first noun of a word, singular or plural, is surely masculine."""
    return any(_known(noun) for noun in _singulars(_head(word)))


def is_plural(many: str, word: str) -> bool:
    """Whether ``many`` is a plural of ``word``, by its first noun."""
    return _head(word) in _singulars(_head(many)) and _head(many) in _plurals(_head(word))


def check_words(app_configs: object = None, **options: object) -> list[Error]:
    """What any command says when the words of the site, chosen by the environment, break our sentences."""
    return [Error(sentence, id="eig.E002") for sentence in _wrong(settings.SITE_WORDS)]


def _wrong(words: Mapping[str, str]) -> Iterator[str]:
    for name, word in words.items():
        variable, noun = f"WORD_{name.upper()}", name.removesuffix("s")
        try:
            (validate_name if noun == "fellow" else validate_word)(word)
        except ValidationError as error:
            yield f"{variable} = « {word} » : {error.message}"
        if noun not in (name, "fellow") and not is_plural(word, words[noun]):
            yield f"{variable} = « {word} » : {PLURAL.format(words[noun])}"


def _known(noun: str) -> bool:
    if noun in KNOWN:
        return True
    return bool(ENDINGS.search(noun)) and not FEMININE.search(noun) and noun not in EXCEPTIONS


def _head(word: str) -> str:
    """The first noun: « chef » of « chef de file »; « porte-parole » and « tiers-lieu » are one noun."""
    return re.split(r"[\s’']", word.strip(), maxsplit=1)[0]


def _singulars(noun: str) -> set[str]:
    """What a noun may be the plural of, itself included."""
    found = {noun}
    if noun.endswith("s"):
        found.add(noun[:-1])
    if noun.endswith("x"):
        found.add(noun[:-1])
    if noun.endswith("aux"):
        found |= {noun.removesuffix("ux") + "l", noun.removesuffix("ux") + "il"}
    return found


def _plurals(noun: str) -> set[str]:
    if noun.endswith(("s", "x", "z")):
        return {noun}
    found = {noun + "s"}
    if noun.endswith(("al", "ail")):
        found.add(noun.removesuffix("l").removesuffix("i") + "ux")
    if noun.endswith(("au", "eu")):
        found = {noun + "x"}
    return found
