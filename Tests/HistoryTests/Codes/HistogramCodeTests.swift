import Celery
import TestSupport
import Testing

@testable import History

struct HistogramCodeTests {
    @Test func readsWhatItWrote() throws {
        var histogram = Histogram()
        for value in [0, 1e-12, 0.003, 0.003, 17, 1e8, 1e8 - 1, 1e8 - 2] { histogram.insert(value) }
        for histogram in [histogram, Histogram()] {
            let decoded = try HistogramCode.decode(HistogramCode.encode(histogram))
            #expect(decoded == histogram && decoded.peaks == histogram.peaks)
        }
    }

    @Test func keepsWhatWasTakenOutBeforeItCame() throws {
        var (early, late) = (HistogramChange(), HistogramChange())
        early.change(0.5, by: -1)
        late.change(0.5, by: 1)
        late.change(0.25, by: 1)
        var stored = try HistogramCode.decode(HistogramCode.encode(early.histogram))
        late.apply(to: &stored)
        var expected = Histogram()
        expected.insert(0.25)
        #expect(stored == expected && stored.largest == 0.25)
    }

    /// What was stored without its largest values is told to one percent, until a larger one comes.
    @Test func readsHistogramsWithoutTheirLargestValues() throws {
        var histogram = Histogram()
        for value in [0.003, 40.2519] { histogram.insert(value) }
        var bytes = HistogramCode.encode(histogram)
        bytes[0] = 1
        bytes.removeLast(8 + 1 + 2 * (8 + 1))
        var decoded = try HistogramCode.decode(bytes)
        #expect(decoded == histogram)
        let largest = try #require(decoded.largest)
        #expect(largest != 40.2519 && abs(largest - 40.2519) < 0.41)
        var later = HistogramChange()
        later.change(41.8125, by: 1)
        later.apply(to: &decoded)
        #expect(decoded.largest == 41.8125)
    }

    @Test func refusesAnotherVersion() {
        #expect(throws: StoredFlaw.self) { try HistogramCode.decode([3, 0, 0, 0]) }
    }

    /// Values that come and go, in batches, against all of them.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func knowsTheLargestThoughValuesAreTakenBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var values: [Double] = []
        var stored: [UInt8] = []
        for _ in 0..<40 {
            var change = HistogramChange()
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                if !values.isEmpty, Int.random(in: 0..<4, using: &random) == 0 {
                    change.change(values.remove(at: Int.random(in: values.indices, using: &random)), by: -1)
                } else {
                    let value = Double(Int.random(in: 0...200, using: &random)) / 16
                    values.append(value)
                    change.change(value, by: 1)
                }
            }
            var histogram = try HistogramCode.decode(stored)
            change.apply(to: &histogram)
            stored = HistogramCode.encode(histogram)
            let told = try HistogramCode.decode(stored)
            guard let largest = values.max() else {
                #expect(told.largest == nil)
                continue
            }
            // Exact, unless all that were known are gone.
            let isKnown = told.peaks.largest != nil
            #expect(isKnown ? told.largest == largest : abs((told.largest ?? 0) - largest) <= largest * 0.0101)
        }
    }
}
