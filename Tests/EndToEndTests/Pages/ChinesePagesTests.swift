import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The demo in Chinese as its readers have it, with and without a seal.
    @Suite(.timeLimit(.minutes(10)), .load(1, about: 20))
    struct ChinesePagesTests {
        @Test func areChineseWhateverTheirReadersDo() async throws {
            let folder = try TemporaryFolder()
            try folder.write("anna:correct horse battery\n", to: "passwords")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("passwords"))
            try folder.write("language: zh-Hans\n", to: "herbarium.yaml")
            for seal in [[], ["--seal", folder("passwords")]] {
                let outcome = try await Herbarium.run(
                    [
                        "demo", "--config", folder("herbarium.yaml"), "--output",
                        folder(seal.isEmpty ? "site" : "sealed"),
                    ]
                        + seal)
                try #require(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            }
            try await PageCheck.expectNone("chinese", folder("site"), folder("sealed"), folder("passwords"))
        }
    }
}
