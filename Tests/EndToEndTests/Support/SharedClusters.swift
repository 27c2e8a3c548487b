import TestSupport
import Testing

/// The clusters that are started once, for all tests that only look.
actor SharedClusters {
    /// Those of this run.
    static let current = SharedClusters()

    private var running: [[String]: Task<Cluster, any Error>] = [:]

    /// The cluster of these options, started for whoever asks first.
    func cluster(_ options: [String]) async throws -> Cluster {
        let task = running[options] ?? Task { try await Cluster(options) }
        running[options] = task
        return try await task.value
    }

    /// Returns once all of them are gone.
    func stop() async {
        for task in running.values {
            // One that never started needs no end.
            if let cluster = try? await task.value { await cluster.stop() }
        }
        running = [:]
    }
}

extension Cluster {
    /// A small one at Redis, with a password that every part of an address gives trouble with, and without results.
    ///
    /// Nobody sends it anything but questions.
    static var quiet: Cluster {
        get async throws {
            try await SharedClusters.current.cluster(
                ["--scenario", "small", "--results", "none", "--password", "p:ss/w@rd?#%41&+'\"$;"])
        }
    }
}

/// Stops the shared clusters once every test has ended.
struct SharingClusters: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await function()
        await SharedClusters.current.stop()
    }
}

extension Trait where Self == SharingClusters {
    /// Stops the shared clusters at its end.
    static var sharingClusters: SharingClusters { SharingClusters() }
}
