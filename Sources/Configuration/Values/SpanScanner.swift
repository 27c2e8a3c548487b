/// Reads the text of a `Span`.
enum SpanScanner {
    /// What the text is instead of a span.
    struct Mistake: Error {
        /// The reason, for the message.
        let problem: ValueProblem
    }

    /// The units and their lengths in milliseconds, the largest first.
    static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// The length in milliseconds.
    static func milliseconds(of text: String) -> Result<Int64, Mistake> {
        guard !text.hasPrefix("-") else { return failure(.negativeDuration) }
        var rest = text.utf8[...]
        var total: Int64 = 0
        var next = units[...]
        repeat {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty else { return failure(.notADuration) }
            rest = rest.dropFirst(digits.count)
            let name = String(rest.prefix { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) ?? ""
            rest = rest.dropFirst(name.utf8.count)
            guard !name.isEmpty else { return failure(.durationWithoutUnit) }
            guard let unit = units.first(where: { $0.name == name }) else { return failure(problem(of: name)) }
            guard let place = next.firstIndex(where: { $0.name == name }) else { return failure(.durationOutOfOrder) }
            next = next[(place + 1)...]
            guard let sum = add(digits, of: unit.milliseconds, to: total) else { return failure(.durationTooLong) }
            total = sum
        } while !rest.isEmpty
        return .success(total)
    }

    private static func failure(_ problem: ValueProblem) -> Result<Int64, Mistake> {
        .failure(Mistake(problem: problem))
    }

    /// A unit of letters alone is an unknown one; anything else (`1.5h`, `5 s`) is no duration at all.
    private static func problem(of unit: String) -> ValueProblem {
        unit.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
            ? .unknownDurationUnit(unit) : .notADuration
    }

    private static func add(_ digits: Substring.UTF8View, of unit: Int64, to total: Int64) -> Int64? {
        guard let number = Int64(String(Substring(digits))) else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        let (sum, carry) = total.addingReportingOverflow(product)
        guard !overflow, !carry, sum <= Span.limitInDays * 86_400_000 else { return nil }
        return sum
    }
}
