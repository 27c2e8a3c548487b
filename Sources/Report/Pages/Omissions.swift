/// What is left out of a report for want of room, in sentences with numbers.
struct Omissions {
    private(set) var sentences: [String] = []

    /// The first so many of a list; the rest is counted.
    mutating func first<Element>(
        _ count: Int, of all: [Element], _ noun: String, plural: String? = nil
    ) -> ArraySlice<Element> {
        leave(max(0, all.count - count), of: all.count, noun, plural: plural)
        return all.prefix(count)
    }

    /// Notes that so many of a list are left out.
    mutating func leave(_ omitted: Int, of all: Int, _ noun: String, plural: String? = nil) {
        guard omitted > 0 else { return }
        let verb = omitted == 1 ? "is" : "are"
        note("\(Wording.count(omitted, noun, plural: plural)) of \(Wording.count(all)) \(verb) left out.")
    }

    /// The user's note, where it is short enough.
    mutating func note(of report: Report, limit: Int) -> String? {
        guard let note = report.note, note.utf8.count > limit else { return report.note }
        self.note("The note is left out: it has \(Wording.count(note.utf8.count, "byte")).")
        return nil
    }

    /// Notes what was left out otherwise.
    mutating func note(_ sentence: String) { sentences.append(sentence) }
}
