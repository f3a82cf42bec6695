"""docker-compose.yml and the Dockerfile agree with the settings and with the code."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from eig.celery import app
from eig.wsgi import application

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)"(\s*\))?""")
OURS = {"web", "worker", "beat", "migrate"}
AROUND = {"db", "broker", "mail"}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


@pytest.fixture(scope="module")
def dockerfile():
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def settings_read(*modules: str) -> dict[str, bool]:
    """The variables that settings read, and whether they have no default."""
    texts = ((ROOT / "eig" / "settings" / f"{module}.py").read_text(encoding="utf-8") for module in modules)
    return {match[1]: bool(match[2]) for text in texts for match in READ.finditer(text)}


def test_the_services_are_those_of_production(services):
    assert services.keys() == OURS | AROUND


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_services_set_only_variables_that_settings_read(services, name):
    known = settings_read("base", "production").keys() | {"DJANGO_SETTINGS_MODULE"}
    assert services[name]["environment"].keys() - known == set()


@pytest.mark.parametrize("name", sorted(OURS))
def test_variables_without_default_are_all_set(services, name):
    needed = {variable for variable, no_default in settings_read("base", "production").items() if no_default}
    assert needed
    assert needed <= services[name]["environment"].keys()


def test_production_settings_are_used(services, dockerfile):
    assert {services[name]["environment"]["DJANGO_SETTINGS_MODULE"] for name in OURS} == {"eig.settings.production"}
    assert "DJANGO_SETTINGS_MODULE=eig.settings.production" in dockerfile


def test_no_secret_has_a_default(compose, services):
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    uses = re.findall(r"\$\{([A-Z_]+)(:?[?-])?", text)
    assert {mark for name, mark in uses if name in SECRETS} == {":?"}
    assert {name for name, _ in uses} >= SECRETS


def test_web_serves_the_application_that_exists(services, dockerfile):
    assert callable(application)
    assert services["web"]["command"].startswith("gunicorn eig.wsgi:application ")
    assert '"gunicorn", "eig.wsgi:application"' in dockerfile


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celery_runs_the_application_that_exists(services, name):
    assert app.main == "eig"
    assert services[name]["command"].startswith(f"celery --app eig.celery {name} ")


def test_addresses_name_services_of_the_file(services):
    environment = services["web"]["environment"]
    assert "@db:5432/eig" in environment["DATABASE_URL"]
    assert environment["REDIS_URL"].startswith("redis://broker:")
    assert "smtp://mail:1025" in environment["EMAIL_URL"]


def test_postgresql_is_recent_enough(services):
    assert int(re.match(r"postgres:(\d+)", services["db"]["image"])[1]) >= 15


def test_images_are_named_with_their_version(services):
    assert all(":" in service["image"] for service in services.values())


def test_everything_that_stays_up_says_whether_it_is_well(services):
    assert [name for name in services if name != "migrate" and "healthcheck" not in services[name]] == []


def test_schema_comes_before_whoever_uses_it(services):
    for name in OURS - {"migrate"}:
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["db"]["condition"] == "service_healthy"


def test_private_files_outlive_the_containers(compose, services):
    assert services["web"]["environment"]["FILES_ROOT"] == "/srv/files"
    assert all("files:/srv/files" in services[name]["volumes"] for name in OURS)
    assert {"files", "database", "broker"} <= compose["volumes"].keys()


def test_the_image_is_made_from_hashed_requirements_by_no_root(dockerfile):
    assert "pip install --require-hashes" in dockerfile
    assert dockerfile.index("USER eig") < dockerfile.index("CMD ")


def test_compose_reads_the_file():
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], check=False).returncode:
        pytest.skip("the docker client has no compose here")
    given = {"SECRET_KEY": "s" * 50, "POSTGRES_PASSWORD": "p", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    subprocess.run(["docker", "compose", "config", "--quiet"], check=True, cwd=ROOT, env=given)
