"""PDF files: readable by everyone, whatever people typed."""

import io
import unicodedata

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from eig.common import pdf

SAMPLE = '#import "/pdf/house.typ": *\n#show: house\n#title()\n#prose(data.text)\n#facts(data.facts)'


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """A template beside the house's own."""
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "house.typ").write_text((pdf.ROOT / "pdf" / "house.typ").read_text())
    (tmp_path / "sample.typ").write_text(SAMPLE)
    monkeypatch.setattr(pdf, "ROOT", tmp_path)

    def render(text="Bonjour", facts=()) -> PdfReader:
        content = pdf.render_pdf("sample.typ", {"text": text, "facts": facts}, title="Récépissé de « l’été »")
        return PdfReader(io.BytesIO(content))

    return render


def read(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_the_file_is_tagged_in_french_and_says_its_title(sample):
    root = sample().trailer["/Root"]
    metadata = root["/Metadata"].get_data()
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("fr-FR", True)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "Récépissé de « l’été »".encode() in metadata
    assert root["/StructTreeRoot"]


def test_markup_that_someone_typed_is_only_text(sample):
    typed = '= *gras* #panic("non") #read("/etc/passwd") $x$ \\ <a> @b'
    assert typed in read(sample(typed)).replace("\n", " ")


def test_paragraphs_and_line_breaks_stay(sample):
    assert "un\ndeux\ntrois" in read(sample("un\ndeux\n\ntrois"))


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("prêt 😀 ?", "prêt □ ?"),
        ("海 Ω я € œ → ✓", "□ Ω я € œ → ✓"),
        ("fin\x07\x00 nette", "fin nette"),
        ("seul \ud800", "seul"),
    ],
)
def test_signs_that_no_font_draws_do_not_spoil_the_file(sample, typed, drawn):
    assert drawn in read(sample(typed))


def test_facts_are_pairs(sample):
    text = read(sample(facts=[("Numéro", "12"), ("Défi", "Mer « calme »")]))
    assert "Numéro\n12\nDéfi\nMer « calme »" in text.replace("\u00a0", " ")


def test_a_wrong_template_says_so(sample, tmp_path):
    (tmp_path / "wrong.typ").write_text("#unknown()")
    with pytest.raises(typst.TypstError):
        pdf.render_pdf("wrong.typ", {}, title="Rien")


def test_a_download_is_kept_by_nobody(sample):
    response = pdf.pdf_response(b"%PDF-", "recepisse-12.pdf")
    assert response["Content-Disposition"] == 'attachment; filename="recepisse-12.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("étape 1️⃣ puis 2️⃣", "étape 1□ puis 2□"),
        ("a\ufeffb", "ab"),
        ("\ufeffDébut", "Début"),
        ("e\u0301te\u0301", "été"),
        ("a\u20e3 \ufffe", "a□ □"),
        ("\U0001f1eb\U0001f1f7 \uf8ff \ue000 ไทย 한국", "□□ □ □ □□□ □□"),
        ("caché\u202e\u2066\u200b\u2060 là", "caché là"),
        ("fin\u00addu", "findu"),
    ],
)
def test_signs_made_of_several_do_not_spoil_the_file(sample, typed, drawn):
    assert drawn in unicodedata.normalize("NFC", read(sample(typed)))


@pytest.mark.parametrize(("typed", "said"), [("prêt 😀 ?", True), ("1️⃣", True), ("prêt ?", False), ("a\ufeffb", False)])
def test_what_is_replaced_is_said(sample, typed, said):
    assert ("ne sait pas dessiner" in " ".join(read(sample(typed)).split())) == said


NASTY = st.one_of(
    st.text(max_size=12),
    st.text(
        "a1é\u20e3\ufe0f\ufeff\u200d\u0304\u0301😀🏽\U0001f1eb\u202e\ufffe\ufffc\uf8ff\n\t\r\x00\u2028«’", max_size=12
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=NASTY, label=NASTY)
def test_no_text_spoils_the_file(sample, text, label):
    assert sample(text, facts=[(label, text)]).pages


def test_what_is_drawn_alone_but_not_in_its_place_leaves_a_file_of_latin_letters(sample, monkeypatch):
    monkeypatch.setattr(pdf, "_is_drawn", lambda signs: True)
    assert "été □ prêt" in read(sample("été 😀 prêt"))
