"""The database and the broker: ours, unless DATABASE_URL or REDIS_URL name real ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eig.commands import postgres, valkey
from eig.commands.environment import Environment
from eig.commands.places import Places
from eig.commands.processes import Child, stop_all

NAMES = ("DATABASE_URL", "REDIS_URL")


@dataclass
class Services:
    """What was started, in order, and the addresses that the product must know."""

    children: list[Child] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)

    def stop(self) -> None:
        """Stop what was started, last first."""
        stop_all(self.children)


def start(
    environment: Environment,
    places: Places,
    given: Mapping[str, str],
    *,
    holding: Iterable[int] = (),
    throw_away: bool = False,
) -> Services:
    """Start what the `given` variables do not name; with `throw_away`, fast and forgetful."""
    services = Services(urls={name: given[name] for name in NAMES if given.get(name)})
    try:
        if "DATABASE_URL" not in services.urls:
            settings = postgres.THROW_AWAY if throw_away else {}
            services.children.append(postgres.start(environment, places, holding=holding, settings=settings))
            services.urls["DATABASE_URL"] = postgres.url(places)
        if "REDIS_URL" not in services.urls:
            services.children.append(valkey.start(environment, places, holding=holding, keep=not throw_away))
            services.urls["REDIS_URL"] = valkey.url(places)
    except BaseException:
        services.stop()
        raise
    return services
