import Celery
import Decoding
import Foundation
import TestSupport
import Testing

/// What real clusters do to a monitor, each once: `Tests/Support/record-strange` made the recording, of Celery 5.7 on
/// Redis.
struct StrangeClusterTests {
    private let recording: Recording
    /// The tasks by what was to become of them.
    private let tasks: [String: [TaskID]]

    init() throws {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let bytes = try Self.unpacked(fixtures.appending(path: "Fixtures/strange.ndjson.gz"))
        var recording = try RecordingDecoder.decode(bytes)
        // None were left when the broker was looked at.
        recording.evidence.unacknowledged = recording.evidence.unacknowledged ?? []
        self.recording = recording
        tasks = try Self.fates(bytes)
    }

    private static func unpacked(_ file: URL) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc", file.path()]
        let pipe = Spawning.pipe()
        process.standardOutput = pipe
        try Spawning.start(process)
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return [UInt8](data)
    }

    /// Reads the lines that say what was to become of which task.
    private static func fates(_ bytes: [UInt8]) throws -> [String: [TaskID]] {
        struct Line: Decodable { let type, fate, uuid: String }
        var tasks: [String: [TaskID]] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // All other lines lack these fields.
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(line)), line.type == "herbarium-fate"
            else { continue }
            tasks[line.fate, default: []].append(TaskID(line.uuid))
        }
        return tasks
    }

    /// What was known so many seconds after the beginning, or at the end.
    private func snapshot(after seconds: Double? = nil) throws -> Snapshot {
        let start = try #require(recording.watched.first?.since)
        let now = seconds.map { start + $0 } ?? recording.end
        var state = ClusterState()
        // Another order for every moment, and the same one every time.
        var random = SeededGenerator(seed: UInt64(seconds ?? 0))
        for event in recording.events.shuffled(using: &random) where event.heardAt <= now { state.apply(event) }
        let span = TimeSpan(since: start, until: now)
        let evidence = seconds == nil ? recording.evidence : Evidence()
        return state.snapshot(AssessmentRules(span: span, watched: [span], now: now), evidence: evidence)
    }

    private func rows(_ fate: String, in snapshot: Snapshot) throws -> [TaskRow] {
        try #require(tasks[fate]).map { id in try #require(snapshot.tasks.first { $0.id == id }) }
    }

    private func worker(_ name: String, in snapshot: Snapshot) throws -> WorkerRow {
        try #require(snapshot.workers.first { $0.name == WorkerName("celery@" + name) })
    }

    @Test(arguments: [
        // A lost connection took the acknowledgement with it.
        ("occupies-solo", "SUCCESS", [[Outcome.succeeded, .succeeded, .succeeded]]),
        ("replaced", "SUCCESS", [[.unaccounted, .succeeded]]),
        ("bounces-early", "UNACCOUNTED", [[.unaccounted]]),
        ("crashes", "FAILURE", [[.failed]]),
        ("overruns", "FAILURE", [[.failed]]),
        ("revoked-while-running", "SUCCESS", [[.succeeded]]),
        ("delivered-again", "SUCCESS", [[.returned, .succeeded, .succeeded]]),
        ("begun-again", "SUCCESS", [[.succeeded, .succeeded, .succeeded]]),
        ("holds", "SUCCESS", [[.succeeded], [.returned, .succeeded]]),
        ("waits-behind", "SUCCESS", [[.returned, .succeeded], [.returned, .succeeded]]),
    ])
    func knowsWhatBecameOfEachTask(_ fate: String, _ state: String, _ outcomes: [[Outcome]]) throws {
        let rows = try rows(fate, in: snapshot())
        #expect(rows.map { $0.attempts.map(\.outcome) } == outcomes)
        #expect(rows.allSatisfy { $0.state == state }, "\(rows.map(\.state))")
    }

    @Test func closesEverySumAtEveryMoment() throws {
        for seconds in stride(from: 1.0, through: 50, by: 1) {
            let snapshot = try snapshot(after: seconds)
            #expect(snapshot.totals.counts.closes, "after \(seconds) s")
            for worker in snapshot.workers { #expect(worker.counts.closes, "\(worker.name) after \(seconds) s") }
        }
        #expect(try snapshot().totals.counts.closes)
    }

    @Test func movesNoTaskBackFromItsEnd() throws {
        let ends: Set = ["SUCCESS", "FAILURE"]
        var ended: Set<TaskID> = []
        for seconds in stride(from: 1.0, through: 50, by: 1) {
            for row in try snapshot(after: seconds).tasks {
                if ends.contains(row.state) { ended.insert(row.id) }
                #expect(ends.contains(row.state) || !ended.contains(row.id), "\(row.id) after \(seconds) s")
            }
        }
        #expect(ended.count == 11)
    }

    /// It says nothing while a task runs, and of the task itself only at its end.
    @Test func waitsForABusySoloWorker() throws {
        #expect(try snapshot(after: 13).workers.allSatisfy { $0.name != WorkerName("celery@solo") })
        let after = try rows("occupies-solo", in: snapshot(after: 16))[0]
        let started = try #require(after.started)
        #expect(after.finished.map { $0.since(started) }.map { (13.9...14.3).contains($0) } == true)
        let solo = try worker("solo", in: snapshot(after: 21))
        #expect(solo.status == .unknown && solo.counts[.lost] == 0)
    }

    @Test func keepsWhatRunsWhenWorkersConnectAgain() throws {
        let before = try worker("prefork-1", in: snapshot(after: 12))
        #expect(before.counts[.active] == 2 && before.counts[.received] == 3)
        let after = try snapshot(after: 16)
        let row = try worker("prefork-1", in: after)
        #expect(row.status == .online)
        #expect(row.counts[.active] == 2 && row.counts[.returned] == 3 && row.counts[.lost] == 0)
        #expect(after.turns.filter { $0.worker == row.name }.allSatisfy { $0.kind != .restart })
    }

    @Test func tellsTwoLiveWorkersOfOneName() throws {
        let twins = try snapshot().findings.filter { $0.code == .workerTwins }
        #expect(twins.map(\.subject) == ["celery@solo"])
        #expect(try worker("solo", in: snapshot()).counts[.lost] == 0)
    }

    /// Of executions under pressure: what was begun three times, twice of them at once, and nothing of anything else.
    @Test func findsWhatRanTwiceAndNothingElse() throws {
        let codes: Set<Finding.Code> = [
            .taskRunTwice, .poisonMessage, .retryStorm, .taskRunningLong, .workerIdleBesideWork, .workerRestarting,
            .chordStuck, .nearVisibilityTimeout,
        ]
        let found = try snapshot().findings.filter { codes.contains($0.code) }
        let ran = try ["occupies-solo", "begun-again"].flatMap { try #require(tasks[$0]) }
        #expect(found.map(\.code) == [.taskRunTwice, .taskRunTwice])
        let told = found.map { $0.facts?["task"] }
        #expect(ran.allSatisfy { told.contains(.text($0.description)) })
    }

    @Test func namesExceptionsByTheirTracebacks() throws {
        let snapshot = try snapshot()
        for (fate, type) in [("crashes", "WorkerLostError"), ("overruns", "TimeLimitExceeded")] {
            #expect(try rows(fate, in: snapshot)[0].facts.exception?.hasPrefix(type + "(") == true)
        }
        let types = Set(snapshot.failures.map(\.exceptionType))
        #expect(types == ["billiard.exceptions.WorkerLostError", "billiard.exceptions.TimeLimitExceeded"])
    }

    @Test func takesResultsForNoFurtherAttempts() throws {
        var without = recording.evidence
        without.results = []
        #expect(!recording.evidence.results.isEmpty)
        let snapshot = try snapshot()
        #expect(snapshot.tasks.allSatisfy { $0.source == .events })
        #expect(snapshot.totals.counts.processed == snapshot.tasks.reduce(0) { $0 + $1.attempts.count })
    }
}

extension Event {
    /// When it was heard.
    fileprivate var heardAt: Instant {
        switch self {
        case .task(let event): event.origin.heard
        case .worker(let event): event.origin.heard
        }
    }
}
