package import Celery

/// What stands at the beginning of a Redis dump, before the first key.
///
/// The format is that of `rdb.c`: a magic word, the version in four digits (three of Valkey's), and fields of names and
/// values, each behind the byte FA.
package struct DumpHeader: Equatable, Sendable {
    /// The version of the format.
    package let version: Int
    /// When the server began to save; `nil` where it is too old to say so (before Redis 3.2).
    package private(set) var saved: Instant?
    /// The server that wrote it, such as `Redis 7.0.15`; `nil` where it doesn't say.
    package private(set) var server: String?
    /// How many bytes of memory that server used; `nil` where it doesn't say.
    package private(set) var memory: Int?

    /// How much of a file holds all of it.
    static let length = 4096

    /// Reads the beginning of a file.
    package init(_ bytes: ArraySlice<UInt8>) throws(DumpFlaw) {
        var bytes = bytes
        guard let first = bytes.first else { throw .empty }
        // What a client of Redis would say, which is what an append-only file has been filled with.
        if first == UInt8(ascii: "*") { throw .appendOnly }
        let brand: (magic: String, digits: Int, name: String)? = [("REDIS", 4, "Redis"), ("VALKEY", 3, "Valkey")]
            .first { bytes.starts(with: $0.0.utf8) }
        guard let brand else { throw .notADump }
        bytes = bytes.dropFirst(brand.magic.utf8.count)
        let digits = bytes.prefix(brand.digits)
        // A sign is no digit, though a number may have one.
        guard digits.count == brand.digits, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let version = Int(String(decoding: digits, as: UTF8.self)), version > 0
        else { throw .notADump }
        self.version = version
        bytes = bytes.dropFirst(brand.digits)
        while bytes.first == 0xFA {
            bytes = bytes.dropFirst()
            guard let name = Self.text(&bytes), let value = Self.text(&bytes) else { break }
            switch name {
            case "redis-ver": server = "Redis \(value)"
            case "valkey-ver": server = "Valkey \(value)"
            case "ctime": saved = Int64(value).flatMap { $0 > 0 ? Instant(seconds: Double($0)) : nil }
            case "used-mem": memory = Int(value).flatMap { $0 > 0 ? $0 : nil }
            case "aof-base", "aof-preamble": if value != "0" { throw .appendOnly }
            default: break
            }
        }
    }

    /// A text, or a number as one; `nil` where it isn't whole or is packed, as none of these is.
    private static func text(_ bytes: inout ArraySlice<UInt8>) -> String? {
        guard let first = bytes.popFirst() else { return nil }
        switch first {
        case 0..<0x40: return text(&bytes, Int(first))
        case 0x40..<0x80: return bytes.popFirst().flatMap { text(&bytes, Int(first & 0x3F) << 8 | Int($0)) }
        case 0xC0: return number(&bytes, 1)
        case 0xC1: return number(&bytes, 2)
        case 0xC2: return number(&bytes, 4)
        default: return nil
        }
    }

    private static func text(_ bytes: inout ArraySlice<UInt8>, _ length: Int) -> String? {
        let part = bytes.prefix(length)
        guard part.count == length else { return nil }
        bytes = bytes.dropFirst(length)
        return String(decoding: part, as: UTF8.self)
    }

    /// A number with its sign, the lowest byte first.
    private static func number(_ bytes: inout ArraySlice<UInt8>, _ length: Int) -> String? {
        let part = bytes.prefix(length)
        guard part.count == length else { return nil }
        bytes = bytes.dropFirst(length)
        let value = part.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let shift = 64 - 8 * length
        return String(Int64(bitPattern: value << shift) >> shift)
    }
}
