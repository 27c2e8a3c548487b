"""The search index."""

from celery.exceptions import Ignore

from .app import app
from .weather import work


@app.task(name="shop.search.reindex", bind=True)
def reindex(self, sku: str, title: str, fresh: bool = True) -> dict:
    """Puts one product into the index again, unless that was just done."""
    if not fresh:
        raise Ignore()
    work(0.15)
    return {"sku": sku, "tokens": title.encode("latin-1").decode("latin-1").lower().split()}


@app.task(name="shop.search.suggest", ignore_result=True)
def suggest(words: list) -> None:
    """Learns what people look for."""
    work(0.05)
