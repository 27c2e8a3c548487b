"""A Sentinel that watches a Redis by TLS, and speaks it too on one of its ports."""

import time
from dataclasses import dataclass
from pathlib import Path

import redis

from .free_port import free_port
from .process_groups import ProcessGroups
from .redis_server import RedisServer
from .sentinels import MASTER

CONFIGURATION = """
bind 127.0.0.1 -::1
port {port}
tls-port {tls_port}
tls-ca-cert-file {authority}
tls-cert-file {certificate}
tls-key-file {key}
tls-replication yes
dir {folder}
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel monitor {master} localhost {master_port} 1
"""


@dataclass(frozen=True)
class TLSSentinel:
    """Knows the server by the name in its certificate; by TLS, it asks for a certificate as the server does."""

    groups: ProcessGroups
    folder: Path
    server: RedisServer

    def start(self) -> dict[str, int]:
        """Returns its ports once it finds the server alive."""
        port, tls_port, certificates = free_port(), free_port(), self.server.certificates
        if not certificates:
            raise ValueError("the server speaks no TLS")
        file = self.folder / "tls-sentinel.conf"
        file.write_text(
            CONFIGURATION.format(
                port=port, tls_port=tls_port, folder=self.folder, master=MASTER,
                master_port=self.server.tls_port, authority=certificates.authority,
                certificate=certificates.certificate("server"), key=certificates.key("server"),
            )
        )
        command = ["redis-server", str(file), "--sentinel"]
        self.groups.start(command, log=self.folder / "tls-sentinel.log", folder=self.folder)
        client = redis.Redis(port=port, decode_responses=True)
        deadline = time.monotonic() + 20
        while True:
            try:
                # Until it has heard from the server, it knows no identifier of its.
                if client.sentinel_master(MASTER)["runid"]:
                    return {"port": port, "tls_port": tls_port}
            except redis.exceptions.ConnectionError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError("the Sentinel does not find the server")
            time.sleep(0.1)
