import Celery
import TestSupport
import Testing

/// What about tasks needs attention, and what doesn't.
struct TaskFindingsTests {
    private func findings(failures: Int, of all: Int) -> [Finding] {
        var stream = EventStream()
        for number in 0..<all {
            let isFailed = number < failures
            stream.attempt("t\(number)", ending: isFailed ? .failed : .succeeded, at: Double(number) / 10)
        }
        return stream.events.snapshot().findings.filter { $0.code == .typeFailing }
    }

    @Test(arguments: [(4, 4, false), (5, 100, true), (5, 101, false), (5, 5, true), (0, 50, false)])
    func findsATypeThatFailsUnusuallyOften(failures: Int, all: Int, isFound: Bool) {
        #expect(findings(failures: failures, of: all).isEmpty != isFound)
    }

    @Test func saysHowOftenAndByWhat() throws {
        let finding = try #require(findings(failures: 9, of: 36).first)
        #expect(finding.message.text == "9 of 36 finished runs of 'shop.work' failed (25.0 %), mostly with 'unknown'")
        #expect(finding.severity == .warning && finding.subject == "shop.work")
    }

    @Test func tellsTheMostSevereFirst() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 0)
        stream.task(.received, "lost", at: 1)
        stream.task(.started, "lost", at: 2)
        for number in 0..<6 { stream.attempt("t\(number)", ending: .failed, on: "w2@a", at: 3) }
        stream.worker(.heartbeat, "w2@a", at: 399)
        let severities = stream.events.snapshot(at: 400).findings.map(\.severity)
        let order = Finding.Severity.allCases
        let places = severities.compactMap { order.firstIndex(of: $0) }
        #expect(severities.first == .critical && places == places.sorted() && Set(severities).count > 1)
    }
}
