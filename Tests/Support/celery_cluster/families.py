"""Tasks that have parents: chains, groups and chords, nested."""

from uuid import uuid4

from celery import Signature, chain, chord, group

from .sender import Sender, Sent


class Family:
    """Signatures whose ids are chosen beforehand, so that every parent is known."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def grow(self) -> None:
        """Sends a chain that ends in a group, and where results are kept, a chord, and one that fails."""
        first, second = self._member("chain", "lab.succeed", 1), self._member("chain", "lab.succeed", 2)
        leaves = [self._member("group", "lab.succeed", number) for number in range(3)]
        self._adopt([second], first)
        self._adopt(leaves, second)
        for member in (first, second, *leaves):
            self._record(member).root = self._record(first).uuid
        chain(first, second, group(leaves)).apply_async()
        broken = self._member("chain-broken", "lab.fail", "value", state="FAILURE", column="failed")
        never = self._member("never-sent", "lab.succeed", state=None, column=None, begins=0)
        chain(broken, never).apply_async()
        if self._sender.options.results != "none":
            self._chord()

    def _chord(self) -> None:
        header = [self._member("chord-header", "lab.succeed", number) for number in range(4)]
        body = self._member("chord-body", "lab.total", immutable=False)
        chord(header, body).apply_async()
        good = self._member("chord-header", "lab.succeed", 1)
        bad = self._member("chord-header", "lab.fail", "application", state="FAILURE", column="failed")
        unsent = self._member("chord-body-failed", "lab.total", state="FAILURE", column=None, begins=0)
        chord([good, bad], unsent).apply_async()

    def _member(
        self, fate: str, name: str, *args: object, state: str | None = "SUCCESS",
        column: str | None = "succeeded", begins: int = 1, immutable: bool = True,
    ) -> Signature:
        uuid, queue = str(uuid4()), self._sender.shared_queue()
        record = Sent(uuid, name, fate, state, column, queue, begins=begins, ends=begins)
        record.has_receipt_event = begins > 0
        self._sender.expect(record)
        return self._sender.app.signature(name, args=args, immutable=immutable).set(task_id=uuid, queue=queue)

    def _adopt(self, children: list[Signature], parent: Signature) -> None:
        for child in children:
            self._record(child).parent = self._record(parent).uuid

    def _record(self, member: Signature) -> Sent:
        return self._sender.sent[member.options["task_id"]]
