/// Writes instants for an axis of time: a small text for each tick, and a larger unit where it changes.
struct TimeLabels: Sendable {
    /// The step between the ticks.
    let step: TimeStep
    /// The zone whose calendar and clock are shown.
    let zone: ZoneRules

    /// What stands under one tick.
    struct Label: Equatable, Sendable {
        /// The tick's own text.
        let small: String
        /// The day, month or year it belongs to, in full; nil where the tick before has said so.
        let larger: String?
    }

    /// The labels of ticks in order.
    func labels(of instants: [Int64]) -> [Label] {
        var previous: WallTime?
        return instants.map { instant in
            let time = WallTime(instant, zone: zone)
            defer { previous = time }
            return Label(small: small(time), larger: larger(time, after: previous))
        }
    }

    private func small(_ time: WallTime) -> String {
        switch step {
        case .clock(let step):
            if step % 60_000_000 == 0 {
                time.minutesText
            } else if step % 1_000_000 == 0 {
                time.secondsText
            } else {
                time.secondsText + "." + padded(time.microseconds / 1_000 % 1_000, to: 3)
            }
        case .days: "\(time.date.day)"
        case .weeks: "\(time.date.day) \(time.date.monthName)"
        case .months: time.date.monthName
        case .years: "\(time.date.year)"
        }
    }

    private func larger(_ time: WallTime, after previous: WallTime?) -> String? {
        let date = time.date
        let isOtherYear = previous?.date.year != date.year
        switch step {
        case .clock:
            let change = previous.map { $0.offset != time.offset } ?? false ? time.offset.abbreviation : nil
            let day = "\(date.day) \(date.monthName)" + (isOtherYear ? " \(date.year)" : "")
            let parts = [previous?.date == date ? nil : day, change].compactMap(\.self)
            return parts.isEmpty ? nil : parts.joined(separator: " ")
        case .days:
            if isOtherYear { return "\(date.monthName) \(date.year)" }
            return previous?.date.month == date.month ? nil : date.monthName
        case .weeks, .months:
            return isOtherYear ? "\(date.year)" : nil
        case .years:
            return nil
        }
    }
}
