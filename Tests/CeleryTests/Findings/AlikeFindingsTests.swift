import Testing

@testable import Celery

struct AlikeFindingsTests {
    private func findings(_ count: Int, _ severity: Finding.Severity = .note) -> [Finding] {
        (0..<count).map { number in
            Finding(
                severity, .workerOffline, subject: "w\(number)", message: "worker 'w\(number)' is offline",
                time: Instant(microseconds: Int64(number)))
        }
    }

    @Test func leavesAHundredOfAKindAlone() {
        #expect(AlikeFindings.folded(findings(100)) == findings(100))
    }

    @Test func countsTheOldestOfMore() {
        let folded = AlikeFindings.folded(findings(20_000))
        #expect(folded.map(\.subject) == (19_900..<20_000).map { "w\($0)" } + ["w19899"])
        #expect(folded.last?.message == "19,900 more like this one: worker 'w19899' is offline")
    }

    @Test func countsEachKindByItself() {
        let warnings = findings(101, .warning).map { finding in
            var finding = finding
            finding.time = nil
            return finding
        }
        let folded = AlikeFindings.folded(warnings + findings(101))
        #expect(folded.map(\.message.text).filter { $0.hasPrefix("1 more like this one") }.count == 2)
        #expect(folded.count == 202)
        #expect(folded[100].subject == "w100" && folded[100].severity == .warning)
    }

    @Test func neverFoldsWhatIsCritical() {
        #expect(AlikeFindings.folded(findings(500, .critical)).count == 500)
    }
}
