"""The picture of the architecture (``PICTURE``) shows exactly the imports of the code."""

import re

from eig.commands.house import PICTURE, ROOT, WRONG, drawn, measured, place_of, places, said

ASK = "run: python3 -m eig.commands.house"


def test_the_picture_shows_the_arrows_of_the_code_as_it_is():
    shown = set(re.findall("<title>(.*?)</title>", (ROOT / PICTURE).read_text(encoding="utf-8")))
    assert shown == {said(*arrow) for arrow, count in measured().arrows.items() if count}, ASK


def test_an_import_that_climbs_would_be_seen(tmp_path):
    path = tmp_path / "challenges" / "skills" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text("from challenges.overview import todo\n")
    house = measured(tmp_path)
    assert house.arrows == {("challenges.skills", "challenges.overview"): 1}
    assert WRONG in drawn(house)
    assert WRONG not in drawn(measured())


def test_what_an_app_gathers_at_its_root_is_assembled():
    assert place_of("challenges.urls") == place_of("eig.home.todo") == places()[-1]
    assert place_of("challenges.proposal.models.challenges.Challenge") == "challenges.proposal"
    assert place_of("django.db") is None
