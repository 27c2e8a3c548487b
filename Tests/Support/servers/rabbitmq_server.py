"""A RabbitMQ server of one's own, with its management API."""

import base64
import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .certificates import Certificates
from .free_port import free_port, has_other_loopback
from .process_groups import ProcessGroups

SCRIPT = "/usr/lib/rabbitmq/bin/rabbitmq-server"
CONTROL = "/usr/lib/rabbitmq/bin/rabbitmqctl"

CONFIGURATION = """
listeners.tcp.1 = 127.0.0.1:{port}
heartbeat = {heartbeat}
management.tcp.ip = 127.0.0.1
management.tcp.port = {management_port}
collect_statistics_interval = 1000
disk_free_limit.absolute = 50MB
log.console = true
log.file = false
"""

WITHOUT_STATISTICS = "management_agent.disable_metrics_collector = true\n"

OTHER_LOOPBACK = "listeners.tcp.2 = ::1:{port}\n"

ENCRYPTION = """
listeners.ssl.1 = 127.0.0.1:{port}
ssl_options.cacertfile = {authority}
ssl_options.certfile = {certificate}
ssl_options.keyfile = {key}
ssl_options.verify = verify_peer
ssl_options.fail_if_no_peer_cert = true
"""


@dataclass
class RabbitMQServer:
    """Listens on free ports of the loopback and keeps everything in `folder`, its Erlang cookie included."""

    groups: ProcessGroups
    folder: Path
    virtual_host: str = "/"
    user: str = ""
    password: str = ""
    heartbeat: int = 60
    statistics: bool = True
    certificates: Certificates | None = None
    port: int = 0
    tls_port: int = 0
    management_port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _names: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _names_port: int = field(default=0, init=False)
    _distribution_port: int = field(default=0, init=False)

    @property
    def url(self) -> str:
        """The address of the virtual host."""
        credentials = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        return f"amqp://{credentials}127.0.0.1:{self.port}/{quote(self.virtual_host, safe='')}"

    @property
    def management_url(self) -> str:
        """Where the management API is."""
        return f"http://127.0.0.1:{self.management_port}"

    def start(self) -> None:
        """Returns once the server answers; makes the virtual host and the user that are not there."""
        for name in ("port", "management_port", "_names_port", "_distribution_port"):
            setattr(self, name, getattr(self, name) or free_port())
        if not self._names:
            command = ["epmd", "-port", str(self._names_port), "-address", "127.0.0.1"]
            self._names = self.groups.start(command, log=self.folder / "epmd.log", folder=self.folder)
        (self.folder / "rabbitmq.conf").write_text(self._configuration())
        (self.folder / "enabled_plugins").write_text("[rabbitmq_management].\n")
        self.process = self.groups.start(
            [SCRIPT], log=self.folder / "rabbitmq.log", folder=self.folder, environment=self._environment()
        )
        self._await()
        if self.virtual_host != "/":
            self.api("PUT", f"vhosts/{quote(self.virtual_host, safe='')}")
            self.permit("guest")
        if self.user:
            self.add_user(self.user, self.password, tags="administrator")

    def add_user(
        self, user: str, password: str, tags: str = "", configure: str = ".*", write: str = ".*", read: str = ".*"
    ) -> None:
        """Lets another user in."""
        self.api("PUT", f"users/{quote(user, safe='')}", {"password": password, "tags": tags})
        self.permit(user, configure, write, read)

    def permit(self, user: str, configure: str = ".*", write: str = ".*", read: str = ".*") -> None:
        """Says what a user may do in the virtual host."""
        path = f"permissions/{quote(self.virtual_host, safe='')}/{quote(user, safe='')}"
        self.api("PUT", path, {"configure": configure, "write": write, "read": read})

    def api(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        """Asks the management API; returns what its JSON says."""
        request = urllib.request.Request(f"{self.management_url}/api/{path}", method=method, headers=headers or {})
        request.add_header("Authorization", "Basic " + base64.b64encode(b"guest:guest").decode())
        if body is not None or method in ("PUT", "POST"):
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body or {}).encode()
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def in_host(self, kind: str, rest: str = "") -> Any:
        """What the management API says of the queues, exchanges or bindings of the virtual host."""
        return self.api("GET", f"{kind}/{quote(self.virtual_host, safe='')}{rest}")

    def kill(self) -> None:
        """Ends the server at once; its ports and what it keeps on disk stay for `start`."""
        if self.process:
            self.groups.kill(self.process)
            self.process = None

    def signal(self, number: int) -> None:
        """Signals the server."""
        if self.process:
            self.groups.signal(self.process, number)

    def stop(self) -> None:
        """Ends the server in peace."""
        if self.process:
            self.groups.stop([self.process], patience=30)
            self.process = None

    def raise_alarm(self, is_on: bool) -> None:
        """Lets it believe that it has hardly any memory, or as much as it has."""
        share = "0.000001" if is_on else "0.6"
        command = [CONTROL, "--node", self._environment()["RABBITMQ_NODENAME"], "set_vm_memory_high_watermark", share]
        environment = {**os.environ, **self._environment()}
        subprocess.run(command, env=environment, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def close_connections(self, product: str, reason: str) -> int:
        """Closes all connections of the clients that call themselves so; returns how many there were."""
        found = [each for each in self.api("GET", "connections") if each["client_properties"].get("product") == product]
        for each in found:
            self.api("DELETE", f"connections/{quote(each['name'], safe='')}", headers={"X-Reason": reason})
        return len(found)

    def _await(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                if self._is_up():
                    return
            except (urllib.error.URLError, ConnectionError, LookupError, TimeoutError) as error:
                if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                    log = (self.folder / "rabbitmq.log").read_text()[-3000:]
                    raise RuntimeError(f"RabbitMQ did not come up: {error}\n{log}") from error
            time.sleep(0.1)

    def _is_up(self) -> bool:
        if not self.statistics:
            return bool(self.api("GET", "vhosts"))
        return bool(self.api("GET", "nodes")[0]["running"] and self.api("GET", "overview")["listeners"])

    def _configuration(self) -> str:
        places = {"port": self.port, "management_port": self.management_port}
        text = CONFIGURATION.format(**places, heartbeat=self.heartbeat)
        if has_other_loopback():
            text += OTHER_LOOPBACK.format(port=self.port)
        if not self.statistics:
            text += WITHOUT_STATISTICS
        if self.certificates:
            self.tls_port = self.tls_port or free_port()
            text += ENCRYPTION.format(
                port=self.tls_port,
                authority=self.certificates.authority,
                certificate=self.certificates.certificate("server"),
                key=self.certificates.key("server"),
            )
        return text

    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.folder),
            "RABBITMQ_HOME": "/usr/lib/rabbitmq",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_NODENAME": f"rabbit-{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(self._distribution_port),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.folder),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(self.folder / "generated"),
            "RABBITMQ_PID_FILE": str(self.folder / "rabbitmq.pid"),
            "ERL_EPMD_PORT": str(self._names_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+sbwt none +sbwtdcpu none +sbwtdio none",
        }

