/// The series of a chart that are worth a line of their own, and the sum of the others.
package struct SeriesSelection: Sendable {
    /// Those that are drawn, "others" last.
    package let series: [Series]
    /// How many are part of no line: 0 where "others" sums them up.
    package let omitted: Int
    /// The names of those that are 0 wherever they are known, beside others that aren't: no line is drawn of them.
    package let zeros: [String]

    /// In which order series come.
    package enum Order: Sendable {
        /// The largest total first; equal ones by name.
        case byTotal
        /// As they were given; the largest are still those that stay.
        case asGiven
    }

    /// Chooses the largest by total and sums up the rest.
    ///
    /// Only samples in the span count. So many as `limit`, at least 1, have a line of their own, and "others" comes on
    /// top, if the series are additive: percentiles are not. Where `joinsEqual`, series that are alike in every sample
    /// are one line: workers of one host tell the same load. Where it `leavesOutZeros`, what is 0 throughout has none.
    package init(
        _ series: [Series], span: TimeSpan, limit: Int, order: Order = .byTotal, isAdditive: Bool,
        leavesOutZeros: Bool = false, joinsEqual: Bool = false,
        words: (String) -> String = { $0 }
    ) {
        let isZero = series.map { leavesOutZeros && Self.isZero($0, in: span) }
        let something = zip(series, isZero).filter { !$1 }.map(\.0)
        zeros = something.isEmpty ? [] : zip(series, isZero).filter(\.1).map(\.0.name)
        let told = something.isEmpty ? series : something
        let series = joinsEqual ? Self.joined(told, span: span, words: words) : told
        let ranked = series.enumerated().map { index, series in
            (index: index, series: series, total: Self.total(of: series, in: span))
        }.sorted { ($1.total, $0.series.name, $0.index) < ($0.total, $1.series.name, $1.index) }
        // One left over takes no more room than "1 other" would.
        let count = ranked.count == limit + 1 && isAdditive ? ranked.count : min(max(1, limit), ranked.count)
        var kept = Array(ranked.prefix(count))
        switch order {
        case .byTotal: break
        case .asGiven: kept.sort { $0.index < $1.index }
        }
        let rest = ranked.dropFirst(count).map(\.series)
        let others = rest.isEmpty || !isAdditive ? [] : [Self.others(rest, span: span, words: words)]
        self.series = kept.map(\.series) + others
        omitted = isAdditive ? 0 : rest.count
    }

    /// Whether every value that is known is 0, and any is.
    private static func isZero(_ series: Series, in span: TimeSpan) -> Bool {
        let known = series.points(in: span).compactMap(\.known)
        return !known.isEmpty && known.allSatisfy { $0 == 0 }
    }

    /// Those that are alike as one, in the place and with the slot of the first: `celery@a + 2 alike`.
    private static func joined(_ series: [Series], span: TimeSpan, words: (String) -> String) -> [Series] {
        var firsts: [(series: Series, alike: Int)] = []
        var places: [ArraySlice<TimePoint>: Int] = [:]
        for series in series {
            let points = series.points(in: span)
            if let place = places[points], !points.isEmpty {
                firsts[place].alike += 1
            } else {
                places[points] = firsts.count
                firsts.append((series, 0))
            }
        }
        return firsts.map { first, alike in
            guard alike > 0 else { return first }
            return Series(
                name: "\(first.name) " + words("+ \(alike) alike"), points: first.points, slot: first.slot)
        }
    }

    private static func total(of series: Series, in span: TimeSpan) -> Double {
        series.points(in: span).reduce(0) { $0 + ($1.known?.magnitude ?? 0) }
    }

    private static func others(_ series: [Series], span: TimeSpan, words: (String) -> String) -> Series {
        let table = SampleTable(series, span: span)
        let points = table.times.indices.map { TimePoint(table.times[$0], table.total(at: $0)) }
        return Series(name: words("\(series.count) others"), points: points, isOthers: true)
    }
}
