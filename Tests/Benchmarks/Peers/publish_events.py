"""Publishes the events of a recording to a Redis on loopback as kombu does, one PUBLISH each, at a steady rate.

Says `ready` once all is prepared, begins at a line on its standard input, and then prints how many events it published and
the seconds that it took.
"""

import base64
import json
import socket
import sys
import threading
import time

PARTS = 100  # Chunks that a second's events are sent in.

port, recording, rate = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])


def command(line):
    event_type = json.loads(line)["type"]
    routing_key = event_type.replace("-", ".")
    envelope = json.dumps(
        {
            "body": base64.b64encode(line.rstrip()).decode(),
            "content-encoding": "utf-8",
            "content-type": "application/json",
            "headers": {"hostname": "worker.shop.example"},
            "properties": {
                "delivery_mode": 1,
                "delivery_info": {"exchange": "celeryev", "routing_key": routing_key},
                "priority": 0,
                "body_encoding": "base64",
                "delivery_tag": "5c0b1b7e-4f5e-4a55-9c4a-0d4a2a7f9d10",
            },
        }
    ).encode()
    channel = f"/0.celeryev/{routing_key}".encode()
    return b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n" % (len(channel), channel, len(envelope), envelope)


def drain(connection):
    while connection.recv(1 << 16):
        pass


chunks, parts, count = [], [], 0
with open(recording, "rb") as lines:
    for count, line in enumerate(lines, 1):
        parts.append(command(line))
        if count % (rate // PARTS) == 0:
            chunks.append(b"".join(parts))
            parts.clear()
chunks.append(b"".join(parts))

with socket.create_connection(("127.0.0.1", port)) as connection:
    threading.Thread(target=drain, args=(connection,), daemon=True).start()
    print("ready", flush=True)
    sys.stdin.readline()
    start = time.monotonic()
    for number, chunk in enumerate(chunks):
        time.sleep(max(0.0, start + number / PARTS - time.monotonic()))
        connection.sendall(chunk)
    print(count, time.monotonic() - start, flush=True)
    time.sleep(1)
