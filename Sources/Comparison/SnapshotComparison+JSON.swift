import Celery

extension SnapshotComparison {
    /// The version of the document, in `schema`.
    package static let schema = "herbarium.comparison/1"

    /// The comparison as a JSON document: numbers as they are, `null` for what isn't known.
    package var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("schema", Self.schema)
            side("before", before, to: &json)
            side("after", after, to: &json)
            json.member("tests", tests)
            json.member("level", Significance.level)
            json.key("changes")
            json.array(changes) { json, change in json.object { write(change, to: &$0) } }
            json.key("failures")
            json.array(failures) { json, change in json.object { write(change, to: &$0) } }
            json.member("same_failures", sameFailures)
        }
        json.endLine()
        return json.bytes
    }

    private func side(_ name: String, _ side: Side, to json: inout JSONWriter) {
        json.key(name)
        json.object { json in
            json.member("captured_at", side.capturedAt.iso8601)
            json.member("since", side.span.since.iso8601)
            json.member("until", side.span.until.iso8601)
            json.member("watched_hours", side.hours)
            json.member("coverage", side.coverage)
        }
    }

    private func write(_ change: Change, to json: inout JSONWriter) {
        json.member("kind", change.kind.rawValue)
        json.member("subject", change.subject)
        json.member("others", change.others)
        json.member("measure", change.measure)
        switch change.values {
        case .numbers(let old, let new, let unit):
            json.member("before", old)
            json.member("after", new)
            json.member("unit", unit.rawValue)
        case .words(let old, let new):
            json.member("before", old)
            json.member("after", new)
            json.member("unit", String?.none)
        }
        json.member("coverage_before", change.restsOnWatching ? before.coverage : nil)
        json.member("coverage_after", change.restsOnWatching ? after.coverage : nil)
        write(change.significance, change.verdict, to: &json)
    }

    private func write(_ change: FailureChange, to json: inout JSONWriter) {
        json.member("state", change.state.rawValue)
        json.member("type", change.type)
        json.member("exception", change.exception)
        json.member("fingerprint", change.fingerprint)
        json.member("before", change.before)
        json.member("after", change.after)
        json.member("per_hour_before", change.rates.before)
        json.member("per_hour_after", change.rates.after)
        json.member("coverage_before", before.coverage)
        json.member("coverage_after", after.coverage)
        write(change.significance, change.verdict, to: &json)
    }

    private func write(_ significance: Significance?, _ verdict: Change.Verdict, to json: inout JSONWriter) {
        json.member("p", significance?.p)
        json.member("method", significance?.method.rawValue)
        json.member("verdict", verdict.rawValue)
    }
}
