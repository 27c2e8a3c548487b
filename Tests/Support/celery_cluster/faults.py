"""What befalls a broker while it is looked at."""

import signal
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from servers.tripwire import Tripwire

from .brokers import LabBroker


class Faults:
    """Strikes a broker at the moment at which a client says a certain thing, and mends it again."""

    def __init__(self, broker: LabBroker) -> None:
        self._broker = broker
        self._wires: list[Tripwire] = []
        self._is_dead = self._is_paused = False
        self._revival: threading.Thread | None = None

    def set_tripwire(self, marker: str, fault: str, door: str = "broker") -> dict[str, Any]:
        """Opens a port in front of the broker, or of its management API, and returns it.

        Once a client says `marker` there, the broker is killed (`kill`), paused (`pause`), or killed and started again
        (`restart`).
        """
        addresses = self._broker.addresses
        port = addresses["port"] if door == "broker" else urlsplit(addresses["management"]).port
        kinds: dict[str, Callable[[], None]] = {"kill": self._kill, "pause": self._pause, "restart": self._restart}
        wire = Tripwire(port, marker.encode(), kinds[fault])
        self._wires.append(wire)
        return {"port": wire.port}

    def recover(self) -> dict[str, Any]:
        """Returns once the broker is as it was; says whether anything had happened."""
        for wire in self._wires:
            wire.close()
        if self._is_paused:
            self._broker.signal(signal.SIGCONT)
        if self._revival:
            self._revival.join()
        elif self._is_dead:
            self._broker.revive()
        sprung = any(wire.is_sprung for wire in self._wires)
        self._wires, self._revival, self._is_dead, self._is_paused = [], None, False, False
        return {"sprung": sprung}

    def _kill(self) -> None:
        self._is_dead = True
        self._broker.kill()

    def _pause(self) -> None:
        self._is_paused = True
        self._broker.signal(signal.SIGSTOP)

    def _restart(self) -> None:
        self._kill()
        self._revival = threading.Thread(target=self._broker.revive)
        self._revival.start()
