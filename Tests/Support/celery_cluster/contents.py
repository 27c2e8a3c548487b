"""What a Redis database holds, so that two moments can be compared."""

import hashlib
from collections.abc import Iterator

import redis


def contents(client: "redis.Redis") -> Iterator[tuple[str, str]]:
    """Each key with its type and a digest of what it holds; of sorted sets the members, since scores are times."""
    for key in client.scan_iter(count=5000):
        kind = client.type(key).decode()
        digest = hashlib.sha256(repr(_held(client, kind, key)).encode()).hexdigest()
        yield key.decode(errors="backslashreplace"), f"{kind} {digest}"


def _held(client: "redis.Redis", kind: str, key: bytes) -> object:
    match kind:
        case "set":
            return sorted(client.smembers(key))
        case "zset":
            return sorted(client.zrange(key, 0, -1))
        case "hash":
            return sorted(client.hgetall(key).items())
        case "list":
            return client.lrange(key, 0, -1)
        case _:
            return client.get(key)
