"""Product pictures."""

import time

from .app import app
from .weather import work


class ImageTooLarge(ValueError):
    """More pixels than the shop is willing to decode."""


@app.task(name="shop.images.resize", bind=True, acks_late=True, time_limit=9)
def resize(self, path: str, widths: list, megapixels: float = 4.0) -> list:
    """Makes one smaller picture for each width."""
    if megapixels > 80:
        raise ImageTooLarge(f"{path}: {megapixels:.0f} megapixels, at most 80 are decoded")
    if megapixels > 60:
        time.sleep(60)
    for done, _ in enumerate(widths, start=1):
        work(0.13 * megapixels)
        if done == 1 and len(widths) > 2:
            self.send_event("task-progress", done=done, of=len(widths))
    return [f"{path}@{width}w" for width in widths]


@app.task(name="shop.images.purge_cdn", rate_limit="20/m", ignore_result=True)
def purge_cdn(path: str) -> None:
    """Makes the content network forget a picture."""
    work(0.1)
