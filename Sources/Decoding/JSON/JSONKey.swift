/// The key of a field, to be compared without making a string of it: `switch field.key { case "uuid": … }`.
package struct JSONKey {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The key as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the key is these bytes.
    package static func ~= (literal: StaticString, key: JSONKey) -> Bool { key.bytes.equals(literal) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these are the bytes of a literal.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        let expected = literal.utf8Start
        for index in 0..<count where self[index] != expected[index] { return false }
        return true
    }

    /// Whether these begin with the bytes of a literal.
    func starts(with literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        return count >= length && UnsafeBufferPointer(rebasing: self[..<length]).equals(literal)
    }
}
