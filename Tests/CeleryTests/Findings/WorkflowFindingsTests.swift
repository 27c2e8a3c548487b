import Celery
import TestSupport
import Testing

/// Chords that wait for ever.
struct WorkflowFindingsTests {
    /// A header of three, the last of which ended then, or not; and what asks for that.
    private func findings(ended: Double? = 100, asking: TaskEvent.Kind? = .retried, at moment: Double = 200)
        -> [Finding]
    {
        var stream = EventStream()
        for (number, end) in [50.0, 60, ended].enumerated() {
            stream.task(.received, "h\(number)", at: 10) {
                ($0.name, $0.root, $0.retries) = ("shop.part", TaskID("h0"), 0)
            }
            stream.task(.started, "h\(number)", at: 11)
            if let end { stream.task(.succeeded, "h\(number)", at: end) }
        }
        for retry in 0..<4 {
            let time = moment - 4 + Double(retry)
            stream.task(.received, "unlock", at: time) {
                ($0.name, $0.root, $0.retries) = ("celery.chord_unlock", TaskID("h0"), retry)
            }
            stream.task(.started, "unlock", at: time + 0.1)
            if retry < 3 { stream.task(.retried, "unlock", at: time + 0.2) }
        }
        if let asking { stream.task(asking, "unlock", at: moment - 0.5) }
        stream.worker(.heartbeat, at: 1, processed: 0, active: 1)
        stream.worker(.heartbeat, at: moment - 0.1, processed: 7, active: 1)
        return stream.events.snapshot(at: moment).findings.filter { $0.code == .chordStuck }
    }

    @Test func findsAChordWhoseBodyIsNeverSent() throws {
        let finding = try #require(findings().first)
        #expect(finding.severity == .warning && finding.time == EventStream.at(100))
        #expect(
            finding.message.text
                == "a chord in the workflow 'h0' of 'shop.part' waits though all of its header has ended: its body was "
                + "never sent")
    }

    @Test func saysNothingWhileItMayStillGoOn() {
        #expect(findings(ended: nil).isEmpty)
        // A moment after the end it has not asked again.
        #expect(findings(at: 150).isEmpty)
        // It found that all has ended, and sent the body; or it gave up, which is a failure of its own.
        #expect(findings(asking: .succeeded).isEmpty && findings(asking: .failed).isEmpty)
    }
}
