import TestSupport

/// The columns of a row, by the names of the contract; one that isn't there, and one that is `null`, are not known.
struct Counts: Decodable, Equatable, Sendable {
    /// In which each attempt is exactly once.
    static let columns = [
        "active", "received", "failed", "succeeded", "retried", "revoked", "rejected", "returned", "lost",
        "unaccounted",
    ]

    /// The number of all attempts.
    let processed: Int?
    private let numbers: [String: Int]

    /// Reads them from among other members.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Name.self)
        processed = try values.decodeIfPresent(Int.self, forKey: Name(stringValue: "processed"))
        var numbers: [String: Int] = [:]
        for column in Self.columns {
            numbers[column] = try values.decodeIfPresent(Int.self, forKey: Name(stringValue: column))
        }
        self.numbers = numbers
    }

    /// What is in a column; `nil` where that isn't known.
    subscript(column: String) -> Int? { numbers[column] }

    /// The columns with anything in them.
    var filled: [String: Int] { numbers.filter { $0.value > 0 } }

    /// The columns of which nothing is known.
    var unknown: [String] { Self.columns.filter { numbers[$0] == nil } }

    /// All columns together, where all of them are known.
    var sum: Int? { unknown.isEmpty ? numbers.values.reduce(0, +) : nil }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
