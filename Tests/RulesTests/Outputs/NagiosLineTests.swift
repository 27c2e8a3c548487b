import Celery
import TestSupport
import Testing

@testable import Rules

/// By the development guidelines of the Monitoring Plugins.
struct NagiosLineTests {
    private func line(_ rules: String..., queue: String = "mail") -> NagiosLine {
        var hour = Snapshot.hour()
        hour.add(queue: queue, ready: 12)
        hour.add(
            type: "pay", [.succeeded: 3, .failed: 1], runtime: Percentiles(count: 4, p50: 0.25, p95: 1, p99: 1, max: 1))
        hour.report.checks = rules
        return NagiosLine(Judgement.all(of: hour))
    }

    @Test func tellsThatAllIsWell() {
        let line = line("queue.ready <= 100", "failure_rate <= 50%", "runtime.p50 < 1s", "coverage >= 95%")
        #expect(line.code == 0)
        #expect(
            line.text == "HERBARIUM OK - all 4 rules hold | 'queue.ready'=12;;~:100 'failure_rate'=25%;;~:50 "
                + "'runtime.p50'=0.25s;;@1: 'coverage'=100%;;95:")
    }

    @Test func tellsWhatFails() {
        let line = line("queue.ready{queue=\"m*\"} == 0", "queue.ready{queue=\"m*\"} != 12", "eta.overdue == 0")
        #expect(line.code == 2)
        #expect(
            line.text == "HERBARIUM CRITICAL - 2 of 3 rules failed, 1 can't be known; "
                + "queue.ready{queue=\"m*\"} == 0 (12 of 'mail'); queue.ready{queue=\"m*\"} != 12 (12 of 'mail'); "
                + "eta.overdue == 0 (—: not all that waits was told) | 'queue.ready{queue:m*}'=12;;0:0 "
                + "'queue.ready{queue:m*} #2'=12;;@12:12 'eta.overdue'=U;;0:0")
    }

    @Test func tellsWhatCannotBeKnown() {
        let line = line("wait.max <= 1s")
        #expect(line.code == 3)
        #expect(
            line.text == "HERBARIUM UNKNOWN - 1 of 1 rule can't be known; wait.max <= 1s "
                + "(— of 'pay': no sending was told) | 'wait.max'=U;;~:1")
    }

    /// A value at its bound is critical where the rule says that it has to be on one side of it.
    @Test(
        arguments: [
            ("<= 12", "~:12"), ("< 12", "@12:"), (">= 12", "12:"), ("> 12", "@~:12"), ("== 12", "12:12"),
            ("!= 12", "@12:12"),
        ])
    func givesTheRangeOfEachOperator(condition: String, range: String) {
        #expect(line("queue.ready \(condition)").text.hasSuffix("| 'queue.ready'=12;;\(range)"))
    }

    @Test(arguments: ["a|b='c'\nd", "x\r\n'y'=1 | 'z'=2", "\u{2028}|\u{7}"])
    func keepsStrangersNamesOutOfTheData(name: String) throws {
        let line = line("queue.ready <= 1", queue: name)
        #expect(line.text.filter { $0 == "|" }.count == 1)
        #expect(!line.text.contains { $0.isNewline })
        let data = try #require(line.text.split(separator: "|").last)
        #expect(data == " 'queue.ready'=12;;~:1")
        let failure = NagiosLine(failure: name).text
        #expect(!failure.contains { $0.isNewline || $0 == "|" })
    }
}
