import Celery

/// How a report writes times: in one zone, seen from the moment of the capture.
struct Notation: Sendable {
    /// The zone of every time.
    let zone: Zone
    /// When the report was captured; its year and its offset go without saying in tables.
    let captured: Instant
    /// What is said in another language than English.
    let catalogue: Catalogue?
    private let now: CivilTime
    private let usualOffset: Int

    /// Writes times in a zone as they are read at the moment of the capture.
    init(zone: Zone, captured: Instant, catalogue: Catalogue? = nil) {
        (self.zone, self.captured, self.catalogue) = (zone, captured, catalogue)
        usualOffset = zone.offset(at: captured)
        now = CivilTime(captured, offset: usualOffset)
    }

    /// The language of the pages, as they name it.
    var language: String { catalogue?.language ?? "en" }

    /// Words of ours in the language of the pages.
    @Sendable func words(_ text: String) -> String { catalogue?.told(text) ?? text }

    /// A phrase in the language of the pages.
    func words(_ phrase: Phrase) -> Phrase { catalogue?.told(phrase) ?? phrase }

    /// `2026-11-22 08:00:00 UTC`: a time that stands alone.
    func full(_ instant: Instant) -> String {
        Self.full(instant, offset: zone.offset(at: instant), abbreviation: zone.abbreviation(at: instant))
    }

    /// The same where the offset and its name are known.
    static func full(_ instant: Instant, offset: Int, abbreviation: String) -> String {
        let time = CivilTime(instant, offset: offset)
        let text = String(unsafeUninitializedCapacity: 40) { buffer in
            var writer = DigitWriter(buffer)
            writer.write(date: time)
            writer.write(" ")
            writer.write(clock: time)
            writer.write(" ")
            return writer.count
        }
        return text + abbreviation
    }

    /// `08:00:00`: a time in a table; the day, the year and another offset are added where they differ from the
    /// capture's.
    func short(_ instant: Instant) -> String {
        let offset = zone.offset(at: instant)
        let time = CivilTime(instant, offset: offset)
        let isOther = offset != usualOffset
        let clock = isOther ? seconds(time) + " " + zone.abbreviation(at: instant) : seconds(time)
        if (time.year, time.month, time.day) == (now.year, now.month, now.day) { return clock }
        let year = time.year == now.year ? "" : " \(time.year)"
        return "\(time.day) \(Self.months[time.month - 1])\(year) \(clock)"
    }

    /// `UTC`, or `Europe/Berlin (CET)`.
    var zoneText: String {
        let abbreviation = zone.abbreviation(at: captured)
        return zone.name == abbreviation ? zone.name : "\(zone.name) (\(abbreviation))"
    }

    /// How the times of a page are to be read.
    var sentence: String { "Times are in \(zoneText); those without a day are of \(today)." }

    /// `22 November 2026`: the day that goes without saying.
    var today: String { day(now) }

    /// `07:41`, or `21 Nov 07:41` on another day than that of the capture: a time in a sentence that names the zone.
    func clock(_ instant: Instant, withSeconds: Bool = false) -> String {
        let time = civil(instant)
        let isToday = (time.year, time.month, time.day) == (now.year, now.month, now.day)
        let day = isToday ? "" : "\(time.day) \(Self.months[time.month - 1]) "
        return day + (withSeconds ? seconds(time) : minutes(time))
    }

    /// `22 Nov 2026`.
    func day(_ instant: Instant) -> String {
        let time = civil(instant)
        return "\(time.day) \(Self.months[time.month - 1]) \(time.year)"
    }

    /// `08:00 UTC`.
    func minute(_ instant: Instant) -> String { "\(minutes(civil(instant))) \(zone.abbreviation(at: instant))" }

    /// `22 Nov 2026, 04:00–08:00 UTC`, or `21 Nov 2026, 08:00 – 22 Nov 2026, 08:00 UTC`; the zone stands at both ends
    /// where a clock was put forward or back between them.
    func stretch(from since: Instant, to until: Instant) -> String {
        let isSameZone = zone.abbreviation(at: since) == zone.abbreviation(at: until)
        let beginning = "\(day(since)), \(isSameZone ? minutes(civil(since)) : minute(since))"
        guard day(since) == day(until) else { return "\(beginning) – \(day(until)), \(minute(until))" }
        return "\(beginning)\(isSameZone ? "–" : " – ")\(minute(until))"
    }

    /// `22 November 2026, 08:00:00 to 08:10:00 UTC`, or with two days.
    func words(_ span: TimeSpan) -> String {
        let (since, until) = (civil(span.since), civil(span.until))
        let zones = [span.since, span.until].map(zone.abbreviation)
        let first = "\(day(since)), \(seconds(since))" + (zones[0] == zones[1] ? "" : " \(zones[0])")
        return "\(first) to " + (since.isSameDay(as: until) ? "" : "\(day(until)), ") + "\(seconds(until)) \(zones[1])"
    }

    /// `08:00:00 to 08:10:00`: in a list that says in which zone, and of which day.
    func short(_ span: TimeSpan) -> String {
        let isPlain =
            civil(span.since).isSameDay(as: civil(span.until))
            && zone.offset(at: span.since) == zone.offset(at: span.until)
        return short(span.since) + " to " + (isPlain ? seconds(civil(span.until)) : short(span.until))
    }

    private func day(_ time: CivilTime) -> String { "\(time.day) \(Self.monthNames[time.month - 1]) \(time.year)" }

    private func civil(_ instant: Instant) -> CivilTime { CivilTime(instant, offset: zone.offset(at: instant)) }

    private func minutes(_ time: CivilTime) -> String { "\(padded(time.hour)):\(padded(time.minute))" }

    private func seconds(_ time: CivilTime) -> String {
        String(unsafeUninitializedCapacity: 8) { buffer in
            var writer = DigitWriter(buffer)
            writer.write(clock: time)
            return writer.count
        }
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension CivilTime {
    fileprivate func isSameDay(as other: CivilTime) -> Bool {
        (year, month, day) == (other.year, other.month, other.day)
    }
}
