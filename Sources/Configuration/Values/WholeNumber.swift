/// Reads whole numbers: counts of bytes, characters and tasks.
enum WholeNumber {
    /// The number that the digits mean.
    ///
    /// - Throws: `CommandError.badValue` for anything but plain digits, and for a number out of bounds.
    static func parse(_ text: String, in bounds: ClosedRange<Int>) throws(CommandError) -> Int {
        guard !text.isEmpty else { throw .badValue(text, .empty) }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
            throw .badValue(text, .notANumber)
        }
        guard let number = Int(text), bounds.contains(number) else { throw .badValue(text, .outOf(bounds)) }
        return number
    }
}
