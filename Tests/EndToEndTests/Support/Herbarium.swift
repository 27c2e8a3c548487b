import Foundation
import TestSupport
import Testing

/// The program that was built with the tests.
enum Herbarium {
    /// Where the build puts it.
    static let path = Executable.path

    /// Starts it, with nothing in its environment but what is given.
    ///
    /// It keeps no history, unless its environment says otherwise: an empty `HERBARIUM_NO_HISTORY`.
    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProcess {
        let environment = ["HERBARIUM_NO_HISTORY": "true"].merging(environment) { $1 }
        return try RunningProcess(try #require(path), arguments, environment: environment)
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> ProcessOutcome {
        try await start(arguments, environment: environment).outcome()
    }
}
