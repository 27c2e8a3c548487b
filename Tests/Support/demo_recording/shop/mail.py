"""Mail to customers."""

from .app import app
from .weather import work


class RecipientRefused(Exception):
    """The other side's server does not know the address."""


@app.task(name="shop.mail.send_receipt")
def send_receipt(to: str, order: int, name: str) -> str:
    """Sends one receipt."""
    work(0.12)
    return _deliver(to, f"Your order {order}")


@app.task(name="shop.mail.send_newsletter", ignore_result=True)
def send_newsletter(to: str, issue: str) -> None:
    """Sends one copy of the newsletter."""
    work(0.09)
    _deliver(to, issue)


@app.task(name="shop.mail.remind_cart")
def remind_cart(to: str, cart: str) -> str:
    """Reminds somebody of a cart left behind."""
    work(0.1)
    return _deliver(to, "Did you forget something?")


def _deliver(to: str, subject: str) -> str:
    if to.endswith(".invalid"):
        raise RecipientRefused(f"550 5.1.1 <{to}>: recipient address rejected: user unknown")
    return f"250 2.0.0 queued: {subject}"
