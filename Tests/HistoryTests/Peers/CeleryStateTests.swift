import Celery
import Decoding
import Foundation
import TestSupport
import Testing

/// What Celery's own State makes of a real, busy cluster, and what we make of it.
struct CeleryStateTests {
    /// A task as Celery's State has it: `Tests/Support/celery-state` writes it.
    private struct PeerTask: Decodable {
        let uuid: String
        let state: String
        let name: String?
        let worker: String?
        let sent, received, started, succeeded, failed, retried, revoked, rejected, runtime: Double?

        var end: Double? {
            switch state {
            case "SUCCESS": succeeded
            case "FAILURE": failed
            case "RETRY": retried
            case "REVOKED": revoked
            case "REJECTED": rejected
            default: nil
            }
        }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func output(of command: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = root
        let pipe = Spawning.pipe()
        process.standardOutput = pipe
        try Spawning.start(process)
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command)")
        return data
    }

    private static func peer() throws -> [String: PeerTask] {
        let lines = try output(
            of: """
                gzip -dc Sources/CRecording/recording.ndjson.gz |
                "$(Tests/Support/celery-environment 5.7.0)" Tests/Support/celery-state
                """)
        let tasks = try lines.split(separator: 10).map { try JSONDecoder().decode(PeerTask.self, from: $0) }
        return Dictionary(uniqueKeysWithValues: tasks.map { ($0.uuid, $0) })
    }

    private static func recorded() throws -> Recording {
        try RecordingDecoder.decode([UInt8](try output(of: "gzip -dc Sources/CRecording/recording.ndjson.gz")))
    }

    private static func ours(_ recording: Recording) throws -> [TaskRow] {
        var state = ClusterState()
        for event in recording.events { state.apply(event) }
        let span = TimeSpan(since: .distantPast, until: recording.end)
        let rules = AssessmentRules(span: span, watched: recording.watched, now: recording.end)
        return state.snapshot(rules, taskLimit: .max).tasks
    }

    /// When each worker said for the last time that it executes nothing.
    private static func lastRests(_ recording: Recording) -> [WorkerName: Instant] {
        var rests: [WorkerName: Instant] = [:]
        for case .worker(let event) in recording.events where event.kind == .heartbeat && event.active == 0 {
            let time = event.origin.timestamp
            let worker = WorkerName(event.origin.sender)
            rests[worker] = max(rests[worker] ?? time, time)
        }
        return rests
    }

    private static func differences(_ row: TaskRow, _ peer: PeerTask) -> [String] {
        let times = [
            ("sent", row.sent, peer.sent), ("received", row.received, peer.received),
            ("started", row.started, peer.started), ("end", row.finished, peer.end),
        ]
        var differences = times.filter { !isSame($0.1, $0.2) }.map(\.0)
        if row.state != peer.state { differences.append("state \(row.state), not \(peer.state)") }
        if row.facts.runtime != peer.runtime { differences.append("runtime") }
        if row.facts.name != peer.name { differences.append("name") }
        if row.worker?.description != peer.worker { differences.append("worker") }
        return differences
    }

    /// Whether two times are one, as far as seconds since 1970 hold microseconds in floating point.
    private static func isSame(_ ours: Instant?, _ theirs: Double?) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        return abs(ours.seconds - theirs) < 2e-6
    }

    @Test func agreesButForEndsThatComeTwice() throws {
        let peer = try Self.peer()
        let recording = try Self.recorded()
        let (rows, rests) = (try Self.ours(recording), Self.lastRests(recording))
        #expect(rows.count == peer.count)
        for row in rows {
            let other = try #require(peer[row.id.description])
            let differences = Self.differences(row, other)
            // A hard time limit reports its failure twice: Celery's State keeps the time of the second, we that of the
            // first.
            let isTimeLimit = differences == ["end"] && row.facts.traceback?.contains("TimeLimitExceeded") == true
            // State doesn't look at heartbeats: one that says `active: 0` proves what began before to be over.
            let rest = row.worker.flatMap { rests[$0] } ?? .distantPast
            let isOver = other.state == "STARTED" && rest > (row.started ?? .distantFuture)
            let expected = isOver ? ["state UNACCOUNTED, not STARTED"] : []
            #expect(differences == expected || isTimeLimit, "\(row.id): \(differences)")
        }
    }
}
