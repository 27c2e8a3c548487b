package import Celery
import Charts

/// A time zone as values: its name, and when its offset changes; whoever knows the zone's database makes it.
package struct Zone: Sendable, Equatable {
    /// An offset, in force from an instant until the next change.
    package struct Change: Sendable, Equatable {
        /// When it begins.
        package let from: Instant
        /// Seconds east of Greenwich.
        package let seconds: Int
        /// What people call it: `CET`, `CEST`, `UTC`.
        package let abbreviation: String

        /// Dates an offset.
        package init(from: Instant, seconds: Int, abbreviation: String) {
            self.from = from
            self.seconds = seconds
            self.abbreviation = abbreviation
        }
    }

    /// The name in the zones' database, such as `Europe/Berlin`.
    package let name: String
    /// The same for charts.
    let rules: ZoneRules

    /// Takes the changes in any order; none at all means UTC.
    package init(name: String, changes: [Change]) {
        self.name = name
        rules = ZoneRules(
            offsets: changes.map { change in
                ZoneRules.Offset(
                    from: change.from.microseconds, seconds: change.seconds, abbreviation: change.abbreviation)
            })
    }

    /// Coordinated universal time.
    package static let utc = Zone(name: "UTC", changes: [])

    /// Seconds east of Greenwich at an instant.
    func offset(at instant: Instant) -> Int { rules.offset(at: instant.microseconds).seconds }

    /// What the offset at an instant is called.
    func abbreviation(at instant: Instant) -> String { rules.offset(at: instant.microseconds).abbreviation }
}

extension Zone: JSONWritable {
    /// Writes its changes for a script that writes times: from when each is in force, in milliseconds since 1970.
    package func write(to json: inout JSONWriter) {
        json.array(rules.offsets) { json, offset in
            json.object { json in
                json.member("from", Int(offset.from / 1_000))
                json.member("seconds", offset.seconds)
                json.member("name", offset.abbreviation)
            }
        }
    }
}
