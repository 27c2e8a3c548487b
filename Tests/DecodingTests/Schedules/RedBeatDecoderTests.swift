import Celery
import Testing

@testable import Decoding

/// Entries as RedBeat 2.4.2 writes them.
struct RedBeatDecoderTests {
    private func entry(_ definition: String, meta: String? = nil) throws -> PeriodicEntry? {
        var decoder = RedBeatDecoder()
        return try decoder.entry(definition: Array(definition.utf8), meta: meta.map { Array($0.utf8) })
    }

    private func entry(schedule: String) throws -> PeriodicEntry? {
        try entry(
            #"{"name": "night", "task": "shop.night", "args": ["hunter2"], "kwargs": {"password": "x"}, "options": "#
                + #"{"expires": 43200}, "schedule": \#(schedule), "enabled": true}"#)
    }

    @Test(arguments: [
        (#"{"__type__": "interval", "every": 90.0, "relative": false}"#, "<freq: 90.0 seconds>"),
        (
            #"{"__type__": "crontab", "minute": 0, "hour": "4", "day_of_week": "mon-fri", "day_of_month": "*", "#
                + #""month_of_year": "*"}"#, "<crontab: 0 4 * * mon-fri (m/h/dM/MY/d)>"
        ),
        (
            #"{"__type__": "crontab", "minute": [0, "30"], "hour": "*/2, 5"}"#,
            "<crontab: 0,30 */2,5 * * * (m/h/dM/MY/d)>"
        ),
        (
            #"{"__type__": "rrule", "freq": 3, "interval": 2, "count": null, "byweekday": [0, {"__type__": "weekday", "#
                + #""wkday": 2}], "byhour": [4, 5]}"#, "<rrule: FREQ=DAILY;INTERVAL=2;BYDAY=MO,WE;BYHOUR=4,5>"
        ),
        (#"{"__type__": "rrule", "freq": "WEEKLY"}"#, "<rrule: FREQ=WEEKLY>"),
        (#"{"__type__": "rrule", "freq": 99}"#, "<rrule: FREQ=?>"), (#"{"__type__": "moon"}"#, "<moon>"),
        ("12", "<schedule>"),
    ])
    func readsEverySchedule(schedule: String, text: String) throws {
        let entry = try #require(try entry(schedule: schedule))
        #expect(entry == PeriodicEntry(name: "night", task: "shop.night", text: text))
    }

    @Test func readsIntervalsAndCrontabsAsSchedules() throws {
        let every = try entry(schedule: #"{"__type__": "interval", "every": 90.0}"#)
        #expect(every?.schedule == .every(90))
        let crontab = try entry(schedule: #"{"__type__": "crontab", "minute": 0, "hour": "4"}"#)
        #expect(
            crontab?.schedule
                == Crontab(minute: "0", hour: "4", day: "*", month: "*", weekday: "*").map { .crontab($0) })
    }

    private func time(_ zone: String, runs: String = #", "total_run_count": 1"#) throws -> PeriodicEntry? {
        try entry(
            #"{"name": "a", "task": "b", "schedule": {"__type__": "interval", "every": 1}}"#,
            meta:
                #"{"last_run_at": {"__type__": "datetime", "year": 2026, "month": 11, "day": 28, "hour": 12, "minute":"#
                + #" 0, "second": 54, "microsecond": 563659, "timezone": \#(zone)}\#(runs)}"#)
    }

    @Test(arguments: [
        (#""UTC""#, "2026-11-28T12:00:54.563659Z", nil), ("3600.0", "2026-11-28T11:00:54.563659Z", nil),
        (#""Europe/Berlin""#, "2026-11-28T12:00:54.563659Z", "Europe/Berlin"),
    ])
    func readsWhenItRanLast(zone: String, time: String, lastZone: String?) throws {
        let entry = try #require(try self.time(zone))
        #expect(entry.last == Instant(iso8601: time) && entry.lastZone == lastZone)
    }

    /// RedBeat writes the time at which it made an entry where that of its last run will be.
    @Test func believesNoTimeOfWhatNeverRan() throws {
        #expect(try time(#""UTC""#, runs: "")?.last == nil)
        #expect(try time(#""UTC""#, runs: #", "total_run_count": 0"#)?.last == nil)
    }

    @Test func passesOverWhatIsSwitchedOff() throws {
        #expect(try entry(#"{"name": "a", "task": "b", "schedule": 1, "enabled": false}"#) == nil)
    }

    @Test(arguments: ["", "nope", "[]", "{}", #"{"name": 1, "task": "b"}"#, #"{"name": "a"}"#])
    func refusesWhatIsNoEntry(definition: String) {
        #expect(throws: DecodingFailure.self) { try entry(definition) }
    }

    @Test(arguments: ["nope", "[]", #"{"last_run_at": null, "total_run_count": 1}"#, #"{"total_run_count": 1e400}"#])
    func readsAnEntryWhoseMetaIsNone(meta: String) throws {
        let entry = try entry(#"{"name": "a", "task": "b", "schedule": {}}"#, meta: meta)
        #expect(entry?.name == "a" && entry?.last == nil)
    }
}
