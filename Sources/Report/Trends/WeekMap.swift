import Celery
package import Templating

/// The week by hour: how much ended in each hour of each day of the week, and how much of it failed, over the weeks that
/// a history remembers.
package struct WeekMap: TemplateRecord {
    /// An hour of a day of the week.
    struct Cell: TemplateRecord {
        let figure: Figure
        let level: Int

        static let fields: [Field<Cell>] = [
            .record("figure", "the number", \.figure),
            .number("level", "how dark it is drawn, from 0 to 4", \.level),
        ]
    }

    /// An hour of the day, on all days of the week.
    struct Row: TemplateRecord {
        let hour: String
        let ended: [Cell]
        let failed: [Cell]

        static let fields: [Field<Row>] = [
            .text("hour", "the hour, such as 09:00", \.hour),
            .list("ended", "how many attempts ended in a watched hour, Monday first", \.ended),
            .list("failed", "how many of them failed, as a share, Monday first", \.failed),
        ]
    }

    let rows: [Row]
    let span: String
    let comparison: String?

    /// What templates may name.
    package static let fields: [Field<WeekMap>] = [
        .list("rows", "the hours of the day", \.rows),
        .text("span", "of how many watched hours it tells, as a sentence", \.span),
        .text(
            "comparison", "the last whole hour beside the same of the four weeks before, as a sentence", \.comparison),
    ]

    private static let week = 7 * 86_400.0
    private static let darkest = 4

    /// What ended, and for how long somebody listened.
    private struct Sum {
        var (ended, failed, watched) = (0, 0, 0.0)

        mutating func add(_ hour: HourCount) {
            ended += hour.succeeded + hour.failed
            failed += hour.failed
            watched += hour.watched
        }

        /// In a watched hour; of a minute or less nothing can be said.
        var rate: Double? { watched > 60 ? Double(ended) / watched * 3_600 : nil }
        var share: Double? { rate != nil && ended > 0 ? Double(failed) / Double(ended) : nil }
    }

    /// `nil` where less than a day is remembered, of which no week can be told.
    init?(_ report: Report) {
        let hours = report.snapshot.hours.filter { $0.watched > 0 }
        guard let first = hours.first?.time, let last = hours.last?.time, last.since(first) >= 86_400 else {
            return nil
        }
        var sums = Array(repeating: Array(repeating: Sum(), count: 7), count: 24)
        for hour in hours {
            let local = CivilTime(hour.time, offset: report.zone.offset(at: hour.time))
            sums[local.hour][local.weekday].add(hour)
        }
        let cells = sums.joined()
        let (mostRate, mostShare) = (cells.compactMap(\.rate).max() ?? 0, cells.compactMap(\.share).max() ?? 0)
        func cell(_ value: Double?, of most: Double, _ figure: Figure) -> Cell {
            let part = value.map { most > 0 ? $0 / most : 0 } ?? 0
            return Cell(figure: figure, level: min(Self.darkest, Int((part * Double(Self.darkest)).rounded(.up))))
        }
        rows = sums.enumerated().map { hour, days in
            Row(
                hour: "\(hour < 10 ? "0" : "")\(hour):00",
                ended: days.map { cell($0.rate, of: mostRate, Figure(rounded: $0.rate)) },
                failed: days.map { sum in
                    cell(
                        sum.share, of: mostShare,
                        sum.share.map { Figure(share: $0, of: 1) } ?? Figure(words: nil))
                })
        }
        let watched = hours.reduce(0) { $0 + $1.watched } / 3_600
        span =
            "\(Wording.count(Int(watched.rounded()), "watched hour")) from \(report.notation.day(first)) to "
            + "\(report.notation.day(last)); by the clock of \(report.zone.name)."
        comparison = Self.comparison(hours, in: report)
    }

    /// The last whole hour beside the same one of the four weeks before, by the clock on the wall.
    private static func comparison(_ hours: [HourCount], in report: Report) -> String? {
        let byTime = Dictionary(hours.map { ($0.time, $0) }) { first, _ in first }
        let end = report.snapshot.coverage.span.until
        let last = Instant(microseconds: end.microseconds - end.microseconds % 3_600_000_000) - 3_600
        func sum(at time: Instant) -> Sum? {
            byTime[time].map { hour in
                var sum = Sum()
                sum.add(hour)
                return sum
            }
        }
        guard let now = sum(at: last), let rate = now.rate else { return nil }
        let offset = report.zone.offset(at: last)
        let before = (1...4).compactMap { number -> Sum? in
            let time = last - Double(number) * week
            return sum(at: time + Double(offset - report.zone.offset(at: time)))
        }.filter { $0.rate != nil }
        func failed(_ shares: [Double]) -> String {
            guard let least = shares.min(), let most = shares.max() else { return "" }
            let (low, high) = (Wording.share(least, of: 1), Wording.share(most, of: 1))
            return low == high ? ", \(low) failed" : ", \(low) to \(high) failed"
        }
        let beginning =
            "\(report.notation.stretch(from: last, to: last + 3_600)): "
            + "\(Figure(rounded: rate).text) ended in a watched hour\(failed([now.share].compactMap(\.self)))."
        guard let least = before.compactMap(\.rate).min(), let most = before.compactMap(\.rate).max() else {
            return beginning + " Nobody watched the same hour of the four weeks before."
        }
        let (low, high) = (Figure(rounded: least).text, Figure(rounded: most).text)
        let weeks = before.count == 4 ? "the four weeks" : "\(before.count) of the four weeks"
        return beginning + " At the same hour of \(weeks) before: \(low == high ? low : "\(low) to \(high)")"
            + failed(before.compactMap(\.share)) + "."
    }
}

extension Figure {
    /// A number that needs no more digits than a map has room for.
    fileprivate init(rounded value: Double?) {
        guard let value, value.isFinite, value < 1e15 else {
            self.init(words: nil)
            return
        }
        let isSmall = value > 0 && value < 0.5
        self.init(words: isSmall ? "< 1" : Wording.count(Int(value.rounded())), isZero: value == 0)
    }
}
