/// How a stored result that isn't JSON was written, as far as its first bytes tell; nothing of it is ever unpacked.
enum ResultForm {
    /// What Celery 5.7 puts in front of a compressed result, before the compression's own name and a zero byte.
    private static let compressed = Array("\0celery-compressed\0".utf8)

    /// Why such a result can't be read; `nil` where nothing is known of its form.
    static func flaw(of value: some Collection<UInt8>) -> DecodingFailure? {
        let head = Array(value.prefix(100))
        if head.starts(with: compressed) {
            let name = head.dropFirst(compressed.count).prefix { $0 != 0 }
            return .resultCompression(String(decoding: name, as: UTF8.self))
        }
        // Pickle's protocols 2 to 5 begin with their number; a map of MessagePack's with how many fields it has.
        switch (head.first ?? 0, head.dropFirst().first ?? 0) {
        case (0x80, 2...5): return .resultSerializer("pickle")
        case (0x81...0x8f, _), (0xde...0xdf, _): return .resultSerializer("msgpack")
        default: break
        }
        let key = head.prefix { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
        let isYAML = !key.isEmpty && head.dropFirst(key.count).starts(with: ":".utf8)
        return isYAML ? .resultSerializer("yaml") : nil
    }
}
