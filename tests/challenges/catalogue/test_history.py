"""Past challenges loaded from a table: through the verbs, once, all or nothing."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.rules import joins_at_once
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from eig.journal.models import Entry
from eig.promotions.models.programmes import Promotion
from tests.factories.promotions import ProfileFamilyFactory, ProgrammeFactory, PromotionFactory

HEAD = "promotion,titre,administration,ville,profils,equipe,resume,fiche,devenir,publie_le\n"
FISH = (
    "EIG 2,MonitorFish,Centre des pêches,Étel,Développement ; design,3,Contrôler la pêche.,"
    '"Un problème.\n\nUne solution.",En service.,2018-02-01\n'
)
PLUME = "eig-2,Plume,Centre des peches,,design,1,,Une fiche.,,\n"


@pytest.fixture
def past(coordination):
    """A past promotion and two families."""
    ProfileFamilyFactory(slug="developpement", name="Développement", order=0)
    ProfileFamilyFactory(slug="design", name="Design", order=1)
    return PromotionFactory(name="EIG 2", slug="eig-2", archived=True, starts_on=date(2018, 1, 1))


@pytest.fixture
def load(past, tmp_path):
    """``load(text, *options)``: give the text of a table to the command; returns what it prints."""

    def run(text, *options, encoding="utf-8"):
        file, said = tmp_path / "defis.csv", StringIO()
        file.write_bytes(text.encode(encoding))
        call_command("import_challenges", str(file), *options, stdout=said)
        return said.getvalue().replace("\u00a0", " ").strip()

    return run


def test_past_challenges_are_published_through_the_verbs(load, letters, client):
    assert load(HEAD + FISH + PLUME) == "Chargé : 2 défis ; déjà là : 0 défi."
    fish = Challenge.objects.get(title="MonitorFish")
    assert (fish.status, fish.slug, fish.outcome) == (ChallengeStatus.PUBLISHED, "monitorfish", "En service.")
    assert [(position.family.slug, position.seats) for position in fish.positions.all()] == [
        ("developpement", 2),
        ("design", 1),
    ]
    assert fish.published_at.date() == date(2018, 2, 1)
    assert "enter_selected" in {entry.verb for entry in Entry.objects.about(fish)}
    assert Administration.objects.filter(key="centre des peches").count() == 1
    assert letters() == []
    assert "En service." in client.get(reverse("challenges:detail", args=["monitorfish"])).content.decode()


def test_loading_gives_nobody_any_right(load, coordination, agent):
    load(HEAD + FISH + PLUME)
    assert not Membership.objects.exists()
    assert not AdministrationDomain.objects.exists()
    assert not Challenge.objects.exclude(authors=None).exists()
    host = Administration.objects.get()
    assert not joins_at_once(coordination, host)
    agent.email = f"agent@{coordination.domain}"
    assert not joins_at_once(agent, host)


def test_whoever_has_a_personal_address_may_load_the_past(load, coordination):
    coordination.email = "ines@gmail.com"
    coordination.save()
    assert load(HEAD + FISH) == "Chargé : 1 défi ; déjà là : 0 défi."


def test_loaded_twice_nothing_changes(load):
    load(HEAD + FISH)
    assert load(HEAD + FISH + PLUME) == "Chargé : 1 défi ; déjà là : 1 défi."
    assert Challenge.objects.count() == 2


def test_a_dry_run_writes_nothing(load):
    assert load(HEAD + FISH, "--dry-run") == "À charger : 1 défi ; déjà là : 0 défi."
    assert (Challenge.objects.count(), Administration.objects.count()) == (0, 0)


def test_every_mistake_is_said_with_its_line_and_nothing_is_loaded(load):
    PromotionFactory(name="EIG 9")
    wrong = (
        "EIG 7,A,Service,,design,,,Fiche.,,\n"
        ",B,Service,,poésie,12,,,,hier\n"
        f"EIG 9,{'x' * 121},Service,,design,,,Fiche.,,\n"
    )
    with pytest.raises(CommandError) as refused:
        load(HEAD + FISH + wrong)
    said = str(refused.value)
    for sentence in (
        "Ligne 5 : la promotion « EIG 7 » n’existe pas",
        "Ligne 6 : la colonne « promotion » est vide",
        "Ligne 6 : la colonne « fiche » est vide",
        "Ligne 6 : le profil « poésie »",
        "Ligne 6 : l’équipe « 12 »",
        "Ligne 6 : la date « hier »",
        "Ligne 7 : la promotion « EIG 9 » n’est pas passée",
        "Ligne 7 : la colonne « titre » dépasse 120",
    ):
        assert sentence in said
    assert Challenge.objects.count() == 0


THEIRS = (
    "promotion,name,administration,town,profiles,eig,subject\n"
    "EIG 1,Carnet,Office des phares,,dev,1,Tenir le carnet des phares\n"
    "EIG 2,Boussole,Centre des pêches,Étel (56410),datascience;dev,1,Prévoir les marées\n"
    'Programme X,Voile,"Agence, du vent",Brest,dev;design;geomatique,3,Cartographier le vent\n'
)


def test_the_tables_of_the_programme_are_read_as_they_are(load, past):
    ProgrammeFactory(name="Programme X", slug="programme-x")
    ProfileFamilyFactory(slug="data", name="Data", order=2)
    with pytest.raises(CommandError) as refused:
        load(THEIRS)
    assert "Ligne 2 : la promotion « EIG 1 » n’existe pas ici" in str(refused.value)
    assert "--create-promotions" in str(refused.value)
    said = "3 défis ; déjà là : 0 défi ; promotions"
    assert load(THEIRS, "--create-promotions", "--dry-run") == f"À charger : {said} à créer : EIG 1, Programme X."
    assert (Promotion.objects.count(), Challenge.objects.count(), Administration.objects.count()) == (1, 0, 0)
    assert load(THEIRS, "--create-promotions") == f"Chargé : {said} créées : EIG 1, Programme X."
    challenge = Challenge.objects.get(title="Carnet")
    made = challenge.promotion
    assert (made.name, made.slug, made.public, made.archived) == ("EIG 1", "eig-1", True, True)
    assert made.programme == past.programme
    assert challenge.sheet == "Tenir le carnet des phares"
    seats = {(position.challenge.title, position.family.slug): position.seats for position in Position.objects.all()}
    assert seats == {
        ("Carnet", "developpement"): 1,
        ("Boussole", "data"): 1,
        ("Voile", "developpement"): 1,
        ("Voile", "design"): 1,
        ("Voile", "data"): 1,
    }
    assert load(THEIRS, "--create-promotions") == "Chargé : 0 défi ; déjà là : 3 défis."


def test_the_table_describes_the_administrations_that_are_new(load):
    text = HEAD.strip() + ",type,region,ministere\n"
    load(text + FISH.strip() + ",Opérateur de l’État,bretagne,Ministère de la Mer\n")
    made = Administration.objects.get()
    assert (made.kind, made.region, made.ministry) == ("operator", "53", "Ministère de la Mer")
    load(text + PLUME.strip() + ",local,11,Autre\n")
    made.refresh_from_db()
    assert (made.kind, made.region, made.ministry) == ("operator", "53", "Ministère de la Mer")
    with pytest.raises(CommandError) as refused:
        load(text + PLUME.strip() + ",cirque,Atlantide,\n")
    assert "la colonne « type » ne connaît pas « cirque »" in str(refused.value)
    assert "la colonne « region » ne connaît pas « Atlantide »" in str(refused.value)


def test_a_promotion_of_no_known_programme_is_not_created(load):
    with pytest.raises(CommandError) as refused:
        load(HEAD + FISH + FISH.replace("EIG 2", "Rien 3"), "--create-promotions")
    assert "Ligne 7 : la promotion « Rien 3 » n’existe pas, et son nom ne commence par aucun programme" in str(
        refused.value
    )
    assert (Promotion.objects.count(), Challenge.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("text", "encoding", "sentence"),
    [
        ("promotion,titre\n", "utf-8", "Il manque des colonnes : administration"),
        (HEAD + FISH, "latin-1", "UTF-8"),
        ("name," + HEAD, "utf-8", "Deux colonnes disent la même chose : titre"),
    ],
)
def test_a_file_that_is_not_such_a_table_is_said(load, text, encoding, sentence):
    with pytest.raises(CommandError, match=sentence):
        load(text, encoding=encoding)


def test_a_file_that_is_absent_is_said(past):
    with pytest.raises(CommandError, match="ne s’ouvre pas"):
        call_command("import_challenges", "/nulle/part.csv")
