"""Feeds from the warehouse, one at a time."""

import json

from celery.exceptions import Reject

from .app import app
from .weather import work


@app.task(name="shop.warehouse.sync_feed", acks_late=True)
def sync_feed(feed: str) -> int:
    """Reads a stock feed; an empty one is refused, a broken one is an error."""
    work(0.7)
    if not feed:
        raise Reject("empty feed", requeue=False)
    return len(json.loads(feed))


@app.task(name="shop.warehouse.print_label")
def print_label(order: int, address: str) -> str:
    """Prints a parcel label."""
    work(0.3)
    return f"label {order}"
