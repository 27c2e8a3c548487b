"""What the shop's customers and its staff give the cluster to do."""

import random

from celery import Celery, chain, group

from .customers import somebody

GOODS = {
    "TEA-100": "Darjeeling first flush",
    "TEA-250": "Thé vert à la menthe",
    "MUG-BLUE": "Blue mug",
    "POT-800": "鉄瓶 cast iron pot",
    "TIN-GIFT": "Gift tin <large>",
    "JAR-ÉTÉ": "Jar été",
}
RETIRED = "CUP-1998"


class Load:
    """Sends tasks, each method one kind of business; all chance comes from one seed."""

    def __init__(self, app: Celery, seed: int) -> None:
        self._app = app
        self.chance = random.Random(seed)
        self._order = 48_200

    def order(self, express: bool = False) -> None:
        """An order: stock, then the charge, then confirmation and receipt side by side."""
        customer = somebody(self.chance)
        self._order += 1
        sku = RETIRED if self.chance.random() < 0.012 else self.chance.choice(list(GOODS))
        amount = round(self.chance.uniform(5, 120), 2)
        payment = {"card_token": customer.card, "gateway_password": "correct-horse-battery", "currency": "EUR"}
        steps = chain(
            self._task("orders.reserve_stock", self._order, [[sku, self.chance.randint(1, 4)]]),
            self._task("orders.charge", self._order, amount, **payment),
            group(
                self._task("orders.confirm", self._order),
                self._task("mail.send_receipt", to=customer.mail, order=self._order, name=customer.name),
            ),
        )
        steps.apply_async(priority=0 if express else 6)

    def unpaid_order(self, countdown: float) -> str:
        """An order that will be cancelled unless its payment comes; returns the id of what would cancel it."""
        self._order += 1
        return self._task("orders.cancel_unpaid", self._order).apply_async(countdown=countdown).id

    def newsletter(self, copies: int, expires: float) -> None:
        """A mailing to many, worthless after `expires` seconds."""
        for _ in range(copies):
            copy = self._task("mail.send_newsletter", somebody(self.chance).mail, "Spring leaves №4")
            copy.apply_async(expires=expires)

    def reminder(self) -> None:
        """A mail to be sent in an hour or six."""
        customer, cart = somebody(self.chance), f"cart-{self.chance.getrandbits(24):06x}"
        self._task("mail.remind_cart", customer.mail, cart).apply_async(countdown=self.chance.uniform(3600, 21600))

    def picture(self, megapixels: float | None = None) -> None:
        """A picture to be made smaller."""
        path = f"products/{self.chance.choice(list(GOODS))}/{self.chance.getrandbits(20):05x}.jpg"
        widths = [320, 640] if self.chance.random() < 0.7 else [320, 640, 1280]
        size = megapixels or round(self.chance.uniform(3, 7), 1)
        self._task("images.resize", path, widths, megapixels=size).apply_async()

    def pictures(self, count: int) -> None:
        """A whole catalogue of them."""
        for _ in range(count):
            self.picture()

    def purge(self) -> None:
        """A picture that the content network has to forget."""
        self._task("images.purge_cdn", f"products/{self.chance.choice(list(GOODS))}/main.jpg").apply_async()

    def search(self) -> None:
        """A product to be indexed, and words that somebody looked for."""
        sku = self.chance.choice(list(GOODS))
        fresh = self.chance.random() > 0.06
        self._task("search.reindex", sku, GOODS[sku], fresh=fresh).apply_async()
        self._task("search.suggest", self.chance.sample(["thé", "oolong", "mug", "jar", "gift"], 2)).apply_async()

    def daily_report(self, seconds: float, visits: int | None = None) -> str:
        """A report that takes so long; one of a shop without a visit fails."""
        shop = self.chance.choice(["paris", "kyoto", "stuttgart"])
        seen = self.chance.randint(400, 4000) if visits is None else visits
        report = self._task("reports.daily", "2026-11-21", shop, seen, self.chance.randint(10, 90), seconds)
        return report.apply_async().id

    def ledger(self, seconds: float) -> str:
        """A ledger that takes so long; returns its id."""
        return self._task("reports.export_ledger", "2026-10", seconds).apply_async().id

    def stock(self) -> None:
        """A feed from the warehouse and a label to print; some feeds are empty, some are broken."""
        feed = self.chance.choices(['["TEA-100", "JAR-ÉTÉ"]', "", '["TEA-100", '], [85, 8, 7])[0]
        self._task("warehouse.sync_feed", feed).apply_async()
        self._task("warehouse.print_label", self._order, somebody(self.chance).address).apply_async()

    def invoice(self) -> None:
        """A message for a service that nobody runs any more."""
        self._task("invoices.archive", self._order, f"invoice-{self._order}.pdf").apply_async()

    def text_message(self) -> None:
        """A task that the workers no longer know."""
        self._task("mail.send_sms", "+33 1 23 45 67 89", "Your parcel is on its way").apply_async(queue="mail")

    def _task(self, name: str, /, *args: object, **kwargs: object):
        return self._app.signature(f"shop.{name}", args=args, kwargs=kwargs, immutable=True)
