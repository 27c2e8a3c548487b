import Testing

@testable import Charts

struct TextMetricsTests {
    let metrics = TextMetrics(fontSize: 10, advance: 0.5)

    @Test func countsWideCharactersAsSquares() {
        #expect(metrics.width(of: "abc") == 15)
        #expect(metrics.width(of: "漢字") == 20)
        #expect(metrics.width(of: "−…") == 10)
        #expect(metrics.width(of: "") == 0)
    }

    @Test func cutsLongTextsBetweenCharacters() {
        #expect(metrics.elided("celery", toWidth: 30) == "celery")
        #expect(metrics.elided("celery", toWidth: 29) == "cele…")
        #expect(metrics.elided("celery", toWidth: 19) == nil)
        #expect(metrics.elided("", toWidth: 0) == "")
        #expect(metrics.elided("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", toWidth: 40) == "e\u{301}e\u{301}e\u{301}…")
    }

    @Test func neverExceedsTheLimit() {
        for limit in stride(from: 0.0, through: 100, by: 3) {
            guard let text = metrics.elided("<script>alert(漢字)</script>", toWidth: limit) else { continue }
            #expect(metrics.width(of: text) <= limit)
        }
    }
}
