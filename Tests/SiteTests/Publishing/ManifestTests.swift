import TestSupport
import Testing

@testable import Site

struct ManifestTests {
    @Test func writesTheSameBytesInWhateverOrderTheFilesCome() {
        let manifest = Manifest(files: ["b/é\"\\", "a", "b/a"], kept: ["a"])
        #expect(
            String(decoding: manifest.encoded(), as: UTF8.self) == """
                {
                  "files" : [
                    "a",
                    "b/a",
                    "b/é\\"\\\\"
                  ],
                  "kept" : [
                    "a"
                  ],
                  "schema" : "herbarium.manifest/1"
                }

                """)
    }

    @Test func readsWhatItWrites() throws {
        let manifest = Manifest(files: ["b/é\"\\\n", "a"], kept: [])
        #expect(try Manifest(parsing: manifest.encoded(), path: "m") == manifest)
    }

    @Test func ignoresKeysOfALaterVersion() throws {
        let json = #"{"schema": "herbarium.manifest/1", "files": ["a"], "kept": [], "more": {"x": 1}}"#
        #expect(try Manifest(parsing: Array(json.utf8), path: "m").files == ["a"])
    }

    @Test(arguments: [
        ("", "it is damaged"), ("{", "it is damaged"), ("[]", "it is damaged"), ("null", "it is damaged"),
        (#"{"schema": "herbarium.manifest/1", "files": [1], "kept": []}"#, "it is damaged"),
        (
            #"{"schema": "herbarium.manifest/2", "files": [], "kept": []}"#,
            "its format 'herbarium.manifest/2' is not known to this version"
        ),
        (
            #"{"schema": "herbarium.manifest/1", "files": ["../x"], "kept": []}"#,
            "it names '../x', which is not in the folder"
        ),
    ])
    func refusesADamagedOne(json: String, problem: String) {
        #expect(throws: PublishError.damagedManifest(file: "m", problem: problem)) {
            try Manifest(parsing: Array(json.utf8), path: "m")
        }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: PublishError.self) { try Manifest(parsing: [0xFF, 0xFE, 0x00, 0x7B], path: "m") }
    }
}
