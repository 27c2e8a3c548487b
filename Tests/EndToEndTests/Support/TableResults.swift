import Foundation
import TestSupport
import Testing

/// Real workers that store results in tables, started by `Tests/Support/table-results`; gone when the test is.
struct TableResults: Decodable, Sendable {
    /// A table, and the state of each task in it.
    struct Table: Decodable, Sendable {
        let name: String
        let address: String
        let tasks: [String: String]
    }

    let broker: String
    /// The file that whoever unpickles what was planted writes.
    let trap: String
    /// An argument that its caller masked.
    let masked: String
    let tables: [Table]
    /// The tables of a Django project whose beat runs.
    let beat: String
    /// Celery's table in PostgreSQL, for the user that README tells to make.
    let least: String
    /// django-celery-results' table for a user with no right to the schedule beside it.
    let withoutSchedule: String
    /// Addresses of which nothing comes, each with `hushed` in its password.
    let trouble: [String: String]

    /// Starts them, hands over what they say once all is stored, and stops them.
    static func with<Value: Sendable>(_ body: (TableResults) async throws -> Value) async throws -> Value {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Support/table-results")
        let (process, input, output) = (Process(), Spawning.pipe(), Spawning.pipe())
        process.executableURL = script.standardizedFileURL
        process.standardInput = input
        process.standardOutput = output
        try Spawning.start(process)
        let outcome: Result<Value, any Error>
        do {
            let told = try await LineReader(output.fileHandleForReading).next()
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            outcome = .success(try await body(try decoder.decode(TableResults.self, from: told)))
        } catch {
            outcome = .failure(error)
        }
        // It may be gone already.
        try? input.fileHandleForWriting.close()
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume()
            }
        }
        return try outcome.get()
    }
}
