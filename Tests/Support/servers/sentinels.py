"""A Redis with a replica, and the Sentinels that watch both."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import redis

from .free_port import free_port
from .process_groups import ProcessGroups

MASTER = "lab-master"

SENTINEL = """
bind 127.0.0.1
port {port}
dir {folder}
sentinel monitor {master} 127.0.0.1 {master_port} 1
sentinel auth-pass {master} "{password}"
sentinel down-after-milliseconds {master} 800
sentinel failover-timeout {master} 4000
requirepass "{own_password}"
"""


@dataclass
class Sentinels:
    """Two servers that replicate each other and two Sentinels, each with a password, on free ports of the loopback."""

    groups: ProcessGroups
    folder: Path
    password: str
    own_password: str
    ports: list[int] = field(default_factory=list, init=False)
    servers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict, init=False)

    def start(self) -> None:
        """Returns once the Sentinels know the replica and each other."""
        first, second = free_port(), free_port()
        self._start_server(first)
        self._start_server(second, "--replicaof", "127.0.0.1", str(first))
        for number in range(2):
            port = free_port()
            file = self.folder / f"sentinel-{number}.conf"
            file.write_text(
                SENTINEL.format(
                    port=port, folder=self.folder, master=MASTER, master_port=first, password=self.password,
                    own_password=self.own_password,
                )
            )
            command = ["redis-server", str(file), "--sentinel"]
            self.groups.start(command, log=self.folder / f"sentinel-{number}.log", folder=self.folder)
            self.ports.append(port)
        self._await(lambda state: int(state["num-slaves"]) == 1 and int(state["num-other-sentinels"]) == 1)

    def url(self, database: int) -> str:
        """The Sentinels as Celery writes them; the password is that of the servers."""
        credentials = f":{quote(self.password, safe='')}@"
        return ";".join(f"sentinel://{credentials}127.0.0.1:{port}/{database}" for port in self.ports)

    def client(self, database: int = 0) -> "redis.Redis":
        """A client for the master."""
        return redis.Redis(port=self.master_port(), db=database, password=self.password)

    def master_port(self) -> int:
        """Where the master is now, by the word of the first Sentinel."""
        return int(self._sentinel(self.ports[0]).sentinel_get_master_addr_by_name(MASTER)[1])

    def fail_over(self) -> dict[str, int]:
        """Kills the master; returns once both Sentinels name the other server, and that takes writes."""
        old = self.master_port()
        self.groups.kill(self.servers.pop(old))
        new = next(iter(self.servers))
        deadline = time.monotonic() + 60
        while True:
            named = {int(self._sentinel(port).sentinel_get_master_addr_by_name(MASTER)[1]) for port in self.ports}
            role = redis.Redis(port=new, password=self.password).role()[0]
            if named == {new} and role == b"master":
                return {"old": old, "new": new}
            if time.monotonic() > deadline:
                raise TimeoutError(f"the Sentinels name {named}, {new} is {role}")
            time.sleep(0.1)

    def _start_server(self, port: int, *arguments: str) -> None:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(self.folder)]
        command += ["--requirepass", self.password, "--masterauth", self.password, "--repl-diskless-sync-delay", "0"]
        log = self.folder / f"redis-{port}.log"
        self.servers[port] = self.groups.start([*command, *arguments], log=log, folder=self.folder)

    def _sentinel(self, port: int) -> "redis.Redis":
        return redis.Redis(port=port, password=self.own_password, decode_responses=True)

    def _await(self, condition) -> None:
        deadline = time.monotonic() + 30
        while True:
            try:
                if all(condition(self._sentinel(port).sentinel_master(MASTER)) for port in self.ports):
                    return
            except redis.exceptions.ConnectionError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError("the Sentinels do not know each other")
            time.sleep(0.1)
