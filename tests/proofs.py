"""The proofs that take long: chosen by ``--long``, counted for the page that ``./test --long`` writes."""

import json
import os
from pathlib import Path

import psycopg
import redis
from django.db import connection

LASTING = ("long", "repeated")


def choose(config, items) -> None:
    """With ``--long``, what is marked for it; without, everything else, and what is repeated runs once."""
    wanted = config.getoption("--long")
    left = [
        item
        for item in items
        if not (any(map(item.get_closest_marker, LASTING)) if wanted else not item.get_closest_marker("long"))
    ]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


def repeat(metafunc) -> None:
    """With ``--long``, each test marked ``repeated(turns)`` runs that often."""
    marker = metafunc.definition.get_closest_marker("repeated")
    if marker and metafunc.config.getoption("--long"):
        metafunc.fixturenames.append("turn")
        metafunc.parametrize("turn", range(marker.args[0]))


class Count:
    """What passed: turns, seconds, and the figures that tests give to ``record_property``, summed over the turns."""

    def __init__(self, page: Path):
        self.page, self.proofs = page, {}

    def pytest_runtest_logreport(self, report) -> None:
        """Count one turn of a proof."""
        if report.when == "call" and report.passed:
            name = report.nodeid.rpartition("::")[2].partition("[")[0].removeprefix("test_").replace("_", " ")
            proof = self.proofs.setdefault(name, {"name": name, "turns": 0, "seconds": 0.0, "figures": {}})
            proof["turns"] += 1
            proof["seconds"] += report.duration
            for figure, value in report.user_properties:
                proof["figures"][figure] = proof["figures"].get(figure, 0) + value

    def pytest_sessionfinish(self) -> None:
        """Leave the count to the command."""
        told = {"versions": versions(), "proofs": list(self.proofs.values())}
        self.page.write_text(json.dumps(told), encoding="utf-8")


def versions() -> dict[str, str]:
    """What the proofs ran on."""
    with psycopg.connect(**{**connection.get_connection_params(), "dbname": "postgres"}) as server:
        number = server.info.server_version
    broker = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost:6379/0")).info("server")
    return {"PostgreSQL": f"{number // 10000}.{number % 10000}", "Valkey or Redis": broker["redis_version"]}


def counted(config) -> None:
    """Count the turns of the proofs when ``PROOFS`` names the page to write."""
    if page := os.environ.get("PROOFS"):
        config.pluginmanager.register(Count(Path(page)))
