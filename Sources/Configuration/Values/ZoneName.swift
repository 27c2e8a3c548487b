import Foundation

/// The name of a time zone of the IANA database, known to this system: `UTC`, `Europe/Berlin`.
package struct ZoneName: Hashable, Sendable {
    /// The name as the database spells it.
    package let identifier: String

    /// The zone whose offset never changes.
    package static let utc = ZoneName(known: "UTC")

    /// The names that this system knows.
    package static let known = (TimeZone.knownTimeZoneIdentifiers + ["UTC"]).sorted()

    /// Reads a name; the case of its letters has to match, as it does in the database.
    ///
    /// Abbreviations such as `CET` or `EST` pass only where the database has a zone of that name; `GMT+2` does not,
    /// because its sign is read both ways.
    ///
    /// - Throws: `CommandError.badValue` with the nearest name.
    package init(parsing text: String) throws(CommandError) {
        let known = TimeZone.knownTimeZoneIdentifiers
        guard text == "UTC" || known.contains(text) || Self.isInDatabase(text) else {
            throw .badValue(text, .unknownZone(nearest: NearestName.of(text, among: known + ["UTC"])))
        }
        identifier = text
    }

    private init(known identifier: String) { self.identifier = identifier }

    /// Aliases (`Etc/UTC`, `US/Eastern`) are missing in Foundation's list though it loads them.
    private static func isInDatabase(_ text: String) -> Bool {
        let letters = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
        }
        return letters && text.contains("/") && TimeZone(identifier: text)?.identifier == text
    }
}

extension ZoneName: CustomStringConvertible {
    /// The name.
    package var description: String { identifier }
}
