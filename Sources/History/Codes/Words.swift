import Celery
import GRDB

/// The numbers of texts that come again and again: names of workers, task types and queues.
struct Words {
    private var numbers: [ExactText: Int] = [:]
    /// The last that were asked for: a task's worker and type are, some five times each.
    private var recent: [(text: String, number: Int)] = []

    /// The number of a text; a new one gets the next.
    mutating func number(of text: String?, in db: Database) throws -> Int {
        guard let text else { return 0 }
        if recent.isEmpty { recent = Array(repeating: ("", 0), count: 8) }
        let slot = text.utf8.count & 7
        if recent[slot].number > 0, recent[slot].text.isSame(as: text) { return recent[slot].number }
        let number = try lookUp(text, in: db)
        recent[slot] = (text, number)
        return number
    }

    private mutating func lookUp(_ text: String, in db: Database) throws -> Int {
        if let number = numbers[ExactText(text)] { return number }
        try Prepared(db, "INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING").run(.text(text))
        var number = 0
        try Prepared(db, "SELECT id FROM word WHERE text = ?").rows(.text(text)) { number = Int($0.integer(0)) }
        numbers[ExactText(text)] = number
        return number
    }

    /// Forgets all, as after a transaction that failed.
    mutating func forget() { self = Words() }
}

/// The texts that have numbers.
struct WordList {
    private var texts: [Int: String] = [:]

    init(_ db: Database) throws {
        var texts: [Int: String] = [:]
        try Prepared(db, "SELECT id, text FROM word").rows { texts[Int($0.integer(0))] = $0.text(1) }
        self.texts = texts
    }

    /// The text of a number; `nil` for 0.
    func text(_ number: Int) throws(StoredFlaw) -> String? {
        if number == 0 { return nil }
        guard let text = texts[number] else { throw StoredFlaw() }
        return text
    }
}
