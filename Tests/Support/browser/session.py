"""One browser, driven over the WebDriver protocol (https://www.w3.org/TR/webdriver2/) and Chromium's logs."""

import json
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

CAPABILITIES = {
    "browserName": "chrome",
    "acceptInsecureCerts": True,
    "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    "goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]},
}

LOOK = """return {
    title: document.title,
    language: document.documentElement.lang,
    tables: Object.fromEntries([...document.querySelectorAll('table[id]')].map(table =>
        [table.id, [...table.tHead.rows[0].cells].map(cell => cell.textContent.trim().replace(/\\s+/g, ' '))])),
}"""


def start_driver() -> tuple[subprocess.Popen[str], int]:
    """A chromedriver and its port.

    It takes one that is free on ::1, and gives up where the same is taken on 127.0.0.1, as one of a hundred may be.
    """
    said = ""
    for _ in range(20):
        driver = subprocess.Popen(
            ["chromedriver", "--port=0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for line in driver.stdout or []:
            if "started successfully on port" in line:
                return driver, int(line.rstrip(".\n").rpartition(" ")[2])
            said += line
        driver.wait()
        if "port not available" not in said:
            break
    raise RuntimeError(f"chromedriver did not start: {said}")


class Browser:
    """Started by `with`, and gone at its end, with all that it kept; `downloads` is where it saves files."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments

    def __enter__(self) -> "Browser":
        self._folder = tempfile.mkdtemp(prefix="browser-")
        self._driver, port = start_driver()
        self._address = f"http://127.0.0.1:{port}"
        options = {**CAPABILITIES["goog:chromeOptions"]}
        options["args"] = [*options["args"], *self._arguments, f"--user-data-dir={self._folder}"]
        self.downloads = Path(self._folder) / "downloads"
        self.downloads.mkdir()
        wanted = {"alwaysMatch": {**CAPABILITIES, "goog:chromeOptions": options}}
        self._address += f"/session/{self._ask('/session', {'capabilities': wanted})['sessionId']}"
        self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self._ask("", method="DELETE")
        finally:
            self._driver.terminate()
            self._driver.wait()
            shutil.rmtree(self._folder, ignore_errors=True)

    def visit(self, address: str) -> dict[str, Any]:
        """What a page shows, what it said to the console, and what it asked for."""
        self._log("performance")
        self.open(address)
        return {"page": address, **self.run(LOOK), "console": self.console(), "requests": self._requests(address)}

    def open(self, address: str) -> None:
        """Opens a page, and waits until it is loaded."""
        self._ask("/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function's body returns, or what the promise resolves to that it returns."""
        return self._ask("/execute/sync", {"script": script, "args": list(arguments)})

    def press(self, *keys: str) -> None:
        """Presses keys one after the other; special ones are named as in the protocol."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def command(self, name: str, **parameters: Any) -> Any:
        """A command of Chromium's own protocol (https://chromedevtools.github.io/devtools-protocol/)."""
        return self._ask("/goog/cdp/execute", {"cmd": name, "params": parameters})

    def console(self) -> list[str]:
        """What was said to the console since it was last asked, violations of policies included."""
        return [f"{entry['level']}: {entry['message']}" for entry in self._log("browser")]

    def back(self) -> None:
        """Goes back in the history."""
        self._ask("/back")

    def reload(self) -> None:
        """Loads the page anew."""
        self._ask("/refresh")

    def forward(self) -> None:
        """Goes forward in the history."""
        self._ask("/forward")

    def picture(self, address: str, width: int, height: int) -> str:
        """What a page looks like in a window of that size, as a PNG in Base64."""
        self._ask("/window/rect", {"width": width, "height": height})
        self._ask("/url", {"url": address})
        return self._ask("/screenshot", method="GET")

    def _requests(self, page: str) -> list[str]:
        events = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [request["request"]["url"] for request in sent if request["documentURL"] == page]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        return self._ask("/se/log", {"type": kind})

    def _ask(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Any:
        data = json.dumps(body or {}).encode() if method == "POST" else None
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=300) as response:
            return json.load(response)["value"]
