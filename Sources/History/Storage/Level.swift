import Celery

/// How finely counts are kept, and for how long.
enum Level: Int, CaseIterable {
    case minute, hour, day

    /// Its length in minutes.
    var minutes: Int {
        switch self {
        case .minute: 1
        case .hour: 60
        case .day: 1440
        }
    }

    /// Its length in seconds.
    var seconds: Double { Double(minutes) * 60 }

    /// For how many seconds, counted back from the newest event, counts are kept that finely; `nil` is for good.
    var keep: Double? {
        switch self {
        case .minute: 7 * 86_400
        case .hour: 90 * 86_400
        case .day: nil
        }
    }

    /// The finest that is left of a time.
    static func finest(of time: Instant, newest: Instant) -> Level {
        allCases.first { level in level.keep.map { time >= newest - $0 + Level.day.seconds } ?? true } ?? .day
    }

    /// The minute in which the part that holds this minute begins.
    func start(of minute: Int) -> Int { minute.dividedDown(by: minutes) * minutes }
}

extension Int {
    /// The quotient, rounded down for what is negative, too.
    func dividedDown(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension Instant {
    /// The minute since 1970 that it lies in.
    var minute: Int { Int(microseconds).dividedDown(by: 60_000_000) }

    /// The beginning of a minute since 1970.
    init(minute: Int) { self.init(microseconds: Int64(minute) * 60_000_000) }
}
