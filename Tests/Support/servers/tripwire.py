"""A port in front of a server, at which something happens once a client says a certain thing."""

import socket
import threading
from collections.abc import Callable


class Tripwire:
    """Hands on what clients and the server at `target` say to each other.

    Before it hands on the first piece in which a client has said `marker`, it does what `spring` says, once.
    """

    def __init__(self, target: int, marker: bytes, spring: Callable[[], None]) -> None:
        self._target, self._marker, self._spring = target, marker, spring
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = [self._listener]
        self.port: int = self._listener.getsockname()[1]
        self.is_sprung = False
        self._is_closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Lets nobody through any more, and nothing happen any more; returns once what had begun to happen has."""
        with self._lock:
            self._is_closed = True
        for each in self._sockets:
            _hang_up(each)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            self._sockets += [client, server]
            threading.Thread(target=self._carry, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(server, client, False), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, is_watched: bool) -> None:
        end = b""
        try:
            while piece := source.recv(1 << 16):
                if is_watched:
                    end = end[-len(self._marker) :] + piece
                    if self._marker in end:
                        self._trip()
                sink.sendall(piece)
        except OSError:
            pass
        _hang_up(source)
        _hang_up(sink)

    def _trip(self) -> None:
        with self._lock:
            if not self.is_sprung and not self._is_closed:
                self.is_sprung = True
                self._spring()


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()
