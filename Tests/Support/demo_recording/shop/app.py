"""The shop's Celery application; broker and backend come from the environment."""

import os

from celery import Celery

ORDERS, MAIL, IMAGES, REPORTS, SEARCH, WAREHOUSE = "orders", "mail", "images", "reports", "search", "entrepôt"
INVOICES = "invoices"

app = Celery("shop", broker=os.environ["SHOP_BROKER"], backend=os.environ["SHOP_RESULTS"])
app.conf.update(
    include=["shop.orders", "shop.mail", "shop.images", "shop.reports", "shop.search", "shop.warehouse"],
    task_default_queue=ORDERS,
    task_routes={
        "shop.orders.*": {"queue": ORDERS},
        "shop.mail.*": {"queue": MAIL},
        "shop.images.*": {"queue": IMAGES},
        "shop.reports.*": {"queue": REPORTS},
        "shop.search.*": {"queue": SEARCH},
        "shop.warehouse.*": {"queue": WAREHOUSE},
        "shop.invoices.*": {"queue": INVOICES},
    },
    task_track_started=True,
    task_send_sent_event=True,
    worker_send_task_events=True,
    worker_hijack_root_logger=False,
    result_extended=True,
    broker_connection_retry_on_startup=True,
)
