/// A step of an axis of time, taken by the calendar and the clock on the wall.
enum TimeStep: Equatable, Sendable {
    /// So many microseconds of the clock, from midnight; divides a day.
    case clock(Int64)
    /// So many days.
    case days(Int)
    /// Weeks, which begin on Mondays.
    case weeks
    /// So many months; divides a year.
    case months(Int)
    /// So many years.
    case years(Int)

    /// From the finest to the coarsest. Below a second come milliseconds, since a span may be one second long.
    static let ladder: [TimeStep] = {
        let milliseconds: [Int64] = [1, 2, 5, 10, 20, 50, 100, 200, 500]
        let seconds: [Int64] = [1, 2, 5, 15, 30, 60, 120, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200]
        return milliseconds.map { .clock($0 * 1_000) } + seconds.map { .clock($0 * 1_000_000) }
            + [.days(1), .days(2), .weeks, .months(1), .months(3)]
            + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].map { .years($0) }
    }()

    /// About how long it is, in microseconds.
    var duration: Int64 {
        let day: Int64 = 86_400_000_000
        return switch self {
        case .clock(let microseconds): microseconds
        case .days(let count): Int64(count) * day
        case .weeks: 7 * day
        case .months(let count): Int64(count) * 2_629_746_000_000
        case .years(let count): Int64(count) * 31_556_952_000_000
        }
    }

    /// The place in the ladder of the step nearest to so many microseconds, by ratio.
    static func indexNearest(to microseconds: Double) -> Int {
        guard let above = ladder.firstIndex(where: { Double($0.duration) >= microseconds }) else {
            return ladder.count - 1
        }
        guard above > 0 else { return 0 }
        let (low, high) = (Double(ladder[above - 1].duration), Double(ladder[above].duration))
        return microseconds / low < high / microseconds ? above - 1 : above
    }
}
