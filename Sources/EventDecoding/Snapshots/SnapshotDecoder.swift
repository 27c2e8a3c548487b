package import Celery

/// Reads `data/snapshot.json`; keys that it doesn't know are passed over.
package enum SnapshotDecoder {
    /// Reads a snapshot, its tasks in pieces side by side.
    ///
    /// - Throws: what keeps the document from being one.
    package static func decode(_ bytes: [UInt8]) async throws(EventDecodingError) -> Snapshot {
        if let pieces = SnapshotPieces(bytes), let tasks = await rows(of: pieces, in: bytes),
            var snapshot = try? whole(pieces.rest), snapshot.tasks.isEmpty
        {
            snapshot.tasks = tasks
            return snapshot
        }
        return try whole(bytes)
    }

    private static func whole(_ bytes: [UInt8]) throws(EventDecodingError) -> Snapshot {
        var parser = JSONParser()
        return try parser.withParsed(bytes) { node throws(EventDecodingError) in
            try node.checkCounts()
            return try snapshot(node)
        }
    }

    /// The tasks of all pieces; `nil` where one of them can't be read.
    private static func rows(of pieces: SnapshotPieces, in bytes: [UInt8]) async -> [TaskRow]? {
        await withTaskGroup(of: (Int, [TaskRow]?).self) { group in
            for (number, range) in pieces.tasks.enumerated() {
                group.addTask { (number, rows(SnapshotPieces.array(of: bytes[range]))) }
            }
            var parts = [[TaskRow]?](repeating: nil, count: pieces.tasks.count)
            for await (number, rows) in group { parts[number] = rows }
            var all: [TaskRow] = []
            all.reserveCapacity(parts.reduce(0) { $0 + ($1?.count ?? 0) })
            for part in parts {
                guard let part else { return nil }
                all += part
            }
            return all
        }
    }

    private static func rows(_ bytes: [UInt8]) -> [TaskRow]? {
        var parser = JSONParser()
        var decoder = TaskRowDecoder()
        // A piece that can't be read by itself: the whole document says what is wrong.
        return try? parser.withParsed(bytes) { node throws(EventDecodingError) in
            try node.checkCounts()
            return node.list { decoder.row($0) }
        }
    }

    private static func snapshot(_ node: JSONNode) throws(EventDecodingError) -> Snapshot {
        guard let schema = node["schema"]?.string, let name = schema.split(separator: "/").first,
            name == Snapshot.schema.split(separator: "/").first
        else { throw .notA("a snapshot") }
        guard schema == Snapshot.schema else { throw .schema(schema) }
        var tasks = TaskRowDecoder()
        guard let capturedAt = node["captured_at"]?.isoTime, let coverage = coverage(node["coverage"]) else {
            throw .notA("a snapshot")
        }
        var snapshot = Snapshot(
            capturedAt: capturedAt,
            producer: Snapshot.Producer(
                version: node["producer"]?["version"]?.string ?? "", host: node["producer"]?["host"]?.string),
            coverage: coverage, report: report(node["report"]), broker: broker(node["broker"]),
            sources: node["sources"].list(source), workers: node["workers"].list(worker),
            totals: Totals(
                counts: Counts(node["totals"]), ofWorkers: node["totals"]?["of_workers"]?.int ?? 0),
            tasks: node["tasks"].list { tasks.row($0) }, taskTypes: node["task_types"].list(taskType),
            failures: node["failures"].list(failureGroup), histograms: node["histograms"].list(histogram),
            queues: node["queues"].list(queue), series: node["series"].list(series),
            findings: node["findings"].list(finding), redactions: redactions(node["redactions"]))
        snapshot.turns = node["turns"].list(turn)
        snapshot.etaBacklog = node["eta_backlog"].optionalList { row in
            row["count"]?.int.map { BacklogRow(dueWithin: row["due_within"]?.int, count: $0) }
        }
        return snapshot
    }

    private static func coverage(_ node: JSONNode?) -> Snapshot.Coverage? {
        guard let node, let since = node["since"]?.isoTime, let until = node["until"]?.isoTime else { return nil }
        return Snapshot.Coverage(
            span: TimeSpan(since: since, until: until), watched: node["watched"].list(span),
            events: node["events"]?.int ?? 0, tasks: node["tasks"]?.int ?? 0,
            offlineAfter: node["offline_after"]?.double ?? 300,
            forgetOffline: node["forget_offline"]?.double ?? 86_400)
    }

    private static func span(_ node: JSONNode) -> TimeSpan? {
        let ends = node.list(\.isoTime)
        return ends.count == 2 ? TimeSpan(since: ends[0], until: ends[1]) : nil
    }

    private static func report(_ node: JSONNode?) -> Snapshot.ReportRequest {
        Snapshot.ReportRequest(
            title: node?["title"]?.string ?? "", timeZone: node?["time_zone"]?.string ?? "UTC",
            note: node?["note"]?.string, isProtected: node?["protected"]?.bool ?? false)
    }

    private static func broker(_ node: JSONNode?) -> BrokerIdentity {
        BrokerIdentity(
            transport: node?["transport"]?.string ?? "", url: node?["url"]?.string ?? "",
            server: node?["server"]?.string)
    }

    private static func redactions(_ node: JSONNode?) -> Snapshot.Redactions {
        Snapshot.Redactions(
            values: node?["values"].dictionary(\.int) ?? [:], omitted: node?["omitted"].list(\.string) ?? [],
            isPublic: node?["public"]?.bool ?? false)
    }

    private static func source(_ node: JSONNode) -> SourceReport? {
        guard let name = node["name"]?.string, let status = node["status"]?.string.flatMap(SourceReport.Status.init)
        else { return nil }
        return SourceReport(
            name: name, status: status, detail: phrase(node, "detail", isOurs: status == .ok),
            duration: node["duration"]?.double)
    }

    private static func finding(_ node: JSONNode) -> Finding? {
        guard let severity = node["severity"]?.string.flatMap(Finding.Severity.init) else { return nil }
        let code = node["code"]?.string ?? ""
        return Finding(
            severity, code, subject: node["subject"]?.string ?? "",
            message: phrase(node, "message", isOurs: !code.hasPrefix("source_")), time: node["time"]?.isoTime)
    }

    /// A phrase by its parts; of a file that has only its text, `isOurs` says whose words these are.
    private static func phrase(_ node: JSONNode, _ text: StaticString, isOurs: Bool) -> Phrase {
        guard node["parts"] != nil else {
            let text = node[text]?.string ?? ""
            return Phrase([isOurs ? .unparted(text) : .quote(text)])
        }
        return Phrase(
            node["parts"].list { part in
                part["words"]?.string.map { .words($0) } ?? part["name"]?.string.map { .name($0) }
                    ?? part["place"]?.string.map { .place($0) } ?? part["quote"]?.string.map { .quote($0) }
                    ?? part["unparted"]?.string.map { .unparted($0) }
            })
    }

    private static func series(_ node: JSONNode) -> Series? {
        Series(
            name: node["name"]?.string ?? "", unit: node["unit"]?.string ?? "",
            labels: node["labels"].dictionary(\.string), points: node["points"].list(point))
    }

    private static func turn(_ node: JSONNode) -> WorkerTurn? {
        guard let kind = node["kind"]?.string.flatMap(WorkerTurn.Kind.init), let time = node["time"]?.isoTime,
            let worker = node["worker"]?.string
        else { return nil }
        return WorkerTurn(kind, of: WorkerName(worker), time: time)
    }

    private static func point(_ node: JSONNode) -> Series.Point? {
        guard var elements = node.elements, let time = elements.next()?.isoTime else { return nil }
        return Series.Point(time, elements.next()?.double)
    }
}

extension JSONNode {
    /// The elements of an array that are what is read of them; what isn't is passed over.
    func list<Value>(_ read: (JSONNode) -> Value?) -> [Value] {
        elements.map { $0.compactMap(read) } ?? []
    }
}

extension JSONNode? {
    func list<Value>(_ read: (JSONNode) -> Value?) -> [Value] { self?.list(read) ?? [] }

    /// `nil` where this is no array.
    func optionalList<Value>(_ read: (JSONNode) -> Value?) -> [Value]? {
        self?.elements == nil ? nil : list(read)
    }

    func dictionary<Value>(_ read: (JSONNode) -> Value?) -> [String: Value] {
        var values: [String: Value] = [:]
        guard let fields = self?.fields else { return values }
        for field in fields {
            if let value = read(field.value) { values[field.key.text] = value }
        }
        return values
    }
}

extension Counts {
    init(_ node: JSONNode?) {
        self.init()
        guard let fields = node?.fields else { return }
        for field in fields {
            switch field.key {
            case "processed": processed = field.value.int
            case "carried": carried = field.value.int
            case "scheduled": scheduled = field.value.int
            default:
                if let outcome = Outcome(rawValue: field.key.text) { self[outcome] = field.value.int }
            }
        }
    }
}
