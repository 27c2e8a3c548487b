import Celery

/// The parts that a stored task has in common for writing and reading; version 1 of the form.
///
/// A task is its identifier, a base time, and marks: a kind, times relative to the base, the clock, a mask with a bit for
/// each fact that follows in the order of `TaskFacts.visit`, and these. Texts that were there before, such as arguments that a producer and a worker both told, are
/// numbers.
enum TaskCode {
    static let version: UInt8 = 1

    /// The names of all facts, in their order.
    static var facts: [String] {
        var (facts, names) = (TaskFacts(), FactNames())
        facts.visit(&names)
        return names.all
    }

    /// How an identifier is written.
    enum Identifier: UInt8 { case text, uuid, own }

    /// The bits of an identifier that is a UUID as Python writes it; `nil` for any other.
    static func bits(ofUUID text: String) -> UInt128? {
        var text = text
        return text.withUTF8 { text in
            guard text.count == 36 else { return nil }
            var bits: UInt128 = 0
            var place = 0
            while place < 36 {
                if place == 8 || place == 13 || place == 18 || place == 23 {
                    guard text[place] == UInt8(ascii: "-") else { return nil }
                    place += 1
                    continue
                }
                guard let digit = digit(text[place]) else { return nil }
                bits = bits << 4 | UInt128(digit)
                place += 1
            }
            return bits
        }
    }

    /// The text of sixteen bytes.
    static func uuid(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (place, byte) in bytes.enumerated() {
            if place == 4 || place == 6 || place == 8 || place == 10 { text.append(UInt8(ascii: "-")) }
            for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 48 + digit : 87 + digit) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - 87
        default: nil
        }
    }
}

/// Lists the facts that there are.
private struct FactNames: FactVisitor {
    private(set) var all: [String] = []

    mutating func word(_ name: StaticString, _ value: inout String?) { all.append("\(name)") }
    mutating func text(_ name: StaticString, _ value: inout String?) { all.append("\(name)") }
    mutating func count(_ name: StaticString, _ value: inout Int?) { all.append("\(name)") }
    mutating func time(_ name: StaticString, _ value: inout Instant?) { all.append("\(name)") }
    mutating func task(_ name: StaticString, _ value: inout TaskID?) { all.append("\(name)") }
    mutating func seconds(_ name: StaticString, _ value: inout Double?) { all.append("\(name)") }
    mutating func truth(_ name: StaticString, _ value: inout Bool?) { all.append("\(name)") }
}
