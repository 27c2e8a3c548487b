"""Becomes the server of names of a network of its own, says nothing, and runs a command there."""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
import tempfile

SIOCSIFFLAGS, IFF_UP, MS_BIND = 0x8914, 0x1, 0x1000


def main() -> int:
    """Returns what the command returns; killed, it takes the command along."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as names, tempfile.NamedTemporaryFile() as file:
        loopback = struct.pack("16sH14x", b"lo", IFF_UP)
        fcntl.ioctl(names, SIOCSIFFLAGS, loopback)
        names.bind(("127.0.0.1", 53))
        file.write(b"nameserver 127.0.0.1\n")
        file.flush()
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.mount(file.name.encode(), b"/etc/resolv.conf", None, MS_BIND, None) != 0:
            raise OSError(ctypes.get_errno(), "cannot mount over /etc/resolv.conf")
        return subprocess.run(sys.argv[1:]).returncode


if __name__ == "__main__":
    sys.exit(main())
