"""A PostgreSQL server of one's own."""

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from .free_port import free_port
from .process_groups import ProcessGroups

NEWEST_FIRST = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))


def program(name: str) -> str:
    """Where Debian puts it, or whoever is in PATH."""
    found = [str(folder / name) for folder in NEWEST_FIRST if (folder / name).exists()]
    return (found or [shutil.which(name) or name])[0]


@dataclass
class PostgreSQLServer:
    """Listens on a free port of loopback, knows passwords alone, and keeps its data in `folder`; never runs as root."""

    groups: ProcessGroups
    folder: Path
    password: str = "p:ss/w@rd"
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Returns once the server answers."""
        self.port = self.port or free_port()
        data = self.folder / "postgresql"
        data.mkdir()
        secret = self.folder / "postgresql.password"
        secret.write_text(self.password)
        for path in (data, secret):
            self._give(path)
        self.folder.chmod(0o711)
        initialize = [program("initdb"), "-D", str(data), "-U", "owner", f"--pwfile={secret}", "-A", "scram-sha-256"]
        subprocess.run(
            [*self._as_user, *initialize, "-E", "UTF8", "--locale=C", "--no-sync"], check=True, cwd="/",
            stdout=subprocess.DEVNULL,
        )
        options = {
            "port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off",
            "timezone": "UTC", "max_connections": 60, "shared_buffers": "16MB",
        }
        command = [program("postgres"), "-D", str(data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        log = self.folder / "postgresql.log"
        self.process = self.groups.start([*self._as_user, *command], log=log, folder=Path("/"))
        deadline = time.monotonic() + 30
        while True:
            try:
                self.connect("postgres").close()
                return
            except psycopg2.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def connect(self, database: str):
        """A connection of the owner's, each statement for itself."""
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user="owner", password=self.password, dbname=database
        )
        connection.autocommit = True
        return connection

    def run(self, database: str, *statements: str) -> None:
        """Does something as the owner."""
        connection = self.connect(database)
        for statement in statements:
            connection.cursor().execute(statement)
        connection.close()

    @property
    def _as_user(self) -> list[str]:
        if os.geteuid() != 0:
            return []
        user = self._user
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]

    @property
    def _user(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwnam("postgres")
        except KeyError:
            return pwd.getpwnam("nobody")

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)
