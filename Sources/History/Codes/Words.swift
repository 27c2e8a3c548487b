import Celery

/// The numbers of texts that come again and again: names of workers, task types and queues.
///
/// Where statements go over a network, all are read once; new ones get their numbers here, and wait to be written.
struct Words {
    private var numbers: [ExactText: Int] = [:]
    /// The last that were asked for: a task's worker and type are, some five times each.
    private var recent: [(text: String, number: Int)] = []
    /// All that were read or made here, where they are kept at all.
    private(set) var list: WordList?
    private var highest = 0
    private var added: [[Prepared.Value]] = []

    /// Reads what others added since.
    mutating func refresh(from db: any HistoryDatabase) throws {
        guard db.dialect.takesSets else { return }
        var (list, highest) = (list ?? WordList(), highest)
        try Prepared(db, "SELECT id, text FROM word WHERE \(db.dialect.own)id > ?").rows(.init(highest)) { row in
            let (number, text) = (Int(row.integer(0)), row.text(1))
            numbers[ExactText(text)] = number
            list.add(text, number)
            highest = max(highest, number)
        }
        (self.list, self.highest) = (list, highest)
    }

    /// Writes those that are new.
    mutating func flush(to db: any HistoryDatabase) throws {
        let dialect = db.dialect
        try Prepared(db, "INSERT INTO word (\(dialect.column)id, text) VALUES (\(dialect.value)?, ?)").run(each: added)
        added = []
    }

    /// The number of a text; a new one gets the next.
    mutating func number(of text: String?, in db: any HistoryDatabase) throws -> Int {
        guard let text else { return 0 }
        if recent.isEmpty { recent = Array(repeating: ("", 0), count: 8) }
        let slot = text.utf8.count & 7
        if recent[slot].number > 0, recent[slot].text.isSame(as: text) { return recent[slot].number }
        let number = try lookUp(text, in: db)
        recent[slot] = (text, number)
        return number
    }

    private mutating func lookUp(_ text: String, in db: any HistoryDatabase) throws -> Int {
        if let number = numbers[ExactText(text)] { return number }
        var number = 0
        if db.dialect.takesSets {
            highest += 1
            number = highest
            list?.add(text, number)
            added.append([.init(number), .text(text)])
        } else {
            try Prepared(db, "INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING").run(.text(text))
            try Prepared(db, "SELECT id FROM word WHERE text = ?").rows(.text(text)) { number = Int($0.integer(0)) }
        }
        numbers[ExactText(text)] = number
        return number
    }

    /// Forgets all, as after a transaction that failed.
    mutating func forget() { self = Words() }
}

/// The texts that have numbers.
struct WordList {
    private var texts: [Int: String] = [:]

    init() {}

    init(_ db: any HistoryDatabase) throws {
        var texts: [Int: String] = [:]
        try Prepared(db, "SELECT id, text FROM word \(db.dialect.all)").rows { texts[Int($0.integer(0))] = $0.text(1) }
        self.texts = texts
    }

    /// The text of a number; `nil` for 0.
    func text(_ number: Int) throws(StoredFlaw) -> String? {
        if number == 0 { return nil }
        guard let text = texts[number] else { throw StoredFlaw() }
        return text
    }

    fileprivate mutating func add(_ text: String, _ number: Int) { texts[number] = text }

    /// The numbers of names.
    var numbers: [ExactText: Int] {
        Dictionary(texts.map { (ExactText($0.value), $0.key) }, uniquingKeysWith: { first, _ in first })
    }
}
