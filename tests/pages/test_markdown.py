"""What the coordination types becomes the site's HTML, and nothing else."""

import pytest

from eig.pages.markdown import read


def html(body: str, **options) -> str:
    return "".join(part.html for part in read(body, **options).parts)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[lien](javascript:alert(1))",
        "[lien](data:text/html;base64,AAAA)",
        "[lien](//ailleurs.example)",
        "![image](https://ailleurs.example/pixel.png)",
        '<https://x.example/"onmouseover=alert(1)>',
    ],
)
def test_nothing_active_comes_out(hostile):
    page = html(hostile)
    for tag in ("<script", "<img", 'href="javascript', 'href="data', 'href="//', '"onmouseover'):
        assert tag not in page


def test_links_lead_elsewhere_to_a_mailbox_or_here():
    page = html("[a](https://a.example) [b](mailto:b@b.example) [c](/defis/) [d](#suite)")
    for target in ("https://a.example", "mailto:b@b.example", "/defis/", "#suite"):
        assert f'href="{target}"' in page


def test_headings_stand_under_the_title_of_the_page_and_have_anchors():
    text = read("# Un\n\n## Un\n\n### Détail\n\n## Où ?")
    assert list(text.headings) == ["un", "un-2", "ou"]
    assert text.headings["ou"] == "Où\u202f?"
    assert '<h2 id="un">' in text.parts[0].html
    assert "<h1" not in text.parts[0].html


def test_words_are_spaced_as_the_french_do():
    assert "Qui\u202f?" in html("Qui ?")
    assert "`a ?`".strip("`") in html("`a ?`")


def test_tables_and_callouts_take_the_look_of_the_site():
    assert '<div class="fr-table"><table>' in html("| a | b |\n|---|---|\n| 1 | 2 |")
    assert '<div class="fr-callout">' in html("> À retenir")


def test_questions_unfold_their_answers():
    body = "Avant.\n\n## Thème\n\n### Qui ?\n\nVous.\n\n### Quand ?\n\nDemain.\n\n## Suite\n\nFin."
    text = read(body, questions=True)
    assert [(part.question, part.anchor) for part in text.parts] == [
        ("", ""),
        ("", ""),
        ("Qui\u202f?", "qui"),
        ("Quand\u202f?", "quand"),
        ("", ""),
    ]
    assert "Vous." in text.parts[2].html
    assert "Qui" not in text.parts[2].html
