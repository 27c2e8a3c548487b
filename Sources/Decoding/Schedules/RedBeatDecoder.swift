package import Celery

/// Decodes entries of RedBeat's schedule, which a hash in Redis holds each: `definition` and `meta`.
///
/// The format is that of `RedBeatJSONEncoder` in RedBeat's `redbeat/decoder.py`. Of arguments and options nothing is
/// read.
package struct RedBeatDecoder: ~Copyable {
    private var parser = JSONParser()

    /// Makes a decoder; one serves any number of entries.
    package init() {}

    /// Reads an entry; `nil` for one that is switched off.
    ///
    /// - Throws: what keeps the definition from being read. A `meta` that can't be read tells nothing.
    package mutating func entry(definition: [UInt8], meta: [UInt8]?) throws(DecodingFailure) -> PeriodicEntry? {
        let told = try parser.withParsed(definition) { node throws(DecodingFailure) in try PeriodicEntry(redBeat: node)
        }
        guard var entry = told, let meta else { return told }
        let last = try? parser.withParsed(meta) { node throws(DecodingFailure) in
            // An entry that never ran has the time at which it was made there, and no count.
            (node["total_run_count"]?.int ?? 0) > 0 ? node["last_run_at"].flatMap(RedBeatTime.init) : nil
        }
        (entry.last, entry.lastZone) = (last?.time, last?.zone)
        return entry
    }
}

extension PeriodicEntry {
    fileprivate init?(redBeat node: JSONNode) throws(DecodingFailure) {
        guard let name = node["name"]?.string else { throw .lacks("an entry of RedBeat's", field: "name") }
        guard let task = node["task"]?.string else { throw .lacks("an entry of RedBeat's", field: "task") }
        if node["enabled"]?.bool == false { return nil }
        self.init(name: name, task: task, text: node["schedule"].map(Self.text) ?? "")
    }

    /// The schedule as Celery's `conf` would show it.
    private static func text(_ schedule: JSONNode) -> String {
        switch schedule["__type__"]?.string {
        case "interval": return schedule["every"].flatMap(\.plainText).map { "<freq: \($0) seconds>" } ?? ""
        case "crontab":
            let names: [StaticString] = ["minute", "hour", "day_of_month", "month_of_year", "day_of_week"]
            let fields = names.map { schedule[$0].map(field) ?? "*" }
            return "<crontab: \(fields.joined(separator: " ")) (m/h/dM/MY/d)>"
        case "rrule": return "<rrule: \(rule(schedule))>"
        case let type: return "<\(type ?? "schedule")>"
        }
    }

    /// A field of a crontab or a rule: text, a number, or a list of such.
    private static func field(_ node: JSONNode) -> String {
        if let elements = node.elements { return elements.map(field).joined(separator: ",") }
        let text = (node.plainText ?? "").filter { !$0.isWhitespace }
        return text.isEmpty ? "*" : text
    }

    /// What dateutil numbers from 0.
    private static let frequencies = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]

    private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    private static let parts: [(name: StaticString, term: String)] = [
        ("interval", "INTERVAL"), ("count", "COUNT"), ("bysetpos", "BYSETPOS"), ("bymonth", "BYMONTH"),
        ("bymonthday", "BYMONTHDAY"), ("byyearday", "BYYEARDAY"), ("byeaster", "BYEASTER"), ("byweekno", "BYWEEKNO"),
        ("byweekday", "BYDAY"), ("byhour", "BYHOUR"), ("byminute", "BYMINUTE"), ("bysecond", "BYSECOND"),
    ]

    /// Days of the week, which dateutil numbers from Monday on or writes as objects.
    private static func days(_ node: JSONNode) -> String {
        if let elements = node.elements { return elements.map(days).joined(separator: ",") }
        guard let day = node["wkday"]?.int ?? node.int, weekdays.indices.contains(day) else { return field(node) }
        return weekdays[day]
    }

    /// A recurrence as RFC 5545 writes it: `FREQ=DAILY;INTERVAL=2`.
    private static func rule(_ node: JSONNode) -> String {
        let number = node["freq"]?.int
        let name = number.flatMap { frequencies.indices.contains($0) ? frequencies[$0] : nil } ?? node["freq"]?.string
        let told = parts.compactMap { part -> String? in
            guard let value = node[part.name], !value.isNull else { return nil }
            return "\(part.term)=\(part.term == "BYDAY" ? days(value) : field(value))"
        }
        return (["FREQ=\(name ?? "?")"] + told).joined(separator: ";")
    }
}

/// A time as RedBeat writes it: what the clocks of a zone showed.
private struct RedBeatTime {
    let time: Instant
    /// The zone whose clocks are meant; `nil` where the time is told already.
    let zone: String?

    init?(_ node: JSONNode) {
        guard node["__type__"]?.string == "datetime" else { return nil }
        let names: [StaticString] = ["year", "month", "day", "hour", "minute", "second", "microsecond"]
        let numbers = names.map { node[$0]?.int }
        guard let year = numbers[0], let month = numbers[1], let day = numbers[2],
            let clock = CivilTime(
                year: year, month: month, day: day, hour: numbers[3] ?? 0, minute: numbers[4] ?? 0,
                second: numbers[5] ?? 0, microsecond: numbers[6] ?? 0)
        else { return nil }
        let offset = node["timezone"]?.int
        time = clock.instant(offset: offset.flatMap { abs($0) < 86_400 ? $0 : nil } ?? 0)
        let name = node["timezone"]?.string
        zone = name == "UTC" ? nil : name
    }
}
