/// How many times as much comes: `2`, `×1.5`, `x0.5`.
package struct ArrivalFactor: Hashable, Sendable {
    /// More than 0.
    package let factor: Double
    /// The number as it was written.
    private let text: String

    /// The most that anybody may ask for.
    private static let limit = 100

    /// Reads a decimal number, with or without `×` or `x` in front.
    ///
    /// - Throws: `CommandError.badValue`.
    package init(parsing text: String) throws(CommandError) {
        guard !text.isEmpty else { throw .badValue(text, .empty) }
        let number = text.hasPrefix("×") || text.hasPrefix("x") ? String(text.dropFirst()) : text
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        let isDecimal =
            (1...2).contains(parts.count)
            && parts.allSatisfy { part in
                (1...15).contains(part.utf8.count)
                    && part.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            }
        guard isDecimal, let factor = Double(number) else { throw .badValue(text, .notAFactor) }
        guard factor > 0, factor <= Double(Self.limit) else { throw .badValue(text, .notAFactor) }
        (self.factor, self.text) = (factor, number)
    }

    /// How often what came as so manieth comes now: all together, evenly, so many times as much.
    package func copies(of index: Int) -> Int {
        Int((Double(index + 1) * factor).rounded(.down)) - Int((Double(index) * factor).rounded(.down))
    }
}

extension ArrivalFactor: CustomStringConvertible {
    /// The number as it was written.
    package var description: String { text }
}
