"""In which folders the data are kept, according to who starts the commands."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from eig.commands import places
from eig.commands.console import Refusal


@pytest.fixture
def home():
    """A folder to be made, where PostgreSQL could enter."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "eig-places"


def rights(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_everything_is_made_with_narrow_rights(home):
    made = places.made(home)
    assert rights(made.database) == rights(made.sockets) == 0o700
    assert rights(made.files) == rights(made.mailbox) == rights(made.broker) == rights(made.logs) == 0o700
    assert made.database.stat().st_uid == places.service_uid()


def test_making_twice_changes_nothing(home):
    assert places.made(home) == places.made(home)


def test_what_people_did_is_erased_and_nothing_else(home):
    made = places.made(home)
    for folder in (made.database, made.mailbox, made.files, made.logs):
        (folder / "deep").mkdir()
        (folder / "deep" / "held").write_text("x")
    (home / "secret-key").write_text("k")
    elsewhere = home.with_name("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("x")
    (made.files / "link").symlink_to(elsewhere)
    places.emptied(made)
    assert [list(folder.iterdir()) for folder in (made.database, made.mailbox, made.files)] == [[], [], []]
    assert (made.logs / "deep" / "held").exists()
    assert (home / "secret-key").exists()
    assert (elsewhere / "kept").exists()


def test_a_folder_that_someone_chose_keeps_its_rights(home):
    chosen = home.with_name("chosen")
    chosen.mkdir()
    chosen.chmod(0o751)
    places.made(chosen)
    assert rights(chosen) == 0o751


def test_data_dir_wins(home):
    assert places.kept(Path("/nowhere"), {"DATA_DIR": str(home)}).home == home


def test_sockets_stay_beside_the_data_while_their_path_is_short(home):
    assert places.socket_folder(home) == home / "sockets"


def test_a_path_too_long_for_a_socket_moves_the_sockets(home):
    deep = home / ("d" * 90)
    moved = places.socket_folder(deep)
    assert moved.parent == Path("/tmp")
    assert len(str(moved / ".s.PGSQL.5432")) <= places.LONGEST_SOCKET_PATH
    assert moved == places.socket_folder(deep)
    assert moved != places.socket_folder(deep / "other")


def test_a_link_planted_in_our_place_is_refused(home):
    home.symlink_to("/etc")
    with pytest.raises(Refusal, match="belongs to someone else"):
        places.claim(home, 0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to someone else")
def test_a_strangers_folder_is_refused(home):
    home.mkdir()
    os.chown(home, 12345, -1)
    with pytest.raises(Refusal, match="belongs to someone else"):
        places.claim(home, 0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's PostgreSQL has the same rights as the user")
def test_root_is_told_when_postgresql_could_not_enter(home):
    closed = home.with_name("closed")
    closed.mkdir(mode=0o700)
    with pytest.raises(Refusal, match="no other user can enter"):
        places.made(closed / "eig-inside")
