import Testing

@testable import Configuration

struct ZoneNameTests {
    @Test(arguments: ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"])
    func takesNamesOfTheDatabase(name: String) throws {
        #expect(try ZoneName(parsing: name).identifier == name)
    }

    @Test(arguments: [
        "", "Mars/Olympus", "GMT+2", "../../etc/passwd", "Europe/../UTC", "Europe/", "/etc/localtime", " UTC",
    ])
    func refusesOtherNames(name: String) {
        #expect(throws: CommandError.self) { try ZoneName(parsing: name) }
    }

    @Test func suggestsTheNearestName() {
        #expect(throws: CommandError.badValue("Europe/Berln", .unknownZone(nearest: "Europe/Berlin"))) {
            try ZoneName(parsing: "Europe/Berln")
        }
        #expect(throws: CommandError.badValue("europe/berlin", .unknownZone(nearest: "Europe/Berlin"))) {
            try ZoneName(parsing: "europe/berlin")
        }
    }
}
