/// The bytes of a template, with their lines.
struct Source: Sendable {
    /// The template's name.
    let name: String
    /// The text, without a byte order mark.
    let bytes: [UInt8]
    private let lineStarts: [Int]
    /// How many scalars begin before each 256th byte, since all of a template may be on one line.
    private let scalarCounts: [Int]

    /// Takes over a template.
    init(_ template: TemplateSource) {
        name = template.name
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        bytes = template.text.starts(with: mark) ? Array(template.text.dropFirst(mark.count)) : template.text
        scalarCounts = Source.countScalars(bytes)
        lineStarts = [0] + bytes.indices.filter { [bytes] in bytes[$0] == Byte.lineFeed }.map { $0 + 1 }
    }

    /// Line and column of a byte.
    func place(of offset: Int) -> Place {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return Place(file: name, line: low + 1, column: scalars(before: offset) - scalars(before: lineStarts[low]) + 1)
    }

    private func scalars(before offset: Int) -> Int {
        scalarCounts[offset / 256] + bytes[(offset / 256 * 256)..<offset].count(where: Byte.beginsScalar)
    }

    private static func countScalars(_ bytes: [UInt8]) -> [Int] {
        var (counts, count) = ([0], 0)
        for (index, byte) in bytes.enumerated() {
            if Byte.beginsScalar(byte) { count += 1 }
            if index % 256 == 255 { counts.append(count) }
        }
        return counts
    }

    /// Whether `pattern` stands at `offset`.
    func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
        guard offset + pattern.count <= bytes.count else { return false }
        for index in pattern.indices where bytes[offset + index] != pattern[index] { return false }
        return true
    }

    /// The text of a range.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The range without the whitespace at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, Byte.isWhitespace(bytes[first]) { range.removeFirst() }
        while let last = range.last, Byte.isWhitespace(bytes[last]) { range.removeLast() }
        return range
    }

    /// Whether there is nothing but blanks in a range.
    func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }

    /// The first byte that isn't part of well-formed UTF-8.
    var firstInvalidByte: Int? {
        var decoder = UTF8()
        var (iterator, offset) = (bytes.makeIterator(), 0)
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
