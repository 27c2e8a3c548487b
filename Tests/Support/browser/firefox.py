"""Firefox, driven over its own Marionette protocol (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html)."""

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

# What Marionette sets by itself would let every file read every other, which no reader's browser does.
PREFERENCES = {
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    "marionette.port": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Firefox:
    """Started by `with`, and gone at its end, with all that it kept; `downloads` is where it saves files."""

    name = "firefox"

    @staticmethod
    def is_there() -> bool:
        """Whether it is installed."""
        return shutil.which("firefox-esr") is not None

    def __enter__(self) -> "Firefox":
        self._folder = Path(tempfile.mkdtemp(prefix="firefox-"))
        self.downloads = self._folder / "downloads"
        self.downloads.mkdir()
        preferences = {**PREFERENCES, "browser.download.dir": str(self.downloads)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (self._folder / "user.js").write_text("".join(lines))
        self._process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--marionette", "--profile", str(self._folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self._folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self._socket = socket.create_connection(("127.0.0.1", self._port()))
        self._bytes = b""
        self._number = 0
        self._read()
        self._ask("WebDriver:NewSession", {"acceptInsecureCerts": True, "timeouts": {"pageLoad": 120_000}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self, address: str) -> None:
        """Opens a page, and waits until it is loaded."""
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function's body returns, or what the promise resolves to that it returns."""
        asked = {"script": script, "args": list(arguments), "newSandbox": True, "sandbox": None}
        return self._ask("WebDriver:ExecuteScript", asked)["value"]

    def back(self) -> None:
        """Goes back in the history."""
        self._ask("WebDriver:Back", {})

    def reload(self) -> None:
        """Loads the page anew."""
        self._ask("WebDriver:Refresh", {})

    def console(self) -> list[str]:
        """It tells nothing of its console."""
        return []

    def _port(self) -> int:
        # It writes the port once it listens there.
        file = self._folder / "MarionetteActivePort"
        end = time.monotonic() + 120
        while time.monotonic() < end and self._process.poll() is None:
            if file.exists() and (text := file.read_text().strip()):
                return int(text)
            time.sleep(0.05)
        raise RuntimeError("firefox-esr did not start")

    def _read(self) -> Any:
        while b":" not in self._bytes:
            self._receive()
        length, _, rest = self._bytes.partition(b":")
        while len(rest) < int(length):
            self._receive()
            rest = self._bytes.partition(b":")[2]
        self._bytes = rest[int(length):]
        return json.loads(rest[: int(length)])

    def _receive(self) -> None:
        more = self._socket.recv(1 << 16)
        if not more:
            raise RuntimeError("firefox-esr went away")
        self._bytes += more

    def _ask(self, name: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _, number, error, value = self._read()
        if number != self._number or error:
            raise RuntimeError(f"{name}: {error}")
        return value
