/// Eight bytes of a text, looked at all at once.
///
/// The arithmetic is that of "determine if a word has a byte less than n" in Anderson's Bit Twiddling Hacks: of the
/// bytes that a test marks, the first is marked rightly, and none is overlooked.
struct MarkupWord {
    /// How many bytes there are in a word.
    static let size = 8

    /// How many bytes can be written as they are before one that has to be looked at.
    let cleanBytes: Int
    private let word: UInt64

    /// Reads the bytes from `position` on.
    @inline(__always)
    init(_ source: UnsafeBufferPointer<UInt8>, at position: Int, in place: Output.MarkupPlace) {
        let bytes = UnsafeRawBufferPointer(source)
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let marks =
            MarkupWord.below(0x20, word)
            // " # & ' differ only in the bits of 5, & alone is left between tags; < > differ only in the bit of 2.
            | MarkupWord.below(
                0x01,
                place == .content
                    ? word ^ MarkupWord.all(0x26) : (word & MarkupWord.all(0xFA)) ^ MarkupWord.all(0x22))
            | MarkupWord.below(0x01, (word & MarkupWord.all(0xFD)) ^ MarkupWord.all(0x3C))
            | MarkupWord.below(0x01, word ^ MarkupWord.all(0x7F))
            // What is no character begins with EF or with F0 and above, a control beyond ASCII with C2.
            | MarkupWord.below(0x01, word ^ MarkupWord.all(0xC2))
            | MarkupWord.below(0x01, word ^ MarkupWord.all(0xEF))
            | MarkupWord.below(0x01, (word & MarkupWord.all(0xF0)) ^ MarkupWord.all(0xF0))
        cleanBytes = marks.trailingZeroBitCount / 8
        self.word = word
    }

    /// Writes all eight bytes; those that aren't clean have to be written over.
    @inline(__always)
    func copy(to target: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(target).storeBytes(of: word.littleEndian, as: UInt64.self)
    }

    /// Marks the bytes of a word that are less than `limit`.
    @inline(__always)
    private static func below(_ limit: UInt8, _ word: UInt64) -> UInt64 {
        (word &- all(limit)) & ~word & all(0x80)
    }

    /// A word of equal bytes.
    @inline(__always)
    private static func all(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 * UInt64(byte) }
}
