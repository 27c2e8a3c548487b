"""Celery's integration tests, as its source distribution has them."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import celery

from .brokers import Servers

# What makes trouble for its own sake: a second worker of one name in one process, workers that never come up, other
# services; none of it is counted by anybody.
LEFT_OUT = (
    "test_prefork_shutdown", "test_worker", "test_loader", "test_backend", "test_security", "test_mem_leak",
    "test_quorum_queue_qos", "test_native_delayed", "test_rabbitmq_chord_unlock", "test_rabbitmq_default_queue",
)  # fmt: skip
# A minute of all: a bit of everything that a task may come to.
SHORT = (
    "basic_task or test_fail or retried_once or second_order or child_replaced_with_chain_first or duplicated or "
    "with_callback_child_replaced or test_parent_ids or test_nested_group_chord_body or test_chord_on_error"
)
PATIENCE = 60  # seconds a test may take: with two workers some never end


def source() -> Path:
    """The folder that holds the tests of the Celery that runs; fetched once, into the environment."""
    folder = Path(sys.prefix) / f"celery-{celery.__version__}"
    # Two checks may want it at once; the lock goes with this process.
    with folder.with_name("source.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            fetch(folder)
    return folder


def fetch(folder: Path) -> None:
    """Makes the folder of Celery's source distribution."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        options = ["--quiet", "--no-deps", "--no-binary", "celery", "--dest", place]
        # The environments share one pip.
        pip = [Path(sys.prefix).with_name("pip") / "bin" / "python", "-m", "pip", "--python", sys.executable]
        download = [*pip, "download", *options, f"celery=={celery.__version__}"]
        subprocess.run(download, check=True, stdout=sys.stderr)
        with tarfile.open(next(Path(place).glob("*.tar.gz"))) as archive:
            archive.extractall(place, filter="data")
        (Path(place) / folder.name).rename(folder)


def lay(folder: Path, servers: Servers) -> Path:
    """Copies the tests, without the Celery beside them, and has all workers tell what they do."""
    place = folder / "tests"
    shutil.copytree(source() / "t" / "integration", place / "t" / "integration")
    (place / "t" / "__init__.py").touch()
    (place / "pytest.ini").write_text("[pytest]\npython_classes = test_*\n")
    for name in LEFT_OUT:
        for file in (place / "t" / "integration").glob(f"{name}*.py"):
            if not file.name.endswith("_config.py"):
                file.unlink()
    settings = {
        "worker_send_task_events": True,
        "task_send_sent_event": True,
        "task_track_started": True,
        "broker_connection_retry_on_startup": True,
    }
    (place / "integration-tests-config.json").write_text(json.dumps(settings))
    (place / "settings.json").write_text(
        json.dumps({**settings, "broker_url": servers.broker, "result_backend": servers.backend})
    )
    return place


def environment(place: Path, servers: Servers) -> dict[str, str]:
    """What the tests and the second worker are told."""
    return {
        **os.environ,
        "PYTHONPATH": f"{place}:{os.environ['PYTHONPATH']}",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TEST_BROKER": servers.broker,
        "TEST_BACKEND": servers.backend,
        "REDIS_HOST": "127.0.0.1",
        "REDIS_PORT": str(servers.redis.port),
        "TRUTH_SETTINGS": str(place / "settings.json"),
    }


def command(place: Path, only: str | None) -> list[str]:
    """How they are run."""
    plugins = ["celery.contrib.pytest", "independent_truth.pytest_plugin", "no:cacheprovider"]
    options = [word for plugin in plugins for word in ("-p", plugin)]
    options += ["-q", "--tb", "no", "--timeout", str(PATIENCE)]
    options += ["-k", only] if only else []
    return [sys.executable, "-m", "pytest", *options, "--rootdir", str(place), str(place / "t" / "integration")]
