import Brokers
import Celery
import Decoding

/// Takes the rows of a table, and tells what they hold.
struct TableReading: ~Copyable {
    /// What was read.
    private(set) var report = ResultReport()
    private let columns: [TableColumn]
    private let layout: TableAddress.Layout
    private var decoder = ResultDecoder()
    private var values: [TableColumn: [UInt8]] = [:]

    /// The states in which a task has ended; of any other the time is that of the last change.
    private static let endStates: Set = ["SUCCESS", "FAILURE", "REVOKED"]

    init(_ columns: [TableColumn], layout: TableAddress.Layout) {
        self.columns = columns
        self.layout = layout
    }

    /// How many rows were taken.
    var count: Int { report.results.count + report.oversized + report.unreadable }

    /// Takes a row, of which each value is bytes of text, or what was stored.
    mutating func take(size: Int, _ value: (_ index: Int) -> [UInt8]?) {
        guard size <= TableQuery.sizeLimit else {
            report.oversized += 1
            return
        }
        values.removeAll(keepingCapacity: true)
        for (index, column) in columns.enumerated() { values[column] = value(index) }
        guard let id = text(.task), !id.isEmpty, let state = text(.state), !state.isEmpty else {
            report.unreadable += 1
            report.reason = report.reason ?? "a row without a task or its state"
            return
        }
        report.results.append(
            StoredResult(
                task: TaskID(id), state: state, facts: facts(state), worker: text(.worker).map { WorkerName($0) },
                started: time(.started), finished: Self.endStates.contains(state) ? time(.finished) : nil))
    }

    /// Takes what was found of a schedule.
    mutating func take(_ schedule: Result<ScheduleReading?, ScheduleRefusal>) {
        switch schedule {
        case .success(let reading): report.schedule = reading
        case .failure(let refusal): report.scheduleRefusal = refusal.reason
        }
    }

    /// What is told, of so many rows: more than were counted, where that is above `most`.
    consuming func report(counted: Int, most: Int) -> ResultReport {
        report.isMore = counted > most
        // Rows may have come since the first question.
        report.seen = max(min(counted, most), count)
        report.results.sort { one, other in
            let (left, right) = (one.finished ?? .distantPast, other.finished ?? .distantPast)
            return left == right ? one.task < other.task : left > right
        }
        return report
    }

    private mutating func facts(_ state: String) -> TaskFacts {
        var facts = TaskFacts()
        facts.name = text(.name)
        facts.queue = text(.queue)
        facts.periodic = text(.periodic)
        facts.retries = text(.retries).flatMap { Int($0) }.flatMap { (0...Self.mostRetries).contains($0) ? $0 : nil }
        facts.traceback = text(.traceback)
        // The caller's own words are a string; what isn't one are the arguments, which the caller may have masked.
        facts.args = values[.args].flatMap { decoder.text($0) }
        facts.kwargs = values[.kwargs].flatMap { decoder.text($0) }
        guard let outcome = values[.result], isJSON else { return facts }
        decoder.add(outcome, state: state, to: &facts)
        return facts
    }

    /// More than any task was tried.
    private static let mostRetries = 1_000_000_000

    /// Whether the result may be JSON: django-celery-results says so, Celery's own table doesn't say.
    private var isJSON: Bool { text(.contentType).map { $0 == "application/json" } ?? true }

    private func text(_ column: TableColumn) -> String? {
        guard let value = values[column], !value.isEmpty else { return nil }
        return String(decoding: value, as: UTF8.self)
    }

    private func time(_ column: TableColumn) -> Instant? { text(column).flatMap { Instant(iso8601: $0) } }
}

/// Why a schedule can't be read that is there.
struct ScheduleRefusal: Error {
    /// As a fragment of a sentence.
    let reason: String
}
