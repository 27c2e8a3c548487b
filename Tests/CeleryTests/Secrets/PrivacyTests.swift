import Celery
import TestSupport
import Testing

/// What is taken out of a snapshot for strangers.
struct PrivacyTests {
    @Test func hidesHostsFromStrangersAndSaysSo() {
        var stream = EventStream()
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

    @Test(arguments: [SourceReport.Status.partial, .failed, .skipped])
    func leavesOutOfEverySourceWhatOthersSaidOfAFault(_ status: SourceReport.Status) {
        let words = [
            "no alternative certificate subject name matches target host name 'rabbit.internal'",
            "Could not resolve host: rabbit.internal", "Failed to connect to rabbit.internal port 15671",
            "3 queues; the last hour's samples can't be read: rabbit.internal says no",
        ]
        for detail in words {
            var source = SourceReport(name: "management", status: status, detail: detail)
            Privacy(isPublic: true).clean(&source)
            #expect(source.detail == "the reason is left out")
            var told = SourceReport(name: "management", status: status, detail: detail)
            Privacy().clean(&told)
            #expect(told.detail == detail)
        }
        var plain = SourceReport(name: "inspect", status: status, detail: "1 of 2 workers answered", isPlain: true)
        Privacy(isPublic: true).clean(&plain)
        #expect(plain.detail == "1 of 2 workers answered")
    }
}
