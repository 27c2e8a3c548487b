/// The bytes that mean something to templates.
enum Byte {
    /// `\n`.
    static let lineFeed: UInt8 = 0x0A
    /// `\r`.
    static let carriageReturn: UInt8 = 0x0D
    /// `{`.
    static let brace: UInt8 = 0x7B
    /// `=`.
    static let equals: UInt8 = 0x3D

    /// Whether a byte isn't one that goes on with the scalar before it.
    static func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

    /// Whether a byte is a space, a tab or part of a line end.
    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
