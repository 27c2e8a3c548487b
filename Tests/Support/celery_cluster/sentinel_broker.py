"""A Redis that Sentinels watch, as the lab's broker."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from servers.process_groups import ProcessGroups
from servers.sentinels import MASTER, Sentinels

from .contents import contents
from .options import Options


class LabSentinels:
    """Two servers, one of which is the master, and two Sentinels."""

    PASSWORD, OWN_PASSWORD = "p:ss/w@rd", "hush hush"

    def __init__(self, options: Options, groups: ProcessGroups, folder: Path) -> None:
        self._database = options.broker_db
        self._sentinels = Sentinels(groups, folder, self.PASSWORD, self.OWN_PASSWORD)

    @property
    def addresses(self) -> dict[str, Any]:
        """Where the Sentinels are."""
        url = self._sentinels.url(self._database)
        return {"broker": url, "port": self._sentinels.ports[0], "tls_port": 0, "master": MASTER}

    def start(self) -> None:
        """Returns once the Sentinels know all that there is."""
        self._sentinels.start()

    def revive(self) -> None:
        """Nothing is to be done: the other server has taken over."""

    def kill(self) -> None:
        """The master is gone."""
        self._sentinels.fail_over()

    def signal(self, number: int) -> None:
        """Signals all servers."""
        for server in self._sentinels.servers.values():
            server.send_signal(number)

    def listeners(self) -> int:
        """How many listen to patterns of channels."""
        return int(self._client().pubsub_numpat())

    def contents(self) -> dict[str, str]:
        """What the master holds."""
        return dict(contents(self._client()))

    def ready(self, queue: str) -> int:
        """How many messages wait."""
        return int(self._client().llen(queue))

    def settings(self) -> dict[str, Any]:
        """What Celery is to be told of it."""
        options = {"master_name": MASTER, "sentinel_kwargs": {"password": self.OWN_PASSWORD}}
        return {"broker_url": self._sentinels.url(self._database), "broker_transport_options": options}

    def actions(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What can be asked of this one alone."""
        return {"fail-over": self._sentinels.fail_over}

    def _client(self):
        return self._sentinels.client(self._database)
