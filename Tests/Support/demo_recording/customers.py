"""People who order, with the names that people have; some try their luck."""

import random
from dataclasses import dataclass

NAMES = [
    ("Zoë Müller", "zoe.mueller@example.org"),
    ("山田 太郎", "taro.yamada@example.jp"),
    ("Siobhán O'Brien", "siobhan@example.ie"),
    ("José Ñúñez", "jose.nunez@example.es"),
    ("Ольга Иванова", "olga@example.net"),
    ("נועה לוי", "noa@example.com"),
    ("Ada | Lovelace", "ada@example.org"),
    ("<script>alert('tea')</script>", "mallory@example.com"),
    ("`rm -rf /` & Sons", "orders@sons.example"),
    ("Anna Kowalska 🌿", "anna.kowalska@example.pl"),
    ("Peter Schmidt", "peter.schmidt@example.de"),
    ("Nobody Home", "nobody@gone.invalid"),
]
WEIGHTS = [10, 6, 6, 6, 5, 4, 3, 1, 1, 8, 12, 1]
STREETS = ["12 Rue de la Paix, Paris", "Königstraße 5\n70173 Stuttgart", "三条通り 8, 京都"]


@dataclass(frozen=True)
class Customer:
    """Somebody with a card."""

    name: str
    mail: str
    card: str
    address: str


def somebody(chance: random.Random) -> Customer:
    """One of the shop's customers; every fifteenth card or so is going to be declined."""
    name, mail = chance.choices(NAMES, WEIGHTS)[0]
    ending = "13" if chance.random() < 0.05 else "42"
    return Customer(name, mail, f"tok_{chance.getrandbits(40):010x}{ending}", chance.choice(STREETS))
