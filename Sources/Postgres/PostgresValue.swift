import CPostgres

/// A value that a statement is given, in PostgreSQL's binary format
/// (https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES).
package struct PostgresValue: Sendable {
    /// The number of its type, as `pg_type` has it; 0 leaves that to the server.
    let type: Oid
    /// `nil` for NULL.
    let bytes: [UInt8]?

    private static let (number, blob) = (20 as Oid, 17 as Oid)
    private static let (numbers, blobs) = (1016 as Oid, 1001 as Oid)

    /// A `bigint`.
    package init(_ value: Int64) { (type, bytes) = (Self.number, withUnsafeBytes(of: value.bigEndian) { Array($0) }) }

    /// A `bytea`.
    package init(_ value: [UInt8]) { (type, bytes) = (Self.blob, value) }

    /// A text, whose type the server finds by its place.
    package init(_ value: String) { (type, bytes) = (25, Array(value.utf8)) }

    /// NULL.
    package static let null = PostgresValue(type: 0, bytes: nil)

    private init(type: Oid, bytes: [UInt8]?) { (self.type, self.bytes) = (type, bytes) }

    /// A `bigint[]`.
    package static func array(_ values: [Int64?]) -> PostgresValue {
        array(values, of: number, as: numbers, size: 8) { value, bytes in value.append(to: &bytes) }
    }

    /// A `bytea[]`.
    package static func array(_ values: [[UInt8]?]) -> PostgresValue {
        array(values, of: blob, as: blobs, size: nil) { value, bytes in bytes += value }
    }

    /// One dimension, whether anything is NULL, the type, how many from which place on, and each with its length.
    private static func array<Element>(
        _ values: [Element?], of element: Oid, as type: Oid, size: Int?, _ write: (Element, inout [UInt8]) -> Void
    ) -> PostgresValue {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + values.count * (4 + (size ?? 64)))
        for number in [1, values.contains { $0 == nil } ? 1 : 0, Int32(element), Int32(values.count), 1] as [Int32] {
            number.append(to: &bytes)
        }
        for value in values {
            guard let value else {
                Int32(-1).append(to: &bytes)
                continue
            }
            let place = bytes.count
            bytes += [0, 0, 0, 0]
            write(value, &bytes)
            let length = UInt32(bytes.count - place - 4)
            for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index)) }
        }
        return PostgresValue(type: type, bytes: bytes)
    }
}

extension FixedWidthInteger {
    /// Appends its bytes, the highest first.
    fileprivate func append(to bytes: inout [UInt8]) { withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) } }
}
