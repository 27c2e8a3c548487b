import Foundation
import TestSupport
import Testing

/// A real browser without a screen, driven by `Tests/Support/browse`.
enum Browser {
    /// What a page shows, what it said to the console, and what it asked for.
    struct Visit: Decodable, Sendable {
        let page: String
        let title: String
        let language: String
        let tables: [String: [String]]
        let console: [String]
        let requests: [String]
    }

    /// Opens pages from the disk.
    static func visit(_ pages: [String]) async throws -> [Visit] {
        let script = URL(filePath: #filePath).appending(path: "../../../Support/browse").standardizedFileURL
        let process = try RunningProcess(
            script.path(), pages, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": NSTemporaryDirectory()])
        let outcome = try await process.outcome()
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([Visit].self, from: outcome.output)
    }
}
