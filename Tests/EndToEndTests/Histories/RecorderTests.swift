import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Recorders of one history through what befalls disks and connections.
    @Suite(
        .timeLimit(.minutes(60)), .load(1, about: 50),
        .enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"))
    struct RecorderTests {
        private static let keeping = ["HERBARIUM_NO_HISTORY": ""]

        /// What was seen of one run.
        private struct Run {
            let folder: TemporaryFolder
            let history: [String]
            let recorders: [ProcessOutcome]
            let truth: GroundTruth
        }

        /// Two recorders keep one history, on a disk that is full for a while; then their connections break.
        private func run(on disk: TemporaryDisk, _ folder: TemporaryFolder) async throws -> Run {
            let history = ["--history", disk("history.sqlite")]
            let (recorders, truth) = try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let arguments = ["record", "--broker", cluster.addresses.broker] + history
                let first = try Herbarium.start(
                    arguments + ["--to", folder("events.ndjson")], environment: Self.keeping)
                let second = try Herbarium.start(arguments, environment: Self.keeping)
                try await cluster.tell("await-listener", ["count": 2])
                try await cluster.tell("send", ["count": 30, "rare": false])
                try await cluster.tell("settle")
                try disk.fill()
                try await cluster.tell("send", ["count": 30, "rare": false])
                try await cluster.tell("settle")
                try disk.empty()
                try await cluster.tell("disconnect-monitors")
                try await cluster.tell("await-listener", ["count": 2])
                try await cluster.tell("send", ["count": 30, "rare": false])
                try await cluster.tell("settle")
                for recorder in [first, second] { recorder.send(SIGTERM) }
                let truth = try await cluster.tell("truth", as: GroundTruth.self)
                return ([try await first.outcome(), try await second.outcome()], truth)
            }
            return Run(folder: folder, history: history, recorders: recorders, truth: truth)
        }

        @Test func loseNothingAndCountNothingTwice() async throws {
            let folder = try TemporaryFolder()
            let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 4096)
            defer { disk.unmount() }
            let run = try await run(on: disk, folder)
            for recorder in run.recorders {
                #expect(recorder.status == 0 && recorder.output.isEmpty, "\(recorder.errors)")
                let lines = recorder.complaints
                #expect(lines.count { $0.hasPrefix("error: ") && $0.contains("the disk is full") } == 1, "\(lines)")
                let isBreak: (String) -> Bool = { $0.hasPrefix("warning: ") && $0.hasSuffix("; connecting again") }
                #expect(lines.count(where: isBreak) == 1, "\(lines)")
                #expect(lines.last?.contains(", 1 reconnection") == true, "\(lines)")
                #expect(lines.count == 3 && !recorder.errors.contains("lost"), "\(lines)")
            }
            try await expectTruth(run, run.history)
            // The recording alone makes the same history.
            let other = ["--history", folder("other.sqlite")]
            let imported = try await Herbarium.run(
                ["import", folder("events.ndjson")] + other, environment: Self.keeping)
            #expect(imported.status == 0, "\(imported.errors)")
            try await expectTruth(run, other)
        }

        private func expectTruth(_ run: Run, _ history: [String]) async throws {
            let report = try await Herbarium.run(
                ["report", "--offline", "--output", run.folder("site")] + history, environment: Self.keeping)
            #expect(report.status == 0, "\(report.errors)")
            let snapshot = try SnapshotFile.read(run.folder.data("site/data/snapshot.json"))
            let tasks = snapshot.taskByUUID
            #expect(Set(tasks.keys) == Set(run.truth.tasks.keys))
            for (uuid, truth) in run.truth.tasks {
                #expect(tasks[uuid]?.attempts.map(\.outcome) == truth.attempts.map(\.column), "\(truth.fate)")
            }
            for worker in snapshot.workers {
                #expect(worker.counts.filled == run.truth.workers[worker.name]?.filled, "\(worker.name)")
            }
        }

        @Test func saysThatAnImportFoundNoRoomAndDestroysNothing() async throws {
            let folder = try TemporaryFolder()
            let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 1024)
            defer { disk.unmount() }
            let history = ["--history", disk("h.sqlite")]
            try Data(lines(of: 0..<10).utf8).write(to: URL(filePath: folder("few.ndjson")))
            try Data(lines(of: 10..<60_000).utf8).write(to: URL(filePath: folder("many.ndjson")))
            let few = try await Herbarium.run(["import", folder("few.ndjson")] + history, environment: Self.keeping)
            #expect(few.status == 0, "\(few.errors)")
            let many = try await Herbarium.run(["import", folder("many.ndjson")] + history, environment: Self.keeping)
            #expect(many.status == 1 && many.complaints.count == 1, "\(many.errors)")
            #expect(many.errors.contains("'\(disk("h.sqlite"))': the disk is full"), "\(many.errors)")
            let report = try await Herbarium.run(
                ["report", "--offline", "--output", folder("site")] + history, environment: Self.keeping)
            #expect(report.status == 0, "\(report.errors)")
            let snapshot = try SnapshotFile.read(folder.data("site/data/snapshot.json"))
            #expect(Set(snapshot.tasks.map(\.uuid)) == Set((0..<10).map { "t\($0)" }))
        }

        private func lines(of numbers: Range<Int>) -> String {
            numbers.map { number in
                let time = 1_790_000_000 + Double(number) / 100
                return #"{"type": "task-succeeded", "uuid": "t\#(number)", "hostname": "w@a", "timestamp": \#(time)}"#
            }.joined(separator: "\n")
        }
    }
}
