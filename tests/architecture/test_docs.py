"""The page on the architecture names every floor and room of the product, and the files that it names exist."""

import re

import pytest

from eig.commands.house import FLOORS, ROOMS
from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PATH = re.compile(r"`((?:eig|challenges|candidates|mentoring|templates|static|tests)/[\w./]+)`")


@pytest.mark.parametrize("name", sorted(set(PATH.findall(PAGE))))
def test_a_file_that_is_named_is_there(name):
    assert (ROOT / name).exists()


def test_every_floor_and_every_room_is_told():
    untold = [app for app in FLOORS if app.removeprefix("eig.") not in PAGE]
    rooms = [" → ".join(names) for names in ROOMS.values()]
    assert untold + [line for line in rooms if line not in PAGE] == []
