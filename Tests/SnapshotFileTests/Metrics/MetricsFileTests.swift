import Celery
import Foundation
import TestSupport
import Testing

@testable import SnapshotFile

struct MetricsFileTests {
    /// A sample as a strict reader of the format sees it.
    private struct Sample: Equatable {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    private func text(_ snapshot: Snapshot) -> String {
        String(decoding: MetricsFile.bytes(of: snapshot), as: UTF8.self)
    }

    /// Reads the text format, and expects of it all that it demands.
    private func samples(_ snapshot: Snapshot) throws -> [Sample] {
        let text = text(snapshot)
        #expect(text.utf8.last == 0x0A)
        var (samples, family, kinds, seen): ([Sample], String?, [String: String], Set<String>) = ([], nil, [:], [])
        for line in text.utf8.split(separator: 0x0A).map({ String($0) ?? "" }) {
            if line.hasPrefix("# ") {
                let words = line.split(separator: " ", maxSplits: 3).map(String.init)
                try #require(words.count == 4)
                if words[1] == "HELP" {
                    #expect(kinds[words[2]] == nil, "\(words[2]) comes twice")
                    family = words[2]
                } else {
                    #expect(words[1] == "TYPE" && words[2] == family && ["gauge", "counter"].contains(words[3]))
                    kinds[words[2]] = words[3]
                    #expect(words[2].hasSuffix("_total") == (words[3] == "counter"))
                }
                continue
            }
            let sample = try sample(line)
            #expect(sample.name == family && sample.name.hasPrefix("herbarium_"))
            #expect(
                seen.insert(String(line.prefix(upTo: line.lastIndex(of: " ") ?? line.endIndex))).inserted, "\(line)")
            samples.append(sample)
        }
        return samples
    }

    private func sample(_ line: String) throws -> Sample {
        var rest = Array(line.unicodeScalars)[...]
        func take(while isPart: (Unicode.Scalar) -> Bool) -> String {
            let part = rest.prefix(while: isPart)
            rest = rest.dropFirst(part.count)
            return String(String.UnicodeScalarView(part))
        }
        let isName = { (scalar: Unicode.Scalar) in
            scalar == "_" || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        let name = take(while: isName)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            repeat {
                rest = rest.dropFirst()
                let label = take(while: isName)
                try #require(rest.starts(with: ["=", "\""]))
                rest = rest.dropFirst(2)
                var value = String.UnicodeScalarView()
                while let next = rest.popFirst(), next != "\"" {
                    guard next == "\\" else {
                        value.append(next)
                        continue
                    }
                    let escaped = rest.first
                    rest = rest.dropFirst()
                    let after = try #require(escaped)
                    try #require(["\\", "\"", "n"].contains(after))
                    value.append(after == "n" ? "\n" : after)
                }
                labels[label] = String(value)
            } while rest.first == ","
            try #require(rest.first == "}")
            rest = rest.dropFirst()
        }
        try #require(rest.first == " ")
        rest = rest.dropFirst()
        return Sample(name: name, labels: labels, value: try #require(Double(String(String.UnicodeScalarView(rest)))))
    }

    private func value(_ name: String, _ labels: [String: String] = [:], in samples: [Sample]) -> Double? {
        samples.first { $0.name == "herbarium_" + name && $0.labels == labels }?.value
    }

    @Test func givesWhatIsKnown() throws {
        let samples = try samples(SnapshotFileTests.full())
        #expect(value("captured_at_timestamp_seconds", in: samples) == 1_790_000_000.123456)
        #expect(value("attempts_failed", in: samples) == 1 && value("attempts_succeeded", in: samples) == 0)
        #expect(value("worker_attempts_failed", ["worker": "w@a"], in: samples) == 1)
        #expect(value("worker_executions_total", ["worker": "w@a"], in: samples) == 9)
        #expect(value("worker_uptime_seconds", ["worker": "w@a"], in: samples) == 60)
        #expect(
            value("worker_last_heartbeat_timestamp_seconds", ["worker": "w@a"], in: samples) == 1_790_000_000.123456)
        #expect(value("workers", ["status": "online"], in: samples) == 1)
        #expect(value("task_type_runtime_p95_seconds", ["type": "n"], in: samples) == 2)
        #expect(value("task_type_runtime_values", ["type": "n"], in: samples) == 3)
        #expect(value("task_type_total_runtime_seconds", ["type": "n"], in: samples) == 1.5)
        #expect(value("queue_ready", ["queue": "mail"], in: samples) == 4)
        #expect(value("queue_redelivered_total", ["queue": "mail"], in: samples) == 3)
        #expect(value("coverage_watched_ratio", in: samples) == 5.0 / 60)
        #expect(value("findings", ["severity": "note"], in: samples) == 1)
        #expect(value("source_up", ["source": "events"], in: samples) == 0)
        #expect(value("eta_backlog", ["due_within": "60"], in: samples) == 2)
        #expect(value("worker_pid", ["worker": "w@a"], in: samples) == nil)
    }

    @Test func tellsWhatIsMeantInTheWordsOfTheSchema() {
        let text = text(SnapshotFileTests.full())
        #expect(text.contains("# HELP herbarium_queue_ready Messages that wait.\n# TYPE herbarium_queue_ready gauge\n"))
        #expect(
            text.contains(
                "# HELP herbarium_task_type_runtime_p95_seconds How long executions took: the 95th percentile.\n"))
    }

    /// A unit comes once, and no family has the name that a counter has without its end: OpenMetrics takes them for one.
    @Test func namesNoUnitTwiceAndNoFamilyLikeACounter() throws {
        var full = SnapshotFileTests.full()
        for index in full.workers.indices {
            full.workers[index].executions = 3
            (full.workers[index].slotSeconds, full.workers[index].busySeconds) = (20, 10)
        }
        for index in full.queues.indices {
            (full.queues[index].growthSeconds, full.queues[index].drainSeconds) = (60, 9)
        }
        let samples = try samples(full)
        let names = Set(samples.map(\.name))
        for name in names {
            let words = name.split(separator: "_")
            #expect(!zip(words, words.dropFirst()).contains { $0 == $1 }, "\(name)")
            #expect(!names.contains(name + "_total"), "\(name)")
        }
        #expect(value("worker_slot_seconds", ["worker": "w@a"], in: samples) == 20)
        #expect(value("worker_watched_executions", ["worker": "w@a"], in: samples) == 3)
        #expect(value("queue_drain_seconds", ["queue": "mail"], in: samples) == 9)
    }

    @Test func countsNothingWhereNothingWasTold() throws {
        var hour = Snapshot.hour(watchedFor: 0)
        for index in 0...1 { hour.sources[index].status = .failed }
        let families = Set(["workers", "findings", "incidents"].map { "herbarium_" + $0 })
        #expect(try !samples(hour).contains { families.contains($0.name) })
        hour.sources[0].status = .partial
        let samples = try samples(hour)
        #expect(families.isSubset(of: samples.map(\.name)) && value("workers", ["status": "online"], in: samples) == 0)
    }

    @Test func leavesOutWhatIsNotKnown() throws {
        var hour = Snapshot.hour()
        hour.workers = [WorkerRow(name: WorkerName("w"), status: .unknown, counts: Counts(), uptime: .nan)]
        hour.add(queue: "q", ready: nil)
        hour.taskTypes = [TaskTypeRow(counts: Counts(), totalRuntime: .infinity)]
        let samples = try samples(hour)
        #expect(!samples.contains { $0.labels["worker"] != nil || $0.name.hasSuffix("queue_ready") })
        #expect(!samples.contains { $0.labels["type"] != nil })
    }

    @Test(arguments: ["a\"} 1\nherbarium_x 2", "\\", "\n", "\r\n\u{0}\u{2028}", "é e\u{301}", "{}=,\"\\\"", ""])
    func escapesStrangersNames(name: String) throws {
        var hour = Snapshot.hour()
        hour.add(worker: name)
        hour.add(type: name, [.failed: 1])
        hour.add(queue: name, ready: 1)
        hour.sources[0].name = name
        hour.producer.version = name
        let samples = try samples(hour)
        for label in ["worker", "type", "queue", "source", "version"] {
            let values = samples.compactMap { $0.labels[label] }
            #expect(values.contains { $0.unicodeScalars.elementsEqual(name.unicodeScalars) }, "\(label)")
        }
        #expect(!samples.contains { $0.name == "herbarium_x" })
    }

    @Test func namesTheLargestHundredAndSumsTheRest() throws {
        var hour = Snapshot.hour()
        for number in 1...1_000 {
            hour.add(type: "t\(number)", [.succeeded: number, .failed: 1])
            hour.add(worker: "w\(number)", .online, [.succeeded: number])
            hour.add(queue: "q\(number)", ready: number)
        }
        // Names that are ours for the rest are nobody's.
        hour.add(type: "(rest)", [.failed: 100_000])
        hour.add(queue: "(rest)", ready: 7)
        hour.add(queue: "(rest)", ready: 7)
        let samples = try samples(hour)
        for label in ["type", "worker", "queue"] {
            #expect(Set(samples.compactMap { $0.labels[label] }).count == 101, "\(label)")
        }
        #expect(value("task_type_attempts_failed", ["type": "t901"], in: samples) == 1)
        #expect(value("task_type_attempts_failed", ["type": "t900"], in: samples) == nil)
        #expect(value("task_type_attempts_failed", ["type": "(rest)"], in: samples) == 100_900)
        #expect(value("worker_attempts_succeeded", ["worker": "(rest)"], in: samples) == 405_450)
        #expect(value("queue_ready", ["queue": "(rest)"], in: samples) == 405_464)
    }

    /// A sum with an unknown part would be too small.
    @Test func sumsNothingOfWhichAPartIsUnknown() throws {
        var hour = Snapshot.hour()
        for number in 1...101 { hour.add(queue: "q\(number)", ready: number == 1 ? nil : number) }
        #expect(value("queue_ready", ["queue": "(rest)"], in: try samples(hour)) == nil)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool"), "there is no promtool"))
    func isReadByPrometheus() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/promtool")
        process.arguments = ["check", "metrics"]
        let (input, output) = (Spawning.pipe(), Spawning.pipe())
        process.standardInput = input
        (process.standardOutput, process.standardError) = (output, output)
        try Spawning.start(process)
        try input.fileHandleForWriting.write(contentsOf: Data(MetricsFile.bytes(of: SnapshotFileTests.full())))
        try input.fileHandleForWriting.close()
        let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && words.isEmpty, "\(words)")
    }
}
