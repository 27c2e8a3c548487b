/// A number as `digits · 10^exponent`: its text comes from whole numbers and never shows binary noise.
package struct DecimalNumber: Equatable, Sendable {
    /// The significant digits, with the sign.
    package let digits: Int
    /// The power of ten that the digits are multiplied by; a negative one is the number of decimals.
    package let exponent: Int

    /// Takes the digits and the exponent as they are; trailing zeros stay.
    package init(digits: Int, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Rounds a number to so many significant digits (1 to 15), and drops trailing zeros of the fraction.
    ///
    /// What is not finite, or below 1e-100, becomes 0.
    package init(_ number: Double, significantDigits: Int) {
        guard number.magnitude >= 1e-100, number.isFinite else {
            self.init(digits: 0, exponent: 0)
            return
        }
        let lowest = PowerOfTen.exponent(of: number.magnitude) - significantDigits + 1
        var digits = Int(PowerOfTen.scale(number, by: -lowest).rounded())
        var exponent = lowest
        while exponent < 0, digits % 10 == 0, digits != 0 {
            digits /= 10
            exponent += 1
        }
        self.init(digits: digits, exponent: exponent)
    }

    /// The number in full, with thousands separators: `1,500`, `0.25`, `−3`.
    package var text: String {
        guard digits != 0 else { return "0" }
        var figures = Array(String(digits.magnitude).utf8)
        if exponent > 0 {
            figures += repeatElement(UInt8(ascii: "0"), count: exponent)
        } else if figures.count < 1 - exponent {
            figures.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: 1 - exponent - figures.count), at: 0)
        }
        let whole = figures.count + min(0, exponent)
        var text: [UInt8] = []
        text.reserveCapacity(figures.count + whole / 3 + 1)
        for (place, figure) in figures.enumerated() {
            if place == whole { text.append(UInt8(ascii: ".")) }
            if place > 0, place < whole, (whole - place) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(figure)
        }
        return (digits < 0 ? "−" : "") + String(decoding: text, as: UTF8.self)
    }

    /// The number with a power of ten, for very large and very small ones: `2e15`, `1.5e-9`.
    package var scientificText: String {
        guard digits != 0 else { return "0" }
        var (rest, power) = (digits.magnitude, exponent)
        while rest % 10 == 0 {
            rest /= 10
            power += 1
        }
        let figures = String(rest)
        let fraction = figures.dropFirst()
        return (digits < 0 ? "−" : "") + figures.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
            + "e\(power + fraction.count)"
    }

    /// The number in full, unless that takes more than 14 characters and a power of ten makes it shorter.
    package var shortText: String {
        let full = text
        // The sign has three bytes.
        guard full.utf8.count - (digits < 0 ? 2 : 0) > 14 || (exponent < -9 && digits != 0) else { return full }
        let scientific = scientificText
        return scientific.count < full.count ? scientific : full
    }
}
