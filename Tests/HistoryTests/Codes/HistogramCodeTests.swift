import Celery
import Testing

@testable import History

struct HistogramCodeTests {
    @Test func readsWhatItWrote() throws {
        var histogram = Histogram()
        for value in [0, 1e-12, 0.003, 0.003, 17, 1e8] { histogram.insert(value) }
        for histogram in [histogram, Histogram()] {
            let decoded = try HistogramCode.decode(HistogramCode.encode(histogram))
            #expect(decoded == histogram)
        }
    }

    @Test func keepsWhatWasTakenOutBeforeItCame() throws {
        var (early, late) = (Histogram(), Histogram())
        early.remove(0.5)
        late.insert(0.5)
        late.insert(2)
        var stored = try HistogramCode.decode(HistogramCode.encode(early))
        stored.merge(late)
        var expected = Histogram()
        expected.insert(2)
        #expect(stored == expected)
    }

    @Test func refusesAnotherVersion() {
        #expect(throws: StoredFlaw.self) { try HistogramCode.decode([2, 0, 0, 0]) }
    }
}
