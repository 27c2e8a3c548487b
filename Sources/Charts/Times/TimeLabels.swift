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

/// An instant taken apart by the calendar and the clock on the wall.
struct Moment: Equatable, Sendable {
    /// The day.
    let date: CivilDate
    /// Since midnight on the wall.
    let microseconds: Int
    /// The offset in force.
    let offset: ZoneRules.Offset

    /// Reads an instant in a zone.
    init(_ instant: Int64, zone: ZoneRules) {
        offset = zone.offset(at: instant)
        let wall = instant + Int64(offset.seconds) * 1_000_000
        let day = floorDivide(wall, 86_400_000_000)
        date = CivilDate(daysSince1970: Int(day))
        microseconds = Int(wall - day * 86_400_000_000)
    }

    /// `08:05`.
    var minutesText: String {
        padded(microseconds / 3_600_000_000, to: 2) + ":" + padded(microseconds / 60_000_000 % 60, to: 2)
    }

    /// `08:05:09`.
    var secondsText: String { minutesText + ":" + padded(microseconds / 1_000_000 % 60, to: 2) }

    /// `22 Nov 2026`.
    var dateText: String { "\(date.day) \(date.monthName) \(date.year)" }
}

/// A number of at least 0 with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
