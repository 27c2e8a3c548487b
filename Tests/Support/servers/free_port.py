"""Ports that nobody listens on, and that nobody else gets."""

import socket

# Bound, not listening: the system gives such a port to nobody, and a server that reuses addresses may still listen on it.
_held: list[socket.socket] = []


def free_port() -> int:
    """One of the loopback, both of them where there are two; held for as long as this process lives."""
    while True:
        first = _bound(socket.AF_INET, "127.0.0.1", 0)
        port = int(first.getsockname()[1])
        try:
            _held.extend([first, _bound(socket.AF_INET6, "::1", port)] if has_other_loopback() else [first])
            return port
        except OSError:
            first.close()


def has_other_loopback() -> bool:
    """Whether this machine has an IPv6 loopback."""
    try:
        _bound(socket.AF_INET6, "::1", 0).close()
        return True
    except OSError:
        return False


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    held = socket.socket(family)
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            held.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        held.bind((host, port))
    except OSError:
        held.close()
        raise
    return held
