"""A Redis server of one's own, or a Valkey."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import redis

from .certificates import Certificates
from .free_port import free_port
from .process_groups import ProcessGroups


@dataclass
class RedisServer:
    """Listens on a free port of both loopbacks and on a Unix socket in `folder`, and keeps nothing on disk."""

    groups: ProcessGroups
    folder: Path
    password: str = ""
    user: str = ""
    port: int = 0
    certificates: Certificates | None = None
    tls_port: int = 0
    program: str = "redis-server"
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def socket_path(self) -> Path:
        """Where the Unix socket is."""
        return self.folder / "redis.sock"

    @property
    def credentials(self) -> str:
        """The part of a URL before the host, `@` included; empty without a password."""
        return f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.password else ""

    def url(self, database: int) -> str:
        """The TCP address of one database."""
        return f"redis://{self.credentials}127.0.0.1:{self.port}/{database}"

    def client(self, database: int = 0) -> "redis.Redis":
        """A client for one database; replies stay bytes."""
        return redis.Redis.from_url(self.url(database))

    def start(self) -> None:
        """Returns once the server answers."""
        self.port = self.port or free_port()
        self.process = self.groups.start(
            [self.program, *self._arguments()], log=self.folder / "redis.log", folder=self.folder
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                self.client().ping()
                return
            except redis.exceptions.ConnectionError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def kill(self) -> None:
        """Ends the server at once; its port stays free for `start`."""
        if self.process:
            self.groups.kill(self.process)
            self.process = None

    def _arguments(self) -> list[str]:
        # The hyphen: not every machine has the other loopback.
        arguments = ["--bind", "127.0.0.1", "-::1", "--port", str(self.port), "--unixsocket", str(self.socket_path)]
        arguments += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        arguments += ["--enable-debug-command", "local", "--slowlog-log-slower-than", "1000"]
        if self.certificates:
            self.tls_port = self.tls_port or free_port()
            arguments += ["--tls-port", str(self.tls_port), "--tls-ca-cert-file", str(self.certificates.authority)]
            arguments += ["--tls-cert-file", str(self.certificates.certificate("server"))]
            arguments += ["--tls-key-file", str(self.certificates.key("server"))]
        if self.user:
            arguments += ["--user", "default", "off"]
            arguments += ["--user", self.user, "on", f">{self.password}", "~*", "&*", "+@all"]
        elif self.password:
            arguments += ["--requirepass", self.password]
        return arguments
