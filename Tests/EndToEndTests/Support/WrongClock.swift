import Foundation
import TestSupport
import Testing

/// A clock that is wrong, for one process, and that can be set while it runs.
struct WrongClock {
    private let folder: TemporaryFolder

    /// So many seconds ahead of ours, or behind.
    init(ahead seconds: Int) async throws {
        _ = try await Self.library.value
        folder = try TemporaryFolder()
        try set(ahead: seconds)
    }

    /// Lets it jump.
    func set(ahead seconds: Int) throws {
        // In one step: a clock that is read meanwhile must not be seen empty.
        try Data("\(seconds)".utf8).write(to: URL(filePath: folder("ahead")), options: .atomic)
    }

    /// What the process has to find in its environment.
    var environment: [String: String] {
        get async throws {
            ["LD_PRELOAD": try await Self.library.value.folder("clock.so"), "WRONG_CLOCK": folder("ahead")]
        }
    }

    /// What has been built for all tests.
    private struct Library: Sendable {
        let folder: TemporaryFolder
    }

    private static let library = Task {
        let folder = try TemporaryFolder()
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Support/wrong-clock.c"
        ).standardizedFileURL.path
        let outcome = try await RunningProcess(
            "/usr/bin/env", ["clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", folder("clock.so"), source],
            environment: ProcessInfo.processInfo.environment
        ).outcome()
        try #require(outcome.status == 0, "\(outcome.errors)")
        return Library(folder: folder)
    }
}
