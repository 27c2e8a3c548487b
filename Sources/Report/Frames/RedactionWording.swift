import Celery

/// What was taken out of a report before anything was stored, in words.
struct RedactionWording {
    let redactions: Snapshot.Redactions
    let notation: Notation?

    init(_ redactions: Snapshot.Redactions, in notation: Notation? = nil) {
        (self.redactions, self.notation) = (redactions, notation)
    }

    /// One or two sentences; `nil` where nothing was taken out.
    var sentence: Sentence? {
        var sentences: [Phrase] = []
        let count = redactions.values.values.reduce(0, +)
        if count > 0 {
            let names = redactions.values.keys.sorted().prefix(8).map { name -> Phrase in
                "\(name: Excerpt.cell(name, limit: 40))"
            }
            let more: Phrase = redactions.values.count > names.count ? " and others" : ""
            sentences.append(
                "\(words: Wording.count(count, "value")) whose \(count == 1 ? "key looks" : "keys look") secret \(count == 1 ? "was" : "were") redacted "
                    + "(\(names.joined(separator: ", "))\(more)).")
        }
        if !redactions.omitted.isEmpty {
            sentences.append("Left out altogether: \(words: Wording.list(redactions.omitted)).")
        }
        if redactions.isPublic {
            sentences.append(
                "Made for strangers to read: texts and details of hosts are left out; the names of workers, queues "
                    + "and tasks stay.")
        }
        return sentences.isEmpty ? nil : Sentence(sentences.joined(separator: " "), in: notation)
    }
}
