"""What is to be checked."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from .celery_tests import SHORT


@dataclass(frozen=True)
class Options:
    """The choices of the command line."""

    check: str
    program: Path
    broker: str
    only: str | None
    without_heartbeat: bool
    linger: float
    minutes: float
    seed: int
    keep: Path | None


def parse(arguments: list[str]) -> Options:
    """Reads a command line."""
    parser = argparse.ArgumentParser(prog="check-truth")
    parser.add_argument("check", choices=["suite", "busy"])
    parser.add_argument("program", type=lambda text: Path(text).resolve(), help="herbarium")
    parser.add_argument("--broker", choices=["redis", "rabbitmq"], default="redis")
    parser.add_argument("--only", help="an expression for pytest's -k: which of Celery's tests run")
    parser.add_argument("--short", dest="only", action="store_const", const=SHORT, help="a minute of them")
    alone = "as the worker inside Celery's tests runs by itself"
    parser.add_argument("--without-heartbeat", action="store_true", help=alone)
    parser.add_argument("--linger", type=float, default=20, help="seconds for what the tests leave behind")
    parser.add_argument("--minutes", type=float, default=10, help="how long the busy cluster runs, all in all")
    parser.add_argument("--seed", type=int, default=1, help="what the busy cluster's chance starts from")
    parser.add_argument("--keep", type=Path, help="a folder for what was heard and shown, which stays")
    return Options(**vars(parser.parse_args(arguments)))
