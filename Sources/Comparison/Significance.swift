import Glibc

/// How likely a difference is where there is none, and by which test that is known.
package struct Significance: Sendable, Equatable {
    /// The two-sided p-value, from 0 to 1.
    package let p: Double
    /// The test.
    package let method: Method

    /// The tests, as they are named.
    package enum Method: String, CaseIterable, Sendable {
        /// The z-test of two proportions with their pooled variance.
        case twoProportions = "two-proportion z-test"
        /// The same question where counts are too small for it: expected cells below 5.
        case fisher = "Fisher's exact test"
        /// The counts given their sum, against the shares of the watched time; takes what happens for independent.
        case rates = "test of two rates"
        /// Mann and Whitney's, with ties corrected, over the buckets of two histograms.
        case ranks = "Mann–Whitney rank test"
    }

    /// Compares two shares: `hits` of `all` before, and after.
    ///
    /// `nil` where one of them is a share of nothing.
    static func proportions(_ before: (hits: Int, all: Int), _ after: (hits: Int, all: Int)) -> Significance? {
        guard before.all > 0, after.all > 0, (0...before.all).contains(before.hits),
            (0...after.all).contains(after.hits)
        else { return nil }
        let (hits, all) = (Double(before.hits + after.hits), Double(before.all + after.all))
        let pooled = hits / all
        let smaller = Double(min(before.all, after.all))
        if min(pooled, 1 - pooled) * smaller < 5 { return fisher(before, after) }
        let difference = Double(after.hits) / Double(after.all) - Double(before.hits) / Double(before.all)
        let variance = pooled * (1 - pooled) * (1 / Double(before.all) + 1 / Double(after.all))
        return Significance(p: twoSided(difference / variance.squareRoot()), method: .twoProportions)
    }

    /// The sum of the probabilities of all tables with these margins that are no likelier than this one.
    private static func fisher(_ before: (hits: Int, all: Int), _ after: (hits: Int, all: Int)) -> Significance {
        let (hits, all) = (before.hits + after.hits, before.all + after.all)
        func logChoose(_ n: Int, _ k: Int) -> Double {
            lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
        }
        func logLikelihood(_ count: Int) -> Double {
            logChoose(before.all, count) + logChoose(after.all, hits - count) - logChoose(all, hits)
        }
        let seen = logLikelihood(before.hits)
        var p = 0.0
        // A table as likely as this one may come out a little above it.
        for count in max(0, hits - after.all)...min(hits, before.all) {
            let likelihood = logLikelihood(count)
            if likelihood <= seen + 1e-7 { p += exp(likelihood) }
        }
        return Significance(p: min(1, p), method: .fisher)
    }

    /// Compares how often something happened in two lengths of time.
    static func rates(_ before: (count: Int, hours: Double), _ after: (count: Int, hours: Double)) -> Significance? {
        guard before.hours > 0, after.hours > 0, before.count >= 0, after.count >= 0 else { return nil }
        let sum = before.count + after.count
        guard sum > 0 else { return nil }
        let share = after.hours / (before.hours + after.hours)
        let deviation = (Double(sum) * share * (1 - share)).squareRoot()
        // Half a count towards the expected one, since counts are whole.
        let distance = max(0, abs(Double(after.count) - Double(sum) * share) - 0.5)
        return Significance(p: twoSided(distance / deviation), method: .rates)
    }

    /// Compares two distributions by the ranks of their values; the values of a bucket are tied.
    static func ranks(_ before: [(upper: Double, count: Int)], _ after: [(upper: Double, count: Int)]) -> Significance?
    {
        let (first, second) = (
            before.reduce(0.0) { $0 + Double($1.count) }, after.reduce(0.0) { $0 + Double($1.count) }
        )
        guard first > 0, second > 0, first + second >= 10 else { return nil }
        guard (before + after).allSatisfy({ $0.count >= 0 && !$0.upper.isNaN }) else { return nil }
        var buckets: [Double: (before: Double, after: Double)] = [:]
        for (upper, count) in before { buckets[upper, default: (0, 0)].before += Double(count) }
        for (upper, count) in after { buckets[upper, default: (0, 0)].after += Double(count) }
        var (passed, statistic, ties) = (0.0, 0.0, 0.0)
        for (_, bucket) in buckets.sorted(by: { $0.key < $1.key }) {
            // Pairs in which the later value is larger, and half of those in which both are equal.
            statistic += bucket.after * (passed + bucket.before / 2)
            passed += bucket.before
            let tied = bucket.before + bucket.after
            ties += tied * tied * tied - tied
        }
        let all = first + second
        let variance = first * second / 12 * (all + 1 - ties / (all * (all - 1)))
        guard variance > 0 else { return Significance(p: 1, method: .ranks) }
        return Significance(p: twoSided((statistic - first * second / 2) / variance.squareRoot()), method: .ranks)
    }

    private static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// Which of several p-values are more than chance, where all are asked for at once: Holm, "A simple sequentially
    /// rejective multiple test procedure" (1979), at 5 percent.
    static func significant(among values: [Double]) -> [Bool] {
        var verdicts = [Bool](repeating: false, count: values.count)
        for (place, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            guard values[index] * Double(values.count - place) < level else { break }
            verdicts[index] = true
        }
        return verdicts
    }

    /// What is rarer by chance is more than chance.
    package static let level = 0.05
}
