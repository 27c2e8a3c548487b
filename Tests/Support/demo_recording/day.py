"""One day of the shop, in a few minutes: what happens when."""

import math
import time
from collections.abc import Callable
from pathlib import Path

from celery import Celery

from .fleet import Fleet
from .load import Load


class Day:
    """Runs the load; moments are fractions of the whole, rates are per second."""

    def __init__(self, app: Celery, load: Load, fleet: Fleet, weather: Path, seconds: float) -> None:
        self._app, self._load, self._fleet, self._weather = app, load, fleet, weather
        self._seconds = seconds
        self._unpaid: list[str] = []
        self._ledgers: list[str] = []

    def run(self) -> None:
        """Returns when the day is over; the cluster is still at work then."""
        started, last = time.monotonic(), 0.0
        moments = sorted(self._moments(), key=lambda moment: moment[0])
        while (now := time.monotonic() - started) < self._seconds:
            while moments and moments[0][0] * self._seconds <= now:
                moments.pop(0)[1]()
            for rate, action in self._rates(now / self._seconds):
                expected = rate * (now - last)
                for _ in range(int(expected) + (self._load.chance.random() < expected % 1)):
                    action()
            last = now
            time.sleep(0.2)

    def _rates(self, moment: float) -> list[tuple[float, Callable[[], object]]]:
        load, tide = self._load, 1 + 0.5 * math.sin(6 * math.pi * moment)
        return [
            (0.62 * tide, load.order),
            (0.06, lambda: load.order(express=True)),
            (0.3 * tide, load.search),
            (0.35 if moment < 0.5 else 1.0, load.picture),
            (0.012, lambda: load.picture(megapixels=96)),
            (0.07, load.purge),
            (0.11, load.stock),
            (0.05, load.reminder),
            (0.06, load.invoice),
            (0.04, lambda: load.daily_report(self._load.chance.uniform(2, 15))),
            (0.09, lambda: self._unpaid.append(load.unpaid_order(countdown=25))),
            (0.06, self._pay),
        ]

    def _moments(self) -> list[tuple[float, Callable[[], object]]]:
        load = self._load
        return [
            (0.10, lambda: load.newsletter(260, expires=10)),
            (0.20, lambda: load.picture(megapixels=72)),
            (0.25, lambda: self._ledgers.append(load.ledger(600))),
            (0.30, (self._weather / "gateway").touch),
            (0.42, (self._weather / "gateway").unlink),
            (0.35, lambda: load.daily_report(3, visits=0)),
            (0.46, lambda: load.newsletter(220, expires=30)),
            (0.555, lambda: load.pictures(16)),
            (0.56, lambda: self._fleet.kill("celery@images-2")),
            (0.64, lambda: self._app.control.revoke(self._ledgers, terminate=True, signal="SIGTERM")),
            (0.70, lambda: load.newsletter(240, expires=60)),
            (0.715, lambda: self._fleet.restart("celery@mail-1")),
            (0.74, lambda: load.daily_report(3, visits=0)),
            (0.78, load.text_message),
            (0.79, load.text_message),
            (0.88, lambda: load.pictures(48)),
            (0.90, lambda: load.ledger(600)),
            (0.97, lambda: [load.daily_report(90) for _ in range(2)]),
            (0.985, lambda: load.newsletter(260, expires=900)),
        ]

    def _pay(self) -> None:
        """Most of those who had not paid have: their orders are not cancelled."""
        self._app.control.revoke([order for order in self._unpaid if self._load.chance.random() < 0.7])
        self._unpaid.clear()
