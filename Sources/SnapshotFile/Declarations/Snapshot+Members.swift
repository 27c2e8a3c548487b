import Celery
import Decoding

// Sorted by name, as the file is: a whole document isn't brought into order afterwards.
extension Snapshot: Record {
    static var term: StaticString { "snapshot" }
    static var meaning: StaticString { "Everything that the pages show: a Celery cluster at one time." }

    static var blank: Snapshot {
        Snapshot(
            capturedAt: .distantPast, producer: .blank, coverage: .blank, report: .blank, broker: .blank, sources: [],
            workers: [], totals: .blank, tasks: [], taskTypes: [], failures: [], histograms: [], queues: [], series: [],
            findings: [], redactions: .blank)
    }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("broker", &broker, "The broker.")
        members.required("captured_at", &capturedAt, "When it was captured: the end of what was heard, by our clock.")
        members.rows(
            "changes", &changes, "What successive captures of one history tell, and the user's marks, oldest first.")
        members.required("coverage", &coverage, "What the counts rest on.")
        members.member(
            "eta_backlog", &etaBacklog,
            "How many tasks wait for their ETA, by how soon they are due; null where not all was told.")
        members.rows("failures", &failures, "The failures by group, the largest first, over all tasks of the span.")
        members.rows("findings", &findings, "What needs attention, the most severe first.")
        members.member(
            "grouping", &grouping,
            "What waits, runs and ended, by what `--group-by` names; null where it names nothing.")
        members.rows("histograms", &histograms, "How runtimes and waits are distributed, by task type.")
        members.rows(
            "hours", &hours,
            "What ended in each hour of the five weeks before the end of the span that anybody watched, oldest first.")
        members.rows("incidents", &incidents, "Findings of one cause as one, the gravest first.")
        members.rows("periodic", &periodic, "The periodic tasks, by name.")
        members.member("producer", &producer, "Who captured it.")
        members.rows("queues", &queues, "The queues, by name.")
        members.member("redactions", &redactions, "What was taken out before anything was stored.")
        members.member(
            "report", &report, "What was asked of the pages, so that rendering the file again needs no options.")
        members.derived("schema", Schema(), "The format, and its version.")
        members.rows("series", &series, "What the charts draw.")
        members.rows("sources", &sources, "What was asked, and how it went.")
        members.rows("task_types", &taskTypes, "The task types, by name, over all tasks of the span.")
        members.rows("tasks", &tasks, "The tasks that are listed, newest first.")
        members.member("totals", &totals, "The sums over all workers.")
        members.rows("turns", &turns, "When workers came, went or began anew, oldest first.")
        members.rows("workers", &workers, "The workers, by name.")
        members.rows("workflows", &workflows, "What led to what, among the tasks that are listed, the newest first.")
    }

    /// The format's name and version.
    private struct Schema: MemberValue {
        static var form: ValueForm { .word([Snapshot.schema]) }
        func write(to file: inout RecordWriter) { file.json.value(Snapshot.schema) }
        static func read(_ node: JSONNode, _ texts: SharedTexts) -> Schema? { nil }
    }
}

extension Snapshot.Producer: Record {
    static var term: StaticString { "producer" }
    static var meaning: StaticString { "Who captured a snapshot." }
    static var blank: Self { Self(version: "", host: nil) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("host", &host, "The host that it was captured on; null where it isn't to be told.")
        members.member("version", &version, "The version of Herbarium.")
    }
}

extension Snapshot.Coverage: Record {
    static var term: StaticString { "coverage" }
    static var meaning: StaticString { "What the counts rest on." }

    static var blank: Self {
        let span = TimeSpan(since: .distantPast, until: .distantPast)
        return Self(span: span, watched: [], events: 0, tasks: 0, offlineAfter: 300, forgetOffline: 86_400)
    }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("events", &events, "How many events the counts rest on.")
        members.member(
            "forget_offline", &forgetOffline, "After how long the rows of workers that are gone are folded into one.",
            unit: .seconds)
        members.member(
            "offline_after", &offlineAfter, "The silence after which a worker counted as offline.", unit: .seconds)
        members.required("since", &span.since, "The beginning of the span that the counts are about.")
        members.member("tasks", &tasks, "How many tasks are known, whether listed or not.")
        members.required("until", &span.until, "The end of that span.")
        members.member("watched", &watched, "The parts of the span in which somebody of ours listened.")
    }
}

extension Snapshot.ReportRequest: Record {
    static var term: StaticString { "report" }
    static var meaning: StaticString { "What was asked of the pages." }
    static var blank: Self { Self(title: "", timeZone: "UTC") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("checks", &checks, "The rules that it is judged by, as they were written.")
        members.member("known", &known, "The fingerprints of failures that are known and don't count.")
        members.member("note", &note, "The user's note, in Markdown.")
        members.member(
            "protected", &isProtected,
            "Whether something keeps strangers from the pages, as whoever publishes them says.")
        members.member("time_zone", &timeZone, "The name of the zone that times are shown in.")
        members.member("title", &title, "The title of the pages.")
    }
}

extension Snapshot.Redactions: Record {
    static var term: StaticString { "redactions" }
    static var meaning: StaticString { "What was taken out before anything was stored." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("omitted", &omitted, "The columns that were left out.")
        members.member("public", &isPublic, "Whether it is made for strangers to read.")
        members.member("values", &values, "How many values were redacted, by the name that told that they are secret.")
    }
}

extension BrokerIdentity: Record {
    static var term: StaticString { "broker" }
    static var meaning: StaticString { "Which broker it is." }
    static var blank: Self { Self(transport: "", url: "", server: nil) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("server", &server, "Its software and version, such as `Redis 7.0.15`.")
        members.member("transport", &transport, "`redis` or `amqp`.")
        members.member("url", &url, "Its address, without credentials.")
    }
}

extension SourceReport.Status: WordValue {}

extension SourceReport: Record {
    static var term: StaticString { "source" }
    static var meaning: StaticString { "What was asked of one source, and how it went." }
    static var blank: Self { Self(name: "", status: .skipped, detail: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("duration", &duration, "How long it took; null where nothing was asked.", unit: .seconds)
        members.required("name", &name, "`events`, `inspect`, `queues`, `results`, `management` or `history`.")
        members.required("status", &status, "How it went.")
        members.phrase("detail", &detail, isOurs: status == .ok, "In words: what came, or what failed and why.")
    }
}

extension Finding.Severity: WordValue {}

extension Finding.Code: MemberValue {
    static var form: ValueForm { .text }
    func write(to file: inout RecordWriter) { file.json.value(rawValue) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Finding.Code? { node.string.map(Self.init) }
}

extension Finding: Record {
    static var term: StaticString { "finding" }
    static var meaning: StaticString { "Something that needs attention." }
    static var blank: Self { Self(.note, Code(rawValue: ""), subject: "", facts: nil, message: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("code", &code, "What kind of finding it is, in a word.")
        members.member("facts", &facts, "The numbers and names in the message; null in a file of an older version.")
        members.required("severity", &severity, "How much attention it needs.")
        members.member("subject", &subject, "Whom it is about: a worker, a queue, a task type or a source.")
        members.member("time", &time, "When it began, or will.")
        members.phrase(
            "message", &message, isOurs: code != .sourceFailed && code != .sourcePartial,
            "A sentence with the numbers in it, without the capital at its beginning.")
    }
}

extension Incident: Record {
    static var term: StaticString { "incident" }
    static var meaning: StaticString { "Findings of one cause, told as one." }

    static var blank: Self {
        Self(severity: .note, subject: "", sentence: Phrase(), findings: [])
    }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("findings", &findings, "The findings that it is made of, as places in `findings`, from 0.")
        members.required("severity", &severity, "How much attention it needs: that of its gravest finding.")
        members.member("since", &since, "When it began; null where that isn't known.")
        members.phrase("sentence", &sentence, isOurs: true, "What happened, what came of it, and whether it goes on.")
        members.member("subject", &subject, "Whom it is about: a worker, a queue or a task type.")
        members.member("until", &until, "When it ended; null while it lasts.")
    }
}

extension Finding.Fact: MemberValue {
    static var form: ValueForm { .scalar }

    func write(to file: inout RecordWriter) {
        switch self {
        case .count(let count): file.json.value(count)
        case .number(let number): file.json.value(number)
        case .text(let text?): file.json.value(text)
        case .text(nil): file.json.null()
        case .truth(let truth): file.json.value(truth)
        }
    }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Finding.Fact? {
        switch node.kind {
        case .integer: node.int.map { .count($0) }
        case .double: node.double.map { .number($0) }
        case .bool: node.bool.map { .truth($0) }
        case .string: .text(node.string)
        case .null: .text(nil)
        default: nil
        }
    }
}

extension Phrase.Part: MemberValue {
    static var form: ValueForm {
        .choice([
            ("words", "Words of ours."), ("name", "A name out of the cluster."),
            ("place", "An address or a path, which a snapshot for strangers leaves out."),
            ("time", "A time, which pages show in the zone of the report."),
            ("quote", "Somebody else's words."),
            ("unparted", "A sentence of an older version, in which words and names aren't told apart."),
        ])
    }

    func write(to file: inout RecordWriter) {
        file.object {
            switch self {
            case .words(let words): $0.json.member("words", words)
            case .name(let name): $0.json.member("name", name)
            case .place(let place): $0.json.member("place", place)
            case .time(let time): $0.json.member("time", time.iso8601)
            case .quote(let text): $0.json.member("quote", text)
            case .unparted(let text): $0.json.member("unparted", text)
            }
        }
    }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Phrase.Part? {
        node["words"]?.string.map { .words($0) } ?? node["name"]?.string.map { .name($0) }
            ?? node["place"]?.string.map { .place($0) }
            ?? node["time"]?.string.flatMap { Instant(iso8601: $0) }.map { .time($0) } ?? node["quote"]?.string.map {
                .quote($0)
            }
            ?? node["unparted"]?.string.map { .unparted($0) }
    }
}

extension MemberVisitor {
    /// A phrase, as its text and as its parts; of a file that has only the text, `isOurs` says whose words these are.
    mutating func phrase(_ name: StaticString, _ phrase: inout Phrase, isOurs: Bool, _ meaning: StaticString) {
        var (text, parts) = (phrase.text, phrase.parts)
        member(name, &text, meaning)
        member("parts", &parts, "The same in parts, which tell words from names.")
        let isOlder = parts.isEmpty && !text.isEmpty
        phrase = Phrase(isOlder ? [isOurs ? .unparted(text) : .quote(text)] : parts)
    }
}

extension WorkflowRow.State: WordValue {}

extension WorkflowRow: Record {
    static var term: StaticString { "workflow" }
    static var meaning: StaticString { "The tasks that one task led to." }
    static var blank: Self {
        Self(root: TaskID(""), name: nil, state: .unknown, count: 0, sums: [], tree: nil, path: [])
    }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("count", &count, "How many of its tasks are listed.")
        members.member("name", &name, "The type of the task at its head; null where that isn't listed.")
        members.member(
            "path", &path, "The tasks that led to the one that ended last, from the head on: the slowest path.")
        members.required("root", &root, "The task at its head.")
        members.member("since", &since, "The first that is known of it.")
        members.required(
            "state", &state,
            "`running`: something waits or is executing. `failed`: nothing is left, and something failed, was lost or called off. `unknown`: nothing is left, and of something nobody knows what came of it."
        )
        members.member("sums", &sums, "Its tasks by type and state, the most first.")
        members.member(
            "tree", &tree, "Its tasks, each before those that it sent; null where they are more than a hundred.")
        members.member("until", &until, "The last that is known of it.")
    }
}

extension WorkflowRow.Sum: Record {
    static var term: StaticString { "workflow_sum" }
    static var meaning: StaticString { "Tasks of a workflow that are of one type and in one state." }
    static var blank: Self { Self(name: nil, state: "", count: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("count", &count, "How many.")
        members.member("name", &name, "The task type; null where nobody told it.")
        members.member("state", &state, "The state.")
    }
}

extension WorkflowRow.Node: Record {
    static var term: StaticString { "workflow_node" }
    static var meaning: StaticString { "A task in its place below the one that sent it." }
    static var blank: Self { Self(task: TaskID(""), depth: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("depth", &depth, "How many tasks stand between it and the head.")
        members.required("task", &task, "The task, as in `tasks`.")
    }
}

extension PeriodicRow.Source: WordValue {}

extension PeriodicRow: Record {
    static var term: StaticString { "periodic" }
    static var meaning: StaticString { "A task that is sent again and again." }
    static var blank: Self { Self(name: "", task: "", schedule: nil) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.rare("as_of", &asOf, "When the entry was last read, where that wasn't at the capture.")
        members.member(
            "expected", &expected, "How often it was due within what was watched; null where that isn't known.")
        members.member(
            "last", &last,
            "When it was last sent, or received where no sending was told, as its scheduler remembers, or as was seen.")
        members.member(
            "missed", &missed,
            "How often it was due within what was watched, and its task was neither sent nor received.")
        members.required("name", &name, "What the entry is called.")
        members.member("next", &next, "When it is due next; null where that isn't known.")
        members.member(
            "overlapping", &overlapping, "How often it was begun while an earlier one was still executing.")
        members.member(
            "schedule", &schedule, "The schedule, as it was told; null of an entry that only its tasks name.")
        members.member(
            "seen", &seen,
            "How often its task was seen within what was watched; null where several entries send the same, and tasks don't name theirs."
        )
        members.member(
            "source", &source,
            "Who told of it: `conf` (a worker's `beat_schedule`), `redbeat` (its keys), `django` (django-celery-beat's tables), `header` (`periodic_task_name` of its tasks)."
        )
        members.member("task", &task, "The task type that it sends.")
    }
}

extension Grouping.Kind: WordValue {}

extension Grouping: Record {
    static var term: StaticString { "grouping" }
    static var meaning: StaticString { "What waits, runs and ended, by an argument of the tasks." }
    static var blank: Self { Self(path: "", rows: [], attempts: 0, sampled: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member(
            "attempts", &attempts,
            "How many attempts were looked at: those of the tasks that are known one by one.")
        members.required("path", &path, "The argument: `kwargs.team_id`, `args.0`.")
        members.member(
            "rows", &rows,
            "The values with the largest shares of anything, the largest first; then the rest, and what isn't known.")
        members.member("sampled", &sampled, "How many messages that wait were looked at.")
    }
}

extension Grouping.Row: Record {
    static var term: StaticString { "group" }
    static var meaning: StaticString { "A value of that argument, and what has it." }
    static var blank: Self { Self(.unknown) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("active", &active, "Attempts that are executing.")
        members.member(
            "busy_seconds", &busySeconds, "The slot time of its attempts within what was watched.", unit: .seconds)
        members.member("failed", &failed, "Attempts that failed.")
        members.required(
            "kind", &kind,
            "`value`: of one value. `absent`: of tasks without that argument. `others`: of all other values. `unknown`: of tasks whose arguments aren't known."
        )
        members.member("processed", &processed, "Attempts alive in the span.")
        members.member("retried", &retried, "Attempts that ended in a retry.")
        members.member("succeeded", &succeeded, "Attempts that succeeded.")
        members.member(
            "unacked", &unacknowledged,
            "Messages delivered and not acknowledged; null where nobody tells which those are.")
        members.member("value", &value, "The value, a digest of it for strangers; null where the row isn't of one.")
        members.member("values", &values, "How many values it is of.")
        members.member("waiting", &waiting, "Messages that wait, of those that were looked at.")
    }
}

extension Series: Record {
    static var term: StaticString { "series" }
    static var meaning: StaticString { "Values over time." }
    static var blank: Self { Self(name: "", unit: "", points: []) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("labels", &labels, "Of what: the worker, the queue, the percentile.")
        members.member("name", &name, "What is measured, such as `tasks.succeeded`.")
        members.member("points", &points, "When, and how much; null where nobody watched.")
        members.member("unit", &unit, "In what: `tasks/min`, `seconds`, `messages`.")
    }
}

extension Series.Point: MemberValue {
    static var form: ValueForm { .pair(.time, .optional(.number)) }
    func write(to file: inout RecordWriter) { file.pair(time, value) }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Series.Point? {
        guard var elements = node.elements, let time = elements.next()?.isoTime else { return nil }
        return Series.Point(time, elements.next()?.double)
    }
}

extension HourCount: Record {
    static var term: StaticString { "hour" }
    static var meaning: StaticString { "What ended in one hour." }
    static var blank: Self { Self(time: .distantPast, succeeded: 0, failed: 0, watched: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("failed", &failed, "How many attempts failed in it.")
        members.member("succeeded", &succeeded, "How many attempts succeeded in it.")
        members.required("time", &time, "When it began.")
        members.member("watched", &watched, "For how much of it somebody of ours listened.", unit: .seconds)
    }
}

extension ClusterChange.Kind: WordValue {}

extension ClusterChange: Record {
    static var term: StaticString { "change" }
    static var meaning: StaticString { "Something about the cluster that is another than at the capture before." }
    static var blank: Self { Self(time: .distantPast, kind: .mark, subject: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("after", &after, "What is after; null where nothing is. Of names in a list, those that came.")
        members.member(
            "before", &before, "What was before; null where nothing was. Of names in a list, those that went.")
        members.member("item", &item, "The setting's name, or the fingerprint of failures; empty for all else.")
        members.required(
            "kind", &kind,
            "What changed: `worker` came or went, its `worker_version`, `worker_pool`, `worker_concurrency`, `worker_queues`, registered `worker_tasks` or a `worker_setting`; a `task_type`, a `queue` or `failures` were seen for the first time, or went; the `broker`'s version. Or a `mark` of the user's."
        )
        members.member("subject", &subject, "The worker, the task type or the queue; of a mark, its text.")
        members.required("time", &time, "When the capture was that told it first; of a mark, its time.")
    }
}

extension WorkerTurn.Kind: WordValue {}

extension WorkerTurn: Record {
    static var term: StaticString { "turn" }
    static var meaning: StaticString { "A point at which a worker came, went or began anew." }
    static var blank: Self { Self(.restart, of: WorkerName(""), time: .distantPast) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required(
            "kind", &kind,
            "`restart`: it came up, or began anew. `reconnection`: it connected to the broker again. `goodbye`: it left. `silence`: it was heard for the last time."
        )
        members.required("time", &time, "When, by the worker's clock.")
        members.required("worker", &worker, "Which worker.")
    }
}
