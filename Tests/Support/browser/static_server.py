"""A server of static files, as plain as there are."""

import ssl
import subprocess
import tempfile
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
    """Serves a folder on a free port of loopback, from `with` to its end; `policy` goes with every answer.

    What is certified is served over TLS, with a certificate that is made for it and that nobody knows.
    """

    def __init__(self, folder: Path, policy: str | None = None, certified: bool = False) -> None:
        handler = partial(_Handler, directory=str(folder), policy=policy)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._scheme = "https" if certified else "http"
        if certified:
            self._server.socket = _certificate().wrap_socket(self._server.socket, server_side=True)

    @property
    def address(self) -> str:
        """Where the folder is found, with a slash at its end."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "StaticServer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _certificate() -> ssl.SSLContext:
    with tempfile.TemporaryDirectory(prefix="certificate-") as folder:
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
            check=True, capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context
