/// Writes dates and times digit by digit into a string that is being made, which is many times faster than joining
/// strings.
package struct DigitWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes have been written.
    package var count = 0

    /// So many bytes the longest whole number takes.
    static let longest = 20

    /// Writes into a buffer that is large enough for all that will come.
    package init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    /// Writes an ASCII character.
    package mutating func write(_ character: Unicode.Scalar) {
        buffer[count] = UInt8(ascii: character)
        count += 1
    }

    /// Writes a number with zeros in front up to so many digits.
    package mutating func write(_ number: Int, digits: Int) {
        if number < 0 { write("-") }
        var (rest, length) = (number.magnitude, 1)
        while rest >= 10 { (rest, length) = (rest / 10, length + 1) }
        length = max(length, digits - (number < 0 ? 1 : 0))
        rest = number.magnitude
        for place in (count..<count + length).reversed() {
            buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }

    /// Writes `2026-11-22`.
    package mutating func write(date time: CivilTime) {
        write(time.year, digits: 4)
        write("-")
        write(time.month, digits: 2)
        write("-")
        write(time.day, digits: 2)
    }

    /// Writes `08:00:00`.
    package mutating func write(clock time: CivilTime) {
        write(time.hour, digits: 2)
        write(":")
        write(time.minute, digits: 2)
        write(":")
        write(time.second, digits: 2)
    }
}
