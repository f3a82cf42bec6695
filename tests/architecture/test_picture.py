"""The picture of the house is that of its imports."""

from eig.commands.house import PICTURE, ROOT, drawn, measured, place_of, places

ASK = "run: python3 -m eig.commands.house"


def test_the_picture_is_drawn_from_the_code_as_it_is():
    assert (ROOT / PICTURE).read_text(encoding="utf-8") == drawn(measured()), ASK


def test_an_import_that_climbs_would_be_seen(tmp_path):
    path = tmp_path / "challenges" / "skills" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text("from challenges.overview import todo\n")
    house = measured(tmp_path)
    assert house.arrows == {("challenges.skills", "challenges.overview"): 1}
    assert 'fill="#ce0500"' in drawn(house)
    assert 'fill="#ce0500"' not in drawn(measured())


def test_what_an_app_gathers_at_its_root_is_assembled():
    assert place_of("challenges.urls") == place_of("eig.home.todo") == places()[-1]
    assert place_of("challenges.proposal.models.challenges.Challenge") == "challenges.proposal"
    assert place_of("django.db") is None
