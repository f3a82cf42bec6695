"""Tables of any spreadsheet, done whole or not at all."""

import pytest

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.tables import all_or_nothing, decoded, read_lines

COLUMNS = {"email": ("adresse", "courriel"), "name": ("prénom",)}


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators_and_names_of_columns_are_guessed(separator):
    text = separator.join(["Courriel", "PRENOM", "Autre"]) + "\n" + separator.join(["a@b.example", " Léa ", "x"])
    [line] = read_lines(text, COLUMNS, ["email"])
    assert (line.number, line["email"], line["name"], line["jury"]) == (2, "a@b.example", "Léa", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_of_spreadsheets_are_read(encoding):
    assert decoded("adresse;prénom".encode(encoding)) == "adresse;prénom"


def test_empty_lines_are_left_out_and_numbers_kept():
    lines = read_lines("adresse\n\na@b.example\n  \nc@d.example\n", COLUMNS, ["email"])
    assert [line.number for line in lines] == [3, 5]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("nom;jury\nx;1", "Il manque la colonne « adresse »"), ("adresse\n", "aucune ligne"), ("", "Il manque")],
)
def test_what_cannot_be_read_is_said(text, sentence):
    with pytest.raises(StepRefused, match=sentence):
        read_lines(text, COLUMNS, ["email"])


@pytest.mark.django_db
@pytest.mark.parametrize("really", [True, False])
@pytest.mark.parametrize("refused", [True, False])
def test_everything_or_nothing(really, refused):
    lines = read_lines("adresse\na@b.example\nrefus\nc@d.example", COLUMNS, ["email"])

    def act(line):
        if line["email"] == "refus" and refused:
            raise StepRefused("Non.")
        return str(User.objects.create_user(f"{line.number}@b.example"))

    report = all_or_nothing(lines, act, really=really)
    assert report.errors == ([(3, "Non.")] if refused else [])
    assert len(report.said) == (2 if refused else 3)
    assert report.written is (really and not refused)
    assert User.objects.count() == (3 if report.written else 0)
