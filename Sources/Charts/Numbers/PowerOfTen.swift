/// Powers of ten and decimal logarithms by plain arithmetic, so that every machine gets the same bits.
enum PowerOfTen {
    /// Ten to the power of a whole number of at least 0; exact up to 22.
    static func value(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<exponent { result *= 10 }
        return result
    }

    /// Multiplies by a power of ten; a negative one divides, since 0.1 is not exact and 10 is.
    static func scale(_ number: Double, by exponent: Int) -> Double {
        exponent >= 0 ? number * value(exponent) : number / value(-exponent)
    }

    /// The exponent of the largest power of ten that is not above a number.
    ///
    /// The number is finite and above 0.
    static func exponent(of number: Double) -> Int {
        precondition(number > 0 && number.isFinite, "only numbers above 0 have an exponent")
        var exponent = Int((Double(number.exponent) * 0.301_029_995_663_981_2).rounded(.down))
        while scale(1, by: exponent + 1) <= number { exponent += 1 }
        while scale(1, by: exponent) > number { exponent -= 1 }
        return exponent
    }

    /// The decimal logarithm of a number above 0.
    ///
    /// The binary exponent is exact; the logarithm of the significand comes from the series of the inverse hyperbolic
    /// tangent.
    static func logarithm(of number: Double) -> Double {
        precondition(number > 0 && number.isFinite, "only numbers above 0 have a logarithm")
        let ratio = (number.significand - 1) / (number.significand + 1)
        let square = ratio * ratio
        var power = ratio
        var sum = 0.0
        for odd in stride(from: 1.0, through: 35, by: 2) {
            sum += power / odd
            power *= square
        }
        let (logarithmOf2, logarithmOf10) = (0.693_147_180_559_945_3, 2.302_585_092_994_045_7)
        return (2 * sum + Double(number.exponent) * logarithmOf2) / logarithmOf10
    }
}
