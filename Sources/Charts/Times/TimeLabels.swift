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
        var previous: Moment?
        return instants.map { instant in
            let moment = Moment(instant, zone: zone)
            defer { previous = moment }
            return Label(small: small(moment), larger: larger(moment, after: previous))
        }
    }

    private func small(_ moment: Moment) -> String {
        switch step {
        case .clock(let step):
            if step % 60_000_000 == 0 {
                moment.minutesText
            } else if step % 1_000_000 == 0 {
                moment.secondsText
            } else {
                moment.secondsText + "." + padded(moment.microseconds / 1_000 % 1_000, to: 3)
            }
        case .days: "\(moment.date.day)"
        case .weeks: "\(moment.date.day) \(moment.date.monthName)"
        case .months: moment.date.monthName
        case .years: "\(moment.date.year)"
        }
    }

    private func larger(_ moment: Moment, after previous: Moment?) -> String? {
        let date = moment.date
        let isOtherYear = previous?.date.year != date.year
        switch step {
        case .clock:
            let change = previous.map { $0.offset != moment.offset } ?? false ? moment.offset.abbreviation : nil
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
