"""Secrets, and words that are none, planted wherever a task can carry them."""

import json
from typing import Any

from .sender import Sender

SECRET, WORD = "hunter2", "sesame"
PEM = f"-----BEGIN RSA PRIVATE KEY-----\n{SECRET}\n{SECRET * 20}\n-----END RSA PRIVATE KEY-----"

KEYWORDS: dict[str, Any] = {
    "password": SECRET,
    "Db_Passwd": f"two words {SECRET}",
    "X-API-Key": [SECRET, {"deep": SECRET}],
    "card": {"owner": WORD, "nested": [{"token": SECRET}, {"a": {"b": [{"client_secret": SECRET}]}}]},
    "headers": {"Authorization": f"Bearer {SECRET}{SECRET}", "Cookie": f"sid={SECRET}; theme=dark; id={SECRET}"},
    "body": json.dumps({"user": WORD, "session": {"sessionToken": SECRET, "json": json.dumps({"secret": SECRET})}}),
    "environment": [{"name": "DB_PASSWORD", "value": SECRET}, {"name": "HOME", "value": WORD}],
    "pairs": [["password", SECRET], ["n", WORD]],
    "quoted": f"it's \"quoted\"; password='it\\'s {SECRET}'",
    "pem": PEM,
}

POSITIONAL: tuple[Any, ...] = (
    WORD,
    f"postgres://bob:{SECRET}@db.example:5432/shop",
    f"redis://:{SECRET}/{SECRET}@cache/0",
    f"https://{SECRET}@git.example/x.git",
    f"https://shop.example/?access_token={SECRET}&n=1",
    f"Authorization: Bearer {SECRET}{SECRET}\nHost: shop.example",
    f"Authorization: Digest username=\"bob\", response=\"{SECRET}\"",
    ["pg_dump", "--password", SECRET, "shop"],
    f"mysql --password={SECRET} --user bob",
    f"<login><password>{SECRET}</password></login>",
    f"password: {SECRET} and {SECRET}\nuser: bob",
    {"password": SECRET},
)


def plant(sender: Sender) -> int:
    """Sends tasks that are given, return, and fail with all of these; returns how many."""
    before = len(sender.sent)
    sender.send("planted", "lab.echo", *POSITIONAL, kwargs=KEYWORDS)
    for key, value in KEYWORDS.items():
        sender.send("planted", "lab.echo", kwargs={"first": WORD, key: value})
    for value in POSITIONAL:
        sender.send("planted", "lab.echo", value)
    # Texts that Celery cuts at each place of a secret and of the name before it.
    for length in range(900, 1030, 9):
        sender.send("planted", "lab.echo", "x" * length, kwargs={"a": "x" * length, "password": SECRET * 9})
        sender.send("planted", "lab.succeed", {"a": "x" * length, "url": f"amqp://bob:{SECRET * 9}@host//"})
    for text in (*map(str, POSITIONAL), *map(repr, KEYWORDS.values()), repr(KEYWORDS), f"{WORD}\n{WORD}"):
        # A value alone tells nobody that it is a secret.
        if text != repr(SECRET) and text != repr(KEYWORDS["Db_Passwd"]) and text != repr(KEYWORDS["X-API-Key"]):
            sender.send("planted", "lab.complain", text, state="FAILURE", column="failed")
    # A solo worker would answer nobody meanwhile.
    patient = next(plan for plan in sender.options.plans if plan.pool == "prefork")
    sender.send("planted", "lab.linger", 8, to=patient, kwargs=KEYWORDS)
    return len(sender.sent) - before
