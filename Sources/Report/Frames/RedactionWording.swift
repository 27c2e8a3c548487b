import Celery

/// What was taken out of a report before anything was stored, in words.
struct RedactionWording {
    let redactions: Snapshot.Redactions

    init(_ redactions: Snapshot.Redactions) { self.redactions = redactions }

    /// One or two sentences; `nil` where nothing was taken out.
    var sentence: Sentence? {
        var sentences: [String] = []
        let count = redactions.values.values.reduce(0, +)
        if count > 0 {
            let names = redactions.values.keys.sorted().prefix(8).map { "'\(Excerpt.cell($0, limit: 40))'" }
            let more = redactions.values.count > names.count ? " and others" : ""
            sentences.append(
                "\(Wording.count(count, "value")) under telling names \(count == 1 ? "was" : "were") redacted "
                    + "(\(names.joined(separator: ", "))\(more)).")
        }
        if !redactions.omitted.isEmpty { sentences.append("Left out altogether: \(Wording.list(redactions.omitted)).") }
        if redactions.isPublic {
            sentences.append(
                "Made for strangers to read: texts and details of hosts are left out; the names of workers, queues "
                    + "and tasks stay.")
        }
        return sentences.isEmpty ? nil : Sentence(sentences.joined(separator: " "))
    }
}
