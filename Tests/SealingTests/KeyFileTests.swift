import Testing

@testable import Sealing

struct KeyFileTests {
    private let key = SiteKey()
    private let anna = SealUser(name: "anna", password: "correct horse")
    private let berta = SealUser(name: "berta", password: "battery staple")

    private func file(_ users: [SealUser]) -> KeyFile { KeyFile(key, for: users, rounds: 2) }

    @Test func opensForEachOfItsUsers() throws {
        let file = try KeyFile(parsing: file([anna, berta]).bytes, path: "key.js")
        #expect(try file.key(for: [anna], path: "") == key && file.key(for: [berta], path: "") == key)
        let stranger = SealUser(name: "carla", password: "correct horse")
        #expect(try file.key(for: [stranger, berta], path: "") == key)
        #expect(try file.key(for: [stranger], path: "") == nil && file.key(for: [], path: "") == nil)
        #expect(try file.key(for: [SealUser(name: "anna", password: "battery staple")], path: "") == nil)
        #expect(try file.key(for: [SealUser(name: "anna", password: "correct horse ")], path: "") == nil)
        #expect(try file.key(for: [SealUser(name: "annac", password: "orrect horse")], path: "") == nil)
    }

    @Test func namesNobodyAndUsesNoSaltTwice() {
        let (one, other) = (file([anna, berta]), file([anna, berta]))
        let text = String(decoding: one.bytes, as: UTF8.self)
        for word in ["anna", "berta", "horse", "staple"] { #expect(!text.contains(word)) }
        #expect(one.salt != other.salt && Set((one.keys + other.keys).map(\.nonce)).count == 4)
        #expect(one.schema == "herbarium.seal/1" && KeyFile.rounds == 600_000)
    }

    @Test func takesUnicodeInWhicheverForm() throws {
        let file = file([SealUser(name: "Zoë", password: "Ångström")])
        #expect(try file.key(for: [SealUser(name: "Zoe\u{308}", password: "A\u{30A}ngstro\u{308}m")], path: "") == key)
    }

    @Test func noticesAnyByteThatChanged() throws {
        let bytes = file([anna, berta]).bytes
        for place in bytes.indices {
            for change: UInt8 in [1, 0x20] {
                var changed = bytes
                changed[place] ^= change
                do {
                    // Of a salt or a box that has changed, nobody who opens it knows more than that it doesn't open.
                    let found = try KeyFile(parsing: changed, path: "key.js").key(for: [anna], path: "key.js")
                    #expect(found == nil, "\(place)")
                } catch SealError.changed, SealError.version {}
            }
        }
    }

    @Test(arguments: [
        "", "herbariumSeal();\n", "herbariumSeal({});\n",
        #"herbariumSeal({"keys":[],"mark":"","rounds":0,"salt":"","schema":"herbarium.seal/1"});"# + "\n",
        #"herbariumSeal({"keys":[],"mark":"","rounds":2147483647,"salt":"","schema":"herbarium.seal/1"});"# + "\n",
        #"herbariumSeal({"keys":[],"mark":"","rounds":-1,"salt":"","schema":"herbarium.seal/1"});"# + "\n",
    ])
    func refusesWhatIsNoKeyFile(text: String) {
        #expect(throws: SealError.changed("key.js")) { _ = try KeyFile(parsing: Array(text.utf8), path: "key.js") }
    }

    @Test func refusesAnotherFormat() {
        let text = #"herbariumSeal({"keys":[],"mark":"","rounds":9,"salt":"","schema":"herbarium.seal/2"});"# + "\n"
        #expect(throws: SealError.version("key.js", "herbarium.seal/2")) {
            _ = try KeyFile(parsing: Array(text.utf8), path: "key.js")
        }
    }
}
