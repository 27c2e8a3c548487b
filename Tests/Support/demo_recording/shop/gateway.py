"""The payment provider, as the shop sees it."""

import time

from .weather import is_bad, work


class CardDeclined(Exception):
    """The customer's bank said no."""


class GatewayTimeout(Exception):
    """The provider did not answer."""


def charge_card(token: str, amount: float, currency: str) -> str:
    """Returns the provider's reference."""
    answer = _post("/v2/charges", {"card": token, "amount": amount, "currency": currency})
    if answer["status"] == "declined":
        raise CardDeclined(f"{answer['reason']} ({token[:8]}…)")
    return answer["reference"]


def _post(path: str, body: dict) -> dict:
    if is_bad("gateway"):
        time.sleep(2)
        raise GatewayTimeout(f"no answer from payments.internal:443{path} after 2.0 s")
    work(0.22)
    if body["card"].endswith("13"):
        return {"status": "declined", "reason": "insufficient funds"}
    return {"status": "ok", "reference": f"ch_{abs(hash(body['card'])) % 10**9:09d}"}
