"""The pages of a file are taken alone, whatever is wrong around them."""

import random
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import NameObject

from eig.files import parser
from eig.files.models import StoredFile
from eig.files.workflow import count_pages, pages_to_join
from tests.broken_pdfs import JOINED, UNREADABLE, deck
from tests.factories.challenges import StoredFileFactory
from tests.files.test_workflow import run_on_opening
from tests.pdf import pdf


def stored(content: bytes) -> StoredFile:
    row = StoredFileFactory()
    row.file.save("deck", ContentFile(content))
    return row


def joined(content: bytes) -> PdfReader:
    """The pages of this PDF, taken into a new one."""
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(content)), import_outline=False)
    made = BytesIO()
    writer.write(made)
    return PdfReader(made)


def rich() -> bytes:
    """Pages with a bookmark, a link, a form and a program."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.add_outline_item("Début", 0)
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://exemple.fr/"))
    for verb in ("/JavaScript", "/Launch"):
        link = Link(rect=(9, 9, 18, 18), url="https://exemple.fr/piege")
        link["/A"][NameObject("/S")] = NameObject(verb)
        writer.add_annotation(0, link)
    run_on_opening(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("name", JOINED)
def test_the_pages_of_a_broken_file_are_joined(db, name):
    content = pages_to_join(stored(JOINED[name]))
    assert content is not None
    assert len(joined(content).pages) == 1


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_has_no_page_is_not_joined(db, name):
    assert pages_to_join(stored(UNREADABLE[name])) is None


def test_a_file_that_is_gone_is_not_joined(db):
    row = stored(pdf())
    row.file.storage.delete(row.file.name)
    assert pages_to_join(row) is None


def test_links_are_kept_programs_are_not(db):
    content = pages_to_join(stored(rich()))
    made = joined(content)
    assert len(made.pages) == 3
    assert len(made.pages[0]["/Annots"]) == 1
    assert made.pages[0]["/Annots"][0].get_object()["/A"]["/URI"] == "https://exemple.fr/"
    assert b"bonjour" not in content
    assert set(PdfReader(BytesIO(content)).root_object) == {"/Type", "/Pages"}


def test_a_file_without_a_page_is_refused_at_the_door():
    assert count_pages(deck()) == 1
    with pytest.raises(Exception, match="pas un PDF lisible"):
        count_pages(UNREADABLE["a page that is a number"])


def test_bytes_changed_at_random_never_spoil_what_takes_them_in():
    chance, whole, kept = random.Random(7), rich(), 0
    for _ in range(120):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            content[chance.randrange(9, len(content))] = chance.randrange(256)
        try:
            copied = parser.copy(bytes(content))
        except Exception:  # noqa: BLE001 what cannot be copied is not joined
            continue
        assert joined(copied).pages
        kept += 1
    assert kept > 30
