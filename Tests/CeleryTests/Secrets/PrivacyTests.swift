import Celery
import Testing

/// What is taken out of a snapshot for strangers.
struct PrivacyTests {
    @Test func hidesHostsFromStrangersAndSaysSo() {
        var stream = Stream()
        stream.worker(.heartbeat, at: 1, pid: 4_711, processed: 0)
        stream.task(.received, at: 1) { $0.args = "('alice',)" }
        stream.task(.failed, at: 2) {
            $0.exception = "KeyError('alice')"
            $0.traceback =
                "Traceback (most recent call last):\n  File \"/home/alice/a.py\", line 1, in f\nKeyError: 'alice'"
        }
        var snapshot = stream.events.snapshot()
        snapshot.sources = [
            SourceReport(name: "queues", status: .failed, detail: "db-7.intern refused", duration: 1),
            SourceReport(name: "events", status: .ok, detail: "3 events", duration: 1),
        ]
        snapshot.findings.append(
            Finding(.critical, "source_failed", subject: "queues", message: "queues: db-7.intern refused"))
        var privacy = Privacy(isPublic: true)
        privacy.clean(&snapshot)
        let text = String(decoding: snapshot.json, as: UTF8.self)
        for secret in ["alice", "intern", "4711"] { #expect(!text.contains(secret), "\(secret)") }
        #expect(text.contains("w1@a") && text.contains("KeyError") && text.contains("3 events"))
        #expect(snapshot.redactions.isPublic && snapshot.redactions.omitted.count == 4)
    }

    @Test func leavesReasonsToThoseWhoMayKnowThem() {
        var snapshot = [Event]().snapshot()
        snapshot.sources = [SourceReport(name: "queues", status: .failed, detail: "db-7 refused", duration: 1)]
        var privacy = Privacy()
        privacy.clean(&snapshot)
        #expect(snapshot.sources.map(\.detail) == ["db-7 refused"])
    }
}
