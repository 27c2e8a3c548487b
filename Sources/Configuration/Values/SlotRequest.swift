/// How many slots to imagine: `8` in all, or with a sign so many more or fewer than there were.
package enum SlotRequest: Hashable, Sendable {
    /// So many whenever any worker is there.
    case exactly(Int)
    /// So many more whenever any worker is there, or fewer where it is negative; never fewer than none.
    case change(Int)

    /// The most that anybody may ask for.
    private static let limit = 1_000_000

    /// Reads `N`, `+N` or `-N`.
    ///
    /// - Throws: `CommandError.badValue`.
    package init(parsing text: String) throws(CommandError) {
        let digits = text.hasPrefix("+") || text.hasPrefix("-") ? String(text.dropFirst()) : text
        guard !digits.hasPrefix("-") else { throw .badValue(text, .notANumber) }
        let number: Int
        do { number = try WholeNumber.parse(digits, in: 0...Self.limit) } catch {
            guard case .badValue(_, let problem) = error else { throw error }
            throw .badValue(text, problem)
        }
        self = text.hasPrefix("+") ? .change(number) : text.hasPrefix("-") ? .change(-number) : .exactly(number)
    }

    /// Whether it speaks of a single slot.
    package var isOfOne: Bool { [.exactly(1), .change(1), .change(-1)].contains(self) }

    /// How many there are where there were so many; none where there were none, since no worker was there to have them.
    package func slots(of slots: Int) -> Int {
        guard slots > 0 else { return 0 }
        return switch self {
        case .exactly(let number): number
        case .change(let number): max(0, slots + number)
        }
    }
}

extension SlotRequest: CustomStringConvertible {
    /// As it is given.
    package var description: String {
        switch self {
        case .exactly(let number): "\(number)"
        case .change(let number): number < 0 ? "\(number)" : "+\(number)"
        }
    }
}
