package import Celery

extension JSONNode {
    /// Whether it is `null`.
    package var isNull: Bool { kind == .null }

    /// The text of a string; `nil` for anything else.
    package var string: String? {
        utf8.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a string, valid as long as the node; `nil` for anything else.
    package var utf8: UnsafeBufferPointer<UInt8>? {
        guard tag == Tag.string else { return nil }
        let bytes = stringBytes
        return JSONRepair.isWideNumber(bytes) ? nil : bytes
    }

    /// A whole number that fits; `nil` for anything else, `true` and `1.5` among them.
    package var int: Int? {
        switch tag {
        case Tag.signed: Int(truncatingIfNeeded: numberBits)
        case Tag.unsigned: Int(exactly: numberBits)
        case Tag.double: Int(exactly: Double(bitPattern: numberBits))
        default: nil
        }
    }

    /// A number; `nil` for anything else, and for `NaN`, infinities, and what is too large to be told from them.
    package var double: Double? {
        switch tag {
        case Tag.double: Double(bitPattern: numberBits)
        case Tag.signed: Double(Int64(bitPattern: numberBits))
        case Tag.unsigned: Double(numberBits)
        default: wideNumber.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// The same for what a cluster counts; `nil` also for what nobody could have counted, such as less than nothing.
    ///
    /// Sums of such numbers fit.
    package var count: Int? { int.flatMap { (0...Self.largestCount).contains($0) ? $0 : nil } }

    /// The same for what is measured and never negative, in seconds for instance.
    package var measure: Double? { isBounded ? double.flatMap { $0 >= 0 ? $0 : nil } : nil }

    /// Whether it is a number, of either sign, of which sums fit.
    var isBounded: Bool { double.map { abs($0) <= Double(Self.largestCount) } ?? false }

    /// A million million: more than any cluster has done.
    static let largestCount = 1_000_000_000_000

    /// `true` or `false`; `nil` for anything else.
    package var bool: Bool? {
        switch tag {
        case Tag.yes: true
        case Tag.no: false
        default: nil
        }
    }

    /// The text of a number that no machine word holds, or of `NaN`, `Infinity` and `-Infinity`.
    package var wideNumber: String? {
        guard tag == Tag.string, JSONRepair.isWideNumber(stringBytes) else { return nil }
        return String(decoding: stringBytes.dropFirst(), as: UTF8.self)
    }

    /// A time written as seconds since the epoch; `nil` for anything else.
    package var epoch: Instant? { double.flatMap { Instant(seconds: $0) } }

    /// A time written by Python's `isoformat`, without a zone in UTC; `nil` for anything else.
    package var isoTime: Instant? { utf8.flatMap { Instant(iso8601: $0) } }
}
