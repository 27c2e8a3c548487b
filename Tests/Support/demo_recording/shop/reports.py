"""Numbers for the people who run the shop."""

import time

from .app import app


@app.task(name="shop.reports.daily")
def daily(day: str, shop: str, visits: int, orders: int, seconds: float) -> dict:
    """Adds up one day of one shop."""
    time.sleep(seconds)
    return {"day": day, "shop": shop, "orders": orders, "conversion": round(orders / visits, 4)}


@app.task(name="shop.reports.export_ledger")
def export_ledger(month: str, seconds: float) -> str:
    """Writes the ledger of a month; takes its time."""
    time.sleep(seconds)
    return f"ledger-{month}.csv"
