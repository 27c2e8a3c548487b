package import Celery
import Decoding

extension IncidentLog.Entry: Record {
    static var term: StaticString { "remembered_incident" }
    static var meaning: StaticString { "An incident, as reports told of it." }

    static var blank: Self {
        Self(
            id: "", subject: "", codes: [], severity: .note, since: nil, seen: .distantPast, ended: nil,
            isToldOver: false, beginning: Phrase(), latest: Phrase())
    }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("beginning", &beginning.sharedParts, "What was said of it first, in parts.")
        members.member("codes", &codes, "The kinds of findings that it was made of.")
        members.member("ended", &ended, "When it ended, or when no report told of it any more; null while it lasts.")
        members.required("id", &id, "A UUID that stays the same from report to report.")
        members.member("latest", &latest.sharedParts, "What was said of it last, in parts.")
        members.required("seen", &seen, "When the report was captured that told of it first.")
        members.required("severity", &severity, "How much attention it needed then.")
        members.member("since", &since, "When it began; null where that isn't known.")
        members.member("subject", &subject, "Whom it is about: a worker, a queue or a task type.")
        members.member("told_over", &isToldOver, "Whether a report said that it was over.")
    }
}

extension Phrase {
    /// The parts, to be written and read.
    fileprivate var sharedParts: [Part] {
        get { parts }
        set { self = Phrase(newValue) }
    }
}

extension IncidentLog: Record {
    static var term: StaticString { "incidents" }
    static var meaning: StaticString { "The incidents that a site remembers, and that its feed tells of." }
    static var blank: IncidentLog { IncidentLog(id: "", capturedAt: .distantPast) }
    private static let schema = "herbarium.incidents/1"

    /// Its place on a site.
    package static let path = "data/incidents.json"

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("captured_at", &capturedAt, "When the newest report was captured that it knows of.")
        members.required("cluster", &id, "A UUID that names the cluster.")
        members.rows("incidents", &entries, "The incidents, those that began last first.")
        members.derived("schema", Self.schema, "The format, and its version.")
    }

    /// `data/incidents.json`: sorted keys, a line for each incident.
    package var file: [UInt8] { RecordWriter.file(of: self) }

    /// Reads such a file; `nil` where this is none, or one of another version.
    package init?(file bytes: [UInt8]) {
        var parser = JSONParser()
        let log = try? parser.withParsed(bytes) { node throws(DecodingFailure) -> IncidentLog? in
            guard node["schema"]?.string == Self.schema else { return nil }
            return IncidentLog.read(node, SharedTexts())
        }
        guard let log else { return nil }
        self = log
    }
}
