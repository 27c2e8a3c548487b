/// How much of everything a page, or a report for a ticket, shows; each step is shorter than the one before.
package struct ReportLimits: Sendable, Equatable {
    let rows: Int
    let failures: Int
    let tracebackLines: Int
    let bytesOfNote: Int

    /// Everything there is.
    package static let whole = ReportLimits(rows: .max, failures: .max, tracebackLines: .max, bytesOfNote: .max)

    /// Of a longer list not all is tried: no page has room for it.
    private static let mostRows = 8_192

    /// From the longest to the shortest, for a report of that many rows in its longest list.
    package static func steps(rows: Int) -> [ReportLimits] {
        var steps = rows > mostRows ? [] : [whole]
        var (rows, lines) = (min(max(rows, 100), mostRows), 200)
        while rows > 0 {
            steps.append(
                ReportLimits(
                    rows: rows, failures: min(rows, 200), tracebackLines: lines, bytesOfNote: max(1_000, rows * 400)))
            (rows, lines) = (rows * 3 / 4, max(3, lines * 3 / 4))
        }
        return steps + [ReportLimits(rows: 0, failures: 0, tracebackLines: 0, bytesOfNote: 400)]
    }
}
