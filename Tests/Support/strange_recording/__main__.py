"""Lets a cluster do all that is strange, and writes what could be seen of it from outside."""

import argparse
import tempfile
import time
from pathlib import Path

import redis
from celery import Celery
from celery_cluster import options
from celery_cluster.running import APPLICATION, Cluster
from demo_recording.broker_state import record_messages, record_results
from demo_recording.event_tap import EventTap
from demo_recording.inspection import record_inspection
from demo_recording.neutral import Neutral
from demo_recording.recording import Recording
from kombu import pools
from servers.process_groups import ProcessGroups

CLUSTER = ("serve", "--scenario", "strange", "--visibility-timeout", "5")
AT_FIRST = ("occupies-solo", "replaced", "bounces-early", "crashes", "overruns", "revoked-while-running")
BEFORE_THE_BREAK = ("delivered-again", "begun-again", "holds", "holds", "waits-behind", "waits-behind")


def main() -> None:
    """Reads the options and records."""
    parser = argparse.ArgumentParser(prog="record-strange", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the file to write, ….ndjson.gz")
    file = parser.parse_args().to
    folder = Path(tempfile.mkdtemp(prefix="strange-"))
    with ProcessGroups(folder) as groups:
        cluster = Cluster(options.parse([*CLUSTER]), groups, folder)
        addresses = cluster.start()
        try:
            record(cluster, addresses, file)
        finally:
            cluster.leave()


def record(cluster: Cluster, addresses: dict, file: Path) -> None:
    """Lets it happen, and writes the recording."""
    broker = redis.Redis.from_url(addresses["broker"], client_name="tap")
    recording = Recording(Neutral(APPLICATION, addresses["port"]))
    version = broker.info("server")["redis_version"]
    recording.note("broker", url="redis://localhost:6379/0", server=f"Redis {version}", transport="redis")
    tap = EventTap(broker, 0, recording)
    tap.start()
    send(cluster, recording, AT_FIRST)
    time.sleep(8)
    send(cluster, recording, BEFORE_THE_BREAK)
    time.sleep(1)
    cluster.broker_actions()["disconnect-workers"]()
    time.sleep(8)
    # On Redis, whoever connects delivers again what nobody acknowledged for too long.
    cluster.start_twin(options.SOLO.name)
    time.sleep(27)
    cluster.stop_twin()
    time.sleep(4)
    # The connections of this process were broken as well.
    pools.reset()
    record_inspection(Celery(broker=addresses["broker"]), recording, expected=len(cluster.options.plans), timeout=5)
    record_messages(broker, recording, limit=100)
    record_results(redis.Redis.from_url(addresses["result_backend"]), recording, limit=100)
    recording.note("watched", since=tap.since, until=tap.stop())
    print(f"{len(recording)} lines, {recording.save(file)} bytes in {file}")


def send(cluster: Cluster, recording: Recording, fates: tuple[str, ...]) -> None:
    """Sends a task of each fate, and notes which is which."""
    for fate in fates:
        recording.note("fate", fate=fate, uuid=cluster.strange(fate)["uuid"])


if __name__ == "__main__":
    main()
