extension Instant {
    /// The instant in UTC with microseconds: `2026-11-22T08:00:00.123456Z`.
    package var iso8601: String { iso8601(digits: 6) }

    /// The same with so many digits of a fraction; the rest is cut off.
    package func iso8601(digits: Int) -> String {
        let time = CivilTime(self)
        return String(unsafeUninitializedCapacity: 40) { buffer in
            var writer = DigitWriter(buffer)
            writer.write(date: time)
            writer.write("T")
            writer.write(clock: time)
            writer.write(".")
            writer.write(time.microsecond, digits: 6)
            // Without a digit no point stands, either.
            writer.count -= digits == 0 ? 7 : 6 - digits
            writer.write("Z")
            return writer.count
        }
    }

    /// Reads what Python's `isoformat` and people write: a date, a time (seconds and fraction may lack), a zone.
    ///
    /// Without a zone the time is taken as UTC, as Celery means it with `enable_utc`; `nil` for anything else.
    package init?(iso8601 text: some StringProtocol) {
        var text = String(text)
        guard let instant = text.withUTF8({ Instant(iso8601: $0) }) else { return nil }
        self = instant
    }

    /// Reads the same from bytes, without making a string of them.
    package init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = DigitScanner(bytes)
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
            let day = scanner.number(2)
        else { return nil }
        var (hour, minute, second, microsecond, offset) = (0, 0, 0, 0, 0)
        if scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") {
            guard let hours = scanner.number(2), scanner.skip(":"), let minutes = scanner.number(2) else { return nil }
            (hour, minute) = (hours, minutes)
            if scanner.skip(":") {
                guard let seconds = scanner.number(2) else { return nil }
                second = seconds
                if scanner.skip(".") || scanner.skip(",") {
                    guard let fraction = scanner.fraction(digits: 6) else { return nil }
                    microsecond = fraction
                }
            }
            guard let zone = scanner.zone() else { return nil }
            offset = zone
        }
        guard scanner.isAtEnd,
            let time = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                microsecond: microsecond)
        else { return nil }
        self = time.instant(offset: offset)
    }
}

private struct DigitScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte) - 48
        }
        position += digits
        return value
    }

    mutating func fraction(digits: Int) -> Int? {
        var value = 0
        var read = 0
        while position < bytes.count, (48...57).contains(bytes[position]) {
            if read < digits { value = value * 10 + Int(bytes[position]) - 48 }
            read += 1
            position += 1
        }
        guard read > 0 else { return nil }
        for _ in 0..<max(0, digits - read) { value *= 10 }
        return value
    }

    mutating func zone() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let sign: Int
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(2), hours < 24 else { return nil }
        _ = skip(":")
        guard !isAtEnd else { return sign * hours * 3600 }
        guard let minutes = number(2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
