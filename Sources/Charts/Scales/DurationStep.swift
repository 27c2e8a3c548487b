/// A step of an axis of durations, nice in a unit of time: 1, 2, 5, 10 … ms; 1, 2, 5, 10, 15, 30 s and min; 1, 2, 3, 6,
/// 12 h.
struct DurationStep: Equatable, Sendable {
    /// How many units a step has.
    let count: Int
    /// The unit.
    let unit: Unit

    /// The units that steps are whole numbers of.
    enum Unit: String, CaseIterable, Sendable {
        case nanoseconds = "ns"
        case microseconds = "µs"
        case milliseconds = "ms"
        case seconds = "s"
        case minutes = "min"
        case hours = "h"
        case days = "d"

        /// How many fit into a second; 1 for those that are longer.
        var perSecond: Int {
            switch self {
            case .nanoseconds: 1_000_000_000
            case .microseconds: 1_000_000
            case .milliseconds: 1_000
            case .seconds, .minutes, .hours, .days: 1
            }
        }

        /// How many seconds it has; 1 for those that are shorter.
        var seconds: Int {
            switch self {
            case .nanoseconds, .microseconds, .milliseconds, .seconds: 1
            case .minutes: 60
            case .hours: 3_600
            case .days: 86_400
            }
        }

        /// The numbers of this unit that make nice steps.
        var counts: [Int] {
            switch self {
            case .nanoseconds, .microseconds, .milliseconds: [1, 2, 5, 10, 20, 50, 100, 200, 500]
            case .seconds, .minutes: [1, 2, 5, 10, 15, 30]
            case .hours: [1, 2, 3, 6, 12]
            case .days: [1, 2, 5, 10]
            }
        }
    }

    /// From the finest to the coarsest.
    static let ladder: [DurationStep] = Unit.allCases.flatMap { unit in
        unit.counts.map { DurationStep(count: $0, unit: unit) }
    }

    /// The step nearest to so many seconds, by ratio.
    static func nearest(to seconds: Double) -> DurationStep {
        let above = ladder.firstIndex { $0.value(of: 1) >= seconds } ?? ladder.count - 1
        guard above > 0 else { return ladder[0] }
        let (low, high) = (ladder[above - 1], ladder[above])
        return seconds / low.value(of: 1) < high.value(of: 1) / seconds ? low : high
    }

    /// The n-th tick from 0, in seconds.
    func value(of multiple: Int) -> Double {
        Double(multiple * count) * Double(unit.seconds) / Double(unit.perSecond)
    }
}
