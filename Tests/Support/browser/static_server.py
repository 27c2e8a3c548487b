"""A server of static files, as plain as there are."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, policy: str | None, **options: object) -> None:
        self._policy = policy
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


class StaticServer:
    """Serves a folder on a free port of loopback, from `with` to its end; `policy` goes with every answer."""

    def __init__(self, folder: Path, policy: str | None = None) -> None:
        handler = partial(_Handler, directory=str(folder), policy=policy)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """Where the folder is found, with a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "StaticServer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
