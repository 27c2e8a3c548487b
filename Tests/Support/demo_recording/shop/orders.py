"""Orders: stock, payment, confirmation."""

from .app import app
from .gateway import GatewayTimeout, charge_card
from .weather import work

PRICES = {"TEA-100": 4.9, "TEA-250": 9.5, "MUG-BLUE": 12.0, "POT-800": 34.0, "TIN-GIFT": 7.25, "JAR-ÉTÉ": 8.8}


@app.task(name="shop.orders.reserve_stock")
def reserve_stock(order: int, lines: list) -> float:
    """Returns what the order costs."""
    work(0.06)
    return round(sum(PRICES[sku] * count for sku, count in lines), 2)


@app.task(
    name="shop.orders.charge",
    bind=True,
    autoretry_for=(GatewayTimeout,),
    retry_kwargs={"max_retries": 2},
    default_retry_delay=7,
)
def charge(self, order: int, amount: float, *, card_token: str, gateway_password: str, currency: str = "EUR") -> dict:
    """Takes the money; asks again when the provider does not answer."""
    return {"order": order, "charged": amount, "reference": charge_card(card_token, amount, currency)}


@app.task(name="shop.orders.confirm")
def confirm(order: int) -> str:
    """Tells the customer's account page."""
    work(0.05)
    return f"order {order} confirmed"


@app.task(name="shop.orders.cancel_unpaid", ignore_result=True)
def cancel_unpaid(order: int) -> None:
    """Gives the stock back when nobody paid in time."""
    work(0.05)
