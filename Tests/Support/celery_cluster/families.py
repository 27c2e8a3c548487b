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
        self._replace("lab.replace", "lab.succeed")
        self._replace("lab.replace_by", "lab.succeed", "chain", members=1)
        if self._sender.options.results != "none":
            self._replace("lab.replace_by", "lab.total", "chord", members=2)
            self._chord()
            self._join(fails=False)
            self._join(fails=True)

    def _replace(self, name: str, becomes: str, *how: str, members: int = 0) -> None:
        """A chain whose second task lets others take its place; the third one follows upon these."""
        first, last = (self._member("replaced-chain", "lab.succeed", number) for number in (1, 3))
        inner = [self._member("replaced-inner", "lab.succeed") for _ in range(members)]
        arguments = (*how, [member.options["task_id"] for member in inner]) if how else ()
        place = self._member(f"replaced-by-{(*how, 'task')[0]}", name, *arguments)
        record = self._record(place)
        record.name, record.begins, record.ends, record.replaced = becomes, 2, 2, 1
        for member in inner:
            # Whoever takes its place is sent to the queue that it came from.
            self._record(member).queue = record.queue
        self._adopt([place], first)
        self._adopt([*inner, last], place)
        for member in (first, place, last, *inner):
            self._record(member).root = self._record(first).uuid
        chain(first, place, last).apply_async()

    def _join(self, fails: bool) -> None:
        """A chain of a task, a group and what waits for all of that: a chord in a workflow."""
        fate = "join-broken" if fails else "join"
        first = self._member(fate, "lab.succeed", 0)
        header = [self._member(fate, "lab.succeed", number) for number in (1, 2)]
        if fails:
            header.append(self._member(fate, "lab.fail", "value", state="FAILURE", column="failed"))
            body = self._member("join-body-failed", "lab.total", state="FAILURE", column=None, begins=0)
        else:
            body = self._member(fate, "lab.total", immutable=False)
        self._adopt(header, first)
        for member in (first, *header, *([] if fails else [body])):
            self._record(member).root = self._record(first).uuid
        chain(first, group(header), body).apply_async()

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
