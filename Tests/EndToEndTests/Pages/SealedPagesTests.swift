import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A sealed site in real browsers, and what whoever finds its files can read.
    @Suite(.timeLimit(.minutes(20)), .load(2, about: 40))
    struct SealedPagesTests {
        private static let users = [("anna", "correct horse: battery"), ("berta", "Ängström ☃ 'quoted'")]

        /// A site with and without a seal, and the file of passwords.
        private static let sites = Task {
            let folder = try await PageCheck.site("smaller", tasks: 400)
            try folder.write(users.map { "\($0):\($1)\n" }.joined(), to: "passwords")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("passwords"))
            let outcome = try await Herbarium.run([
                "render", folder("snapshot.json"), "--output", folder("sealed"), "--seal", folder("passwords"),
            ])
            try #require(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            return folder
        }

        @Test func openInBrowsersFromAFolderAndOverTLS() async throws {
            let folder = try await Self.sites.value
            try await PageCheck.expectNone("sealed", folder("sealed"), folder("site"), folder("passwords"))
        }

        @Test func tellNoneOfTwentyNames() async throws {
            let folder = try await Self.sites.value
            let snapshot = try JSONSerialization.jsonObject(with: folder.data("snapshot.json")) as? [String: Any]
            func texts(_ list: String, _ key: String) -> [String] {
                (snapshot?[list] as? [[String: Any]] ?? []).compactMap { $0[key] as? String }
            }
            // Four letters stand somewhere in so many digits of Base64 by chance; eight don't.
            let names =
                (texts("workers", "name") + texts("queues", "name") + texts("task_types", "name")
                + texts("tasks", "uuid").prefix(10)).filter { $0.utf8.count >= 8 }
            #expect(names.count >= 20)
            let words = names + ["monitor", "failures", "snapshot.json", "tasks.csv"]
            for path in try folder.files("sealed") + [".herbarium-manifest.json"] {
                let bytes = try folder.data("sealed/" + path)
                let isOurScript = path.contains("assets/")
                for name in words where !path.contains(name) {
                    #expect(isOurScript || bytes.firstRange(of: Data(name.utf8)) == nil, "'\(name)' is in \(path)")
                }
                #expect(words.allSatisfy { !path.contains($0) }, "\(path)")
            }
        }
    }
}
