"""What goes wrong outside the shop: a file of that name in SHOP_WEATHER means that it does."""

import os
import random
import time
from pathlib import Path


def is_bad(name: str) -> bool:
    """Whether the trouble of that name is on at this moment."""
    return (Path(os.environ["SHOP_WEATHER"]) / name).exists()


def work(typical: float) -> None:
    """Takes about as long as `typical`, in seconds; now and then a good deal longer."""
    time.sleep(min(typical * 8, random.lognormvariate(0, 0.5) * typical))
