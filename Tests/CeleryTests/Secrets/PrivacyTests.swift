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
            SourceReport(name: "queues", status: .failed, detail: "\(quote: "db-7.intern refused")", duration: 1),
            SourceReport(name: "events", status: .ok, detail: "3 events", duration: 1),
        ]
        snapshot.findings.append(
            Finding(.critical, .sourceFailed, subject: "queues", message: "queues: \(quote: "db-7.intern refused")"))
        var privacy = Privacy(isPublic: true)
        privacy.clean(&snapshot)
        let text = "\(snapshot)"
        for secret in ["alice", "intern", "4711"] { #expect(!text.contains(secret), "\(secret)") }
        #expect(text.contains("w1@a") && text.contains("KeyError") && text.contains("3 events"))
        #expect(snapshot.redactions.isPublic && snapshot.redactions.omitted.count == 4)
    }

    @Test func leavesReasonsToThoseWhoMayKnowThem() {
        var snapshot = [Event]().snapshot()
        snapshot.sources = [
            SourceReport(name: "queues", status: .failed, detail: "\(quote: "db-7 refused")", duration: 1)
        ]
        var privacy = Privacy()
        privacy.clean(&snapshot)
        #expect(snapshot.sources.map(\.detail.text) == ["db-7 refused"])
    }

    @Test(arguments: [SourceReport.Status.ok, .partial, .failed, .skipped])
    func leavesOutOfEverySourceWhatOthersSaidAndWhereThingsAre(_ status: SourceReport.Status) {
        let host = "rabbit.internal"
        let details: [(Phrase, String)] = [
            ("\(quote: "no name matches target host name '\(host)'")", "the reason is left out"),
            (
                "3 queues; the samples can't be read: \(quote: "\(host) says no")",
                "3 queues; the samples can't be read: the reason is left out"
            ),
            (
                "cannot connect to \(place: "amqp://\(host)//"): \(quote: "refused")",
                "cannot connect to '[redacted]': the reason is left out"
            ),
            ("queue \(name: "mail") has \(3) messages", "queue 'mail' has 3 messages"),
        ]
        for (detail, expected) in details {
            var source = SourceReport(name: "management", status: status, detail: detail)
            Privacy(isPublic: true).clean(&source)
            #expect(source.detail.text == expected)
            var told = SourceReport(name: "management", status: status, detail: detail)
            Privacy().clean(&told)
            #expect(told.detail == detail)
        }
    }
}
