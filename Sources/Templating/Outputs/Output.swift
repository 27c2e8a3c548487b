/// A file that is being written: bytes at the end of bytes.
struct Output {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    /// Writes part of some bytes as it is.
    mutating func append(_ source: [UInt8], _ start: Int, _ end: Int) {
        bytes.append(contentsOf: source[start..<end])
    }

    /// Writes bytes as they are.
    mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: source)
    }

    /// Writes a byte as it is.
    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Writes text as it is.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Writes a value as a kind of file wants it; records and lists are nothing that could be written.
    mutating func append(_ value: Value, as kind: OutputKind) {
        switch value {
        case .text(let text): append(text, as: kind)
        case .code(let text): if kind == .markdown { append(markdownCode: text) } else { append(text, as: kind) }
        case .fragment(let fragment): append(fragment.source, as: kind)
        case .number(let number): append(number)
        case .integer(let number): append(number)
        case .truth(let isTrue): append(isTrue ? "true" : "false")
        case .null, .record, .list, .model: break
        }
    }

    /// Writes what a raw tag shows; what may not be shown raw is escaped.
    mutating func append(raw value: Value, in program: borrowing Program) {
        switch value {
        case .fragment(let fragment) where fragment.format.fits(program.kind): append(fragment.source)
        case .text(let text) where program.isLenient: append(text)
        default: append(value, as: program.kind)
        }
    }

    /// Writes text, escaped.
    private mutating func append(_ text: String, as kind: OutputKind) {
        switch kind {
        case .html, .svg: append(markup: text)
        case .markdown: append(markdown: text)
        case .csv: append(csv: text)
        case .plain: append(plain: text)
        }
    }

    /// Writes a number in decimal digits.
    private mutating func append(_ number: Int) {
        var (rest, digits) = (number.magnitude, 0 as UInt)
        if number < 0 { bytes.append(0x2D) }
        var scale: UInt = 1
        while rest / scale >= 10 { scale *= 10 }
        while scale > 0 {
            (digits, rest) = rest.quotientAndRemainder(dividingBy: scale)
            bytes.append(0x30 + UInt8(truncatingIfNeeded: digits))
            scale /= 10
        }
    }
}
