import Celery
import Testing

@testable import Report

/// What a page shows of more workers than it has room for.
struct ManyWorkersTests {
    private static let captured = Instant(microseconds: 1_795_334_400_000_000)

    private func worker(_ number: Int) -> WorkerRow {
        var counts = Counts.zero
        counts[.succeeded] = number
        counts.processed = number
        return WorkerRow(
            name: WorkerName("w\(number)"), status: number.isMultiple(of: 3) ? .offline : .online, counts: counts,
            lastHeartbeat: Self.captured - 400)
    }

    private func table(_ workers: [WorkerRow], rows: Int) -> (table: WorkerTable, omissions: [String]) {
        var omissions = Omissions()
        let report = Report(.example(at: Self.captured, workers: workers), zone: .utc)
        let table = WorkerTable(report, rows: rows, omissions: &omissions)
        return (table, omissions.sentences)
    }

    @Test func foldsThoseThatTellLeast() throws {
        let (table, omissions) = table((1...9).map(worker), rows: 4)
        #expect(table.rows.map(\.name) == ["w4", "w5", "w7", "w8"])
        #expect(table.others?.name == "5 other workers")
        #expect(omissions == ["5 workers of 9 are left out."])
    }

    @Test(arguments: [0, 1, 5, 9, 100]) func keepsTheSumHoweverFewHaveRows(rows: Int) {
        let workers = (1...9).map(worker)
        let (table, _) = table(workers, rows: rows)
        let shown = (table.rows + [table.others].compactMap(\.self)).compactMap(\.counts.counts.processed)
        #expect(shown.reduce(0, +) == 45)
        #expect((table.others == nil) == (rows >= 9))
    }
}
