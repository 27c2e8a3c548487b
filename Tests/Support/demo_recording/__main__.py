"""Runs the shop for a while and writes what could be seen of it from outside."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from servers.process_groups import ProcessGroups
from servers.redis_server import RedisServer
from servers.result_listener import stop_listening_for_results

from .broker_state import QueueSampler, record_messages, record_results
from .day import Day
from .event_tap import EventTap
from .fleet import Fleet
from .inspection import record_inspection
from .load import Load
from .neutral import Neutral
from .recording import Recording

APPLICATION = Path(__file__).parent
BROKER_DATABASE, RESULT_DATABASE = 0, 1


def main() -> None:
    """Reads the options and records."""
    parser = argparse.ArgumentParser(prog="record-demo", description=__doc__)
    parser.add_argument("--seconds", type=float, default=540, help="how long the shop is open (default: 540)")
    parser.add_argument("--seed", type=int, default=1753, help="what the load's chance starts from")
    parser.add_argument("--to", type=Path, required=True, help="the file to write, ….ndjson.gz")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="shop-"))
    with ProcessGroups(folder) as groups:
        record(options.seconds, options.seed, options.to, folder, groups)


def record(seconds: float, seed: int, file: Path, folder: Path, groups: ProcessGroups) -> None:
    """Starts everything, lets the day pass, writes the recording."""
    server = RedisServer(groups, folder)
    server.start()
    weather = folder / "weather"
    weather.mkdir()
    environment = {
        "SHOP_BROKER": server.url(BROKER_DATABASE),
        "SHOP_RESULTS": server.url(RESULT_DATABASE),
        "SHOP_WEATHER": str(weather),
        "PYTHONPATH": str(APPLICATION),
    }
    os.environ.update(environment)
    sys.path.insert(0, str(APPLICATION))
    from shop.app import app

    broker = server.client(BROKER_DATABASE)
    recording = Recording(Neutral(APPLICATION, server.port))
    version = broker.info("server")["redis_version"]
    recording.note("broker", url="redis://localhost:6379/0", server=f"Redis {version}", transport="redis")
    tap = EventTap(server.client(), BROKER_DATABASE, recording)
    tap.start()
    fleet = Fleet(app, groups, folder, environment)
    fleet.start()
    sampler = QueueSampler(broker, recording, interval=5)
    sampler.start()
    Day(app, Load(app, seed), fleet, weather, seconds).run()
    record_inspection(app, recording, expected=len(fleet.names()), timeout=10)
    sampler.stop()
    record_messages(broker, recording, limit=100)
    record_results(server.client(RESULT_DATABASE), recording, limit=200)
    recording.note("watched", since=tap.since, until=tap.stop())
    fleet.stop()
    stop_listening_for_results(app)
    print(f"{len(recording)} lines, {recording.save(file)} bytes in {file}")


if __name__ == "__main__":
    main()
