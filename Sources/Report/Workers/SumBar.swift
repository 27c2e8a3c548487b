import Celery
import Charts
package import Templating

/// The sum that closes: processed, and the columns that add up to it, written out and drawn to scale.
package struct SumBar: TemplateRecord {
    /// One column of the sum.
    package struct Part: TemplateRecord {
        let outcome: Outcome
        /// How many.
        let figure: Figure
        /// Whether it is the first of the sum.
        let isFirst: Bool
        let x: Coordinate
        let width: Coordinate

        /// What templates may name.
        package static let fields: [Field<Part>] = [
            .text("name", "the column", \.outcome.rawValue),
            .text("tone", "good, bad, warn, busy or idle", \.outcome.tone),
            .record("figure", "how many", \.figure),
            .truth("is_first", "whether it is the first of the sum", \.isFirst),
            .text("x", "where its piece of the bar begins, of 1000", \.x.description),
            .text("width", "how wide its piece is; 0 for none", \.width.description),
            .truth("is_drawn", "whether it has a piece") { $0.width.tenths > 0 },
        ]
    }

    /// `10,611 attempts processed`.
    let headline: String
    let parts: [Part]
    let remarks: [String]
    let isKnown: Bool

    /// What templates may name.
    package static let fields: [Field<SumBar>] = [
        .text("headline", "the sum, in words", \.headline),
        .list("parts", "the columns, in order", \.parts),
        .texts("remarks", "what has to be known of the sum, as sentences", \.remarks),
        .truth("has_remarks", "whether anything has") { !$0.remarks.isEmpty },
        .truth("is_drawn", "whether there is anything to draw") { bar in bar.parts.contains { $0.width.tenths > 0 } },
        .truth("is_known", "whether the sum is known, so that the columns add up to it", \.isKnown),
        .text("description", "the sum for those who don't see the bar", \.description),
    ]

    private var description: String {
        let known = parts.filter { $0.figure.tone == nil }.map { "\($0.figure.text) \($0.outcome.rawValue)" }
        return known.isEmpty ? "nothing to draw" : known.joined(separator: ", ")
    }

    /// The whole bar is 1000 wide; between two pieces there is a gap of 1, and no piece is narrower than 2.
    init(_ totals: Totals, workers: Int, of subject: CountRow.Subject = .all) {
        let counts = totals.counts
        isKnown = counts.processed != nil
        headline =
            counts.processed.map { Wording.count($0, "attempt") + " processed" }
            ?? "How many attempts were processed isn't known"
        let widths = Self.widths(Outcome.inSums.map { counts[$0] ?? 0 })
        var x = 0.0
        var parts: [Part] = []
        for (index, (outcome, width)) in zip(Outcome.inSums, widths).enumerated() {
            parts.append(
                Part(
                    outcome: outcome, figure: Figure(count: counts[outcome], at: subject.search(outcome)),
                    isFirst: index == 0,
                    x: Coordinate(x), width: Coordinate(width)))
            x += width > 0 ? width + 1 : 0
        }
        self.parts = parts
        remarks = Self.remarks(totals, workers: workers)
    }

    private static func widths(_ counts: [Int]) -> [Double] {
        let total = Double(counts.reduce(0, +))
        let drawn = counts.filter { $0 > 0 }
        guard total > 0 else { return counts.map { _ in 0 } }
        let room = 1000 - Double(drawn.count - 1)
        let isNarrow = { (count: Int) in Double(count) / total * room < 2 }
        let narrow = Double(drawn.count(where: isNarrow)) * 2
        let wide = Double(drawn.filter { !isNarrow($0) }.reduce(0, +))
        return counts.map { count in
            count == 0 ? 0 : isNarrow(count) ? 2 : Double(count) / wide * (room - narrow)
        }
    }

    private static func remarks(_ totals: Totals, workers: Int) -> [String] {
        var remarks: [String] = []
        if let carried = totals.counts.carried, carried > 0 {
            remarks.append(
                "\(Wording.count(carried)) of them \(carried == 1 ? "was" : "were") received before the span.")
        }
        if let scheduled = totals.counts.scheduled, scheduled > 0 {
            let verb = scheduled == 1 ? "waits for its" : "wait for their"
            remarks.append("\(Wording.count(scheduled)) of the received \(verb) ETA.")
        }
        if totals.ofWorkers < workers {
            let rest =
                totals.ofWorkers == 0 ? "of none are all columns known" : "of the others not all columns are known"
            remarks.append(
                "The sums are over \(Wording.count(totals.ofWorkers)) of \(Wording.count(workers, "worker")): \(rest).")
        }
        return remarks
    }
}
