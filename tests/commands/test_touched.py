"""Which tests `./test --quick` runs for what changed, in rooms or without them."""

import subprocess
from pathlib import Path, PurePosixPath

import pytest

from eig.commands import touched
from eig.commands.console import Refusal
from eig.commands.places import ROOT

SMOKE = "import pytest\n\n\n@pytest.mark.smoke\ndef test_it_answers():\n    pass\n\n\ndef test_in_depth():\n    pass\n"
FILES = {
    "challenges/skills/models.py": "",
    "challenges/urls.py": "",
    "mentoring/rules.py": "",
    "eig/juries/rules.py": "",
    "templates/challenges/identity.html": "",
    "templates/challenges/_rows.html": "",
    "static/js/drafts.js": "",
    "docker-compose.yml": "",
    "tests/architecture/test_layers.py": "",
    "tests/browser/test_file.py": "",
    "tests/challenges/conftest.py": "",
    "tests/challenges/skills/test_merging.py": SMOKE,
    "tests/challenges/proposal/test_sections.py": 'URL = reverse("challenges:identity")\n',
    "tests/commands/test_compose.py": 'read("docker-compose.yml")\n',
    "tests/factories/mentoring.py": "",
    "tests/juries/test_rules.py": SMOKE,
    "tests/mentoring/test_rules.py": "from tests.pdf import pdf\n",
    "tests/pdf.py": "",
}


def git(root: Path, *arguments: str) -> str:
    author = ("-c", "user.name=Camille", "-c", "user.email=camille@mel.example")
    return subprocess.run(["git", *author, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


def written(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text() + "# more\n" if path.exists() else FILES.get(name, ""))


def committed(root: Path, *names: str) -> str:
    written(root, *names)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Work")
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def checkout(tmp_path):
    """A small product in git, on its `main`."""
    git(tmp_path, "init", "--quiet", "-b", "main")
    committed(tmp_path, *FILES)
    return tmp_path


@pytest.fixture
def branch(checkout):
    """The same, on a branch of its own."""
    git(checkout, "switch", "--quiet", "-c", "work")
    return checkout


@pytest.mark.parametrize(
    ("path", "answering"),
    [
        ("challenges/skills/models.py", {"tests/challenges/skills"}),
        ("challenges/catalogue/views.py", {"tests/challenges"}),
        ("challenges/urls.py", {"tests/challenges"}),
        ("mentoring/rules.py", {"tests/mentoring"}),
        ("eig/juries/rules.py", {"tests/juries"}),
        ("eig/juries/workflow/seats.py", {"tests/juries"}),
        ("eig/settings/base.py", set()),
        ("templates/challenges/identity.html", {"tests/challenges/proposal/test_sections.py"}),
        ("templates/challenges/_rows.html", {"tests/challenges"}),
        ("templates/letters/mentoring/blocker.txt", {"tests/mentoring"}),
        ("templates/base.html", set()),
        ("static/js/drafts.js", set()),
        ("docker-compose.yml", {"tests/commands/test_compose.py"}),
        ("tests/pdf.py", {"tests/mentoring/test_rules.py"}),
        ("tests/challenges/skills/test_merging.py", {"tests/challenges/skills/test_merging.py"}),
        ("tests/challenges/skills/test_removed.py", set()),
        ("tests/challenges/conftest.py", {"tests/challenges"}),
        ("tests/factories/mentoring.py", {"tests/mentoring"}),
        ("tests/conftest.py", set()),
        ("docs/architecture.md", set()),
    ],
)
def test_each_file_has_its_tests(checkout, path, answering):
    assert set(map(str, touched.answering(checkout, PurePosixPath(path)))) == answering


def test_what_changed_on_a_branch_committed_or_not(branch):
    committed(branch, "mentoring/rules.py")
    written(branch, "eig/juries/rules.py", "challenges/skills/néologismes.py")
    (branch / "docker-compose.yml").unlink()
    (branch / "challenges/skills/models.py").rename(branch / "challenges/skills/words.py")
    assert set(touched.changed(branch)) == {
        "challenges/skills/models.py", "challenges/skills/néologismes.py", "challenges/skills/words.py",
        "docker-compose.yml", "eig/juries/rules.py", "mentoring/rules.py",
    }  # fmt: skip


def test_what_main_did_meanwhile_is_not_ours(branch):
    committed(branch, "mentoring/rules.py")
    git(branch, "switch", "--quiet", "main")
    committed(branch, "eig/juries/rules.py")
    git(branch, "switch", "--quiet", "work")
    assert touched.changed(branch) == ["mentoring/rules.py"]


def test_on_main_it_is_what_was_not_pushed(checkout):
    git(checkout, "update-ref", "refs/remotes/origin/main", "HEAD")
    committed(checkout, "mentoring/rules.py")
    committed(checkout, "eig/juries/rules.py")
    assert set(touched.changed(checkout)) == {"mentoring/rules.py", "eig/juries/rules.py"}


def test_on_main_already_pushed_it_is_the_last_landing_whole(checkout):
    before = committed(checkout)
    git(checkout, "switch", "--quiet", "-c", "work")
    committed(checkout, "mentoring/rules.py")
    committed(checkout, "eig/juries/rules.py")
    git(checkout, "switch", "--quiet", "main")
    git(checkout, "merge", "--quiet", "--no-ff", "-m", "Land", "work")
    assert touched.base(checkout) == before
    written(checkout, "challenges/urls.py")
    assert touched.changed(checkout) == ["challenges/urls.py"]


def test_a_first_commit_changed_nothing_since(checkout):
    assert touched.changed(checkout) == []


def test_without_git_nobody_knows(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Refusal, match=r"type \./test instead"):
        touched.changed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="git is not installed"):
        touched.changed(tmp_path)


def test_rooms_touched_architecture_and_smoke_make_the_list(branch):
    committed(branch, "challenges/skills/models.py", "tests/challenges/skills/test_merging.py")
    assert touched.selected(branch) == [
        "tests/architecture",
        "tests/challenges/skills",
        "tests/juries/test_rules.py::test_it_answers",
    ]
    written(branch, "challenges/urls.py")
    assert touched.selected(branch)[:2] == ["tests/architecture", "tests/challenges"]


def test_the_smoke_set_covers_signing_in_each_app_a_letter_and_a_browser():
    apps = {path.parts[1] for path, _ in touched.smoke(ROOT)}
    assert apps >= {"accounts", "home", "pages", "alerts", "promotions", "questions", "juries", "challenges"}
    assert apps >= {"candidates", "mentoring", "notifications", "browser"}
