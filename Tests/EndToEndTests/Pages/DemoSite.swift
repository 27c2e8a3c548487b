import Foundation
import TestSupport

/// The site that `herbarium demo` makes, made once.
struct DemoSite: Sendable {
    /// Where the program ran: `home`, `work` and `site` are in it.
    let folder: TemporaryFolder
    /// How it ended.
    let outcome: ProcessOutcome

    /// Where the site is.
    var path: String { folder("site") }

    /// The one for all tests.
    static var shared: DemoSite {
        get async throws { try await made.value }
    }

    private static let made = Task { try await DemoSite() }

    /// Makes one in a home of its own, with nothing else in the environment.
    init() async throws {
        folder = try TemporaryFolder()
        for name in ["home", "temporary"] {
            try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: false)
        }
        outcome = try await Herbarium.run(
            ["demo", "--output", folder("site")], environment: ["HOME": folder("home"), "TMPDIR": folder("temporary")])
    }
}
