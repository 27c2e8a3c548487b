"""Sends a busy but healthy cluster its work."""

import random
import threading
from typing import Any

from celery import chain, chord

from . import shop


class Feeder:
    """Sends so many tasks a second, until it is told to stop."""

    def __init__(self, rate: float, seed: int = 1) -> None:
        self._pause, self._chance = 1 / rate, random.Random(seed)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.sent = 0

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Returns when nothing more is sent."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(self._chance.expovariate(1 / self._pause)):
            self._send(self._chance.choices(["quick", "late", "slow", "later", "insist", "alone", "chain", "chord"],
                                            [50, 12, 2, 8, 10, 3, 4, 2])[0])  # fmt: skip
            self.sent += 1

    def _send(self, kind: str) -> None:
        queue, brief = self._chance.choice(["orders", "orders", "mail"]), self._chance.uniform(0, 0.3)
        work: Any = shop.work.s(brief).set(queue=queue)
        if kind == "quick":
            work.apply_async()
        elif kind == "late":
            shop.work_late.apply_async((brief,), queue=queue)
        elif kind == "slow":
            shop.work.apply_async((self._chance.uniform(5, 15),), queue=queue)
        elif kind == "later":
            shop.work.apply_async((brief,), queue=queue, countdown=self._chance.uniform(1, 60))
        elif kind == "insist":
            shop.insist.apply_async((self._chance.randint(1, 3),), queue=queue)
        elif kind == "alone":
            shop.work.apply_async((self._chance.uniform(0.1, 0.8),), queue="alone")
        elif kind == "chain":
            chain(work, shop.work.si(brief).set(queue=queue)).apply_async()
        else:
            chord([work] * 3, shop.total.s().set(queue=queue)).apply_async()
