import Foundation
import TestSupport
import Testing

/// The checks of whole sites that need a browser, a validator or a parser: `Tests/Support/check-pages`.
enum PageCheck {
    /// What is wrong with some sites, one line each.
    static func mistakes(_ command: String, _ sites: [String]) async throws -> [String] {
        let outcome = try await run("check-pages", [command] + sites)
        return String(decoding: outcome, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Expects that nothing is wrong with some sites, and says what is.
    static func expectNone(
        _ command: String, _ sites: String..., at location: SourceLocation = #_sourceLocation
    ) async throws {
        let mistakes = try await mistakes(command, sites)
        #expect(mistakes == [], sourceLocation: location)
    }

    /// The site of another snapshot, made of the demo's by `Tests/Support/alter-snapshot`, in a folder of its own.
    static func site(_ kind: String, tasks: Int, rotation: Int? = nil) async throws -> TemporaryFolder {
        let (demo, folder) = (try await DemoSite.shared, try TemporaryFolder())
        let arguments = [kind, "\(tasks)", "\(demo.path)/data/snapshot.json"] + (rotation.map { ["\($0)"] } ?? [])
        try await run("alter-snapshot", arguments).write(to: URL(filePath: folder("snapshot.json")))
        let render = try await Herbarium.run(["render", folder("snapshot.json"), "--output", folder("site")])
        try #require(render.status == 0 && render.errors.isEmpty, "\(render.errors)")
        return folder
    }

    @discardableResult
    private static func run(_ script: String, _ arguments: [String]) async throws -> Data {
        let path = URL(filePath: #filePath).appending(path: "../../../Support/\(script)").standardizedFileURL.path()
        let process = try RunningProcess(
            path, arguments, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": NSTemporaryDirectory()])
        let outcome = try await process.outcome()
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }
}
