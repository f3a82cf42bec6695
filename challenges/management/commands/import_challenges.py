"""``manage.py import_challenges FILE.csv [--dry-run] [--create-promotions]``: past challenges, from a table."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from challenges.catalogue.history_table import NEEDED, OPTIONAL, SYNONYMS, UnreadableError, renamed
from challenges.catalogue.workflow.history import History, import_history
from eig.accounts.models import coordination
from eig.common import clock
from eig.common.text import plural
from eig.common.vocabulary import SITE


class Command(BaseCommand):
    """Load the whole file or nothing, and nothing twice; the columns are those of the open data."""

    help = (
        f"Charge les {SITE.challenges} de promotions passées depuis un fichier CSV (UTF-8, virgules). Colonnes "
        f"nécessaires : {', '.join(NEEDED)} ; facultatives : {', '.join(OPTIONAL)} ; {', '.join(SYNONYMS)} se "
        f"lisent aussi. Un {SITE.challenge} ou une administration déjà présents ne sont pas touchés."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Tout vérifier sans rien enregistrer.")
        parser.add_argument(
            "--create-promotions",
            action="store_true",
            help="Créer les promotions passées qui manquent ; leur nom commence par celui du programme.",
        )
        parser.add_argument("--by", default="", help="Adresse de la personne de la coordination qui charge.")

    def handle(self, *args, file: Path, dry_run: bool, create_promotions: bool, by: str, **options):
        people = coordination().filter(email__iexact=by) if by else coordination()
        user = people.order_by("pk").first()
        if user is None:
            raise CommandError("Aucune personne de la coordination : créez un compte, ou donnez --by ADRESSE.")
        try:
            done = import_history(
                _rows(file), by=user, at=clock.now(), dry_run=dry_run, create_promotions=create_promotions
            )
        except UnreadableError as error:
            raise CommandError("Rien n’est chargé.\n" + "\n".join(error.problems)) from None
        self.stdout.write(_said(done, dry_run))


def _said(done: History, dry_run: bool) -> str:
    loaded, made = ("À charger", "à créer") if dry_run else ("Chargé", "créées")
    said = f"{loaded} : {_counted(done.created)} ; déjà là : {_counted(done.known)}"
    return f"{said} ; promotions {made} : {', '.join(done.promotions)}." if done.promotions else f"{said}."


def _counted(number: int) -> str:
    return plural(number, SITE.challenge, SITE.challenges)


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    """Each line with its number in the file. Raises ``CommandError`` for a file that is not such a table."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"Le fichier {file} ne s’ouvre pas : {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError("Le fichier n’est pas en UTF-8 : enregistrez-le de nouveau dans ce codage.") from None
    table = csv.DictReader(text.splitlines(keepends=True))
    table.fieldnames = renamed(table.fieldnames or [])
    missing = [name for name in NEEDED if name not in table.fieldnames]
    if missing:
        raise CommandError(f"Il manque des colonnes : {', '.join(missing)}.")
    return [(table.line_num, row) for row in table]
