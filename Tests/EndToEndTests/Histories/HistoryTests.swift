import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What outlives a run.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 15)) struct HistoryTests {
        private let keeping = ["HERBARIUM_NO_HISTORY": ""]

        @Test(.load(1, about: 55)) func addsUpWhatSeveralRunsSaw() async throws {
            let folder = try TemporaryFolder()
            let history = ["--history", folder("history.sqlite")]
            let (recorded, reported, truth) = try await Cluster.with(["--scenario", "small", "--results", "none"]) {
                cluster in
                let broker = ["--broker", cluster.addresses.broker]
                let recorder = try Herbarium.start(["record"] + broker + history, environment: keeping)
                try await cluster.tell("await-listener")
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("settle")
                recorder.send(SIGTERM)
                let recorded = try await recorder.outcome()
                let report = try Herbarium.start(
                    ["report", "--listen", "25s", "--output", folder("site")] + broker + history, environment: keeping)
                try await cluster.tell("await-listener")
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("settle")
                let truth = try await cluster.tell("truth", as: GroundTruth.self)
                return (recorded, try await report.outcome(), truth)
            }
            #expect(recorded.status == 0, "\(recorded.errors)")
            #expect(reported.status == 0, "\(reported.errors)")
            let snapshot = try SnapshotFile.read(folder.data("site/data/snapshot.json"))
            #expect(snapshot.status(of: "history") == "ok")
            #expect(Set(snapshot.tasks.map(\.uuid)) == Set(truth.tasks.keys))
            for task in snapshot.tasks { #expect(task.state == truth.tasks[task.uuid]?.state, "\(task.uuid)") }

            let offline = try await Herbarium.run(
                ["report", "--offline", "--output", folder("offline")] + history, environment: keeping)
            #expect(offline.status == 0, "\(offline.errors)")
            let remembered = try SnapshotFile.read(folder.data("offline/data/snapshot.json"))
            #expect(remembered.status(of: "events") == "skipped")
            #expect(Set(remembered.tasks.map(\.uuid)) == Set(truth.tasks.keys))
            #expect(remembered.totals.sum == remembered.totals.processed)
            for worker in remembered.workers { #expect(worker.counts.sum == worker.counts.processed) }
        }

        @Test func importsARecordingOnceHoweverOftenItIsGiven() async throws {
            let folder = try TemporaryFolder()
            let event = #"{"type": "task-received", "uuid": "t1", "hostname": "w@a", "timestamp": 1790000000.5}"#
            try Data("\(event)\nnonsense\n".utf8).write(to: URL(filePath: folder("events.ndjson")))
            for _ in 1...2 {
                let imported = try await Herbarium.run(
                    ["import", folder("events.ndjson"), "--history", folder("h.sqlite")], environment: keeping)
                #expect(imported.status == 1)
                #expect(imported.errors.contains("events.ndjson:2: "))
            }
            let report = try await Herbarium.run(
                ["report", "--offline", "--history", folder("h.sqlite"), "--output", folder("site")],
                environment: keeping)
            #expect(report.status == 0, "\(report.errors)")
            let snapshot = try SnapshotFile.read(folder.data("site/data/snapshot.json"))
            #expect(snapshot.tasks.map(\.uuid) == ["t1"])
        }

        @Test func marksEveryChartOfItsTimeAndTheChanges() async throws {
            let (folder, at) = (try TemporaryFolder(), 1_790_000_000)
            let events = (0..<4).map { number in
                let rest = #""uuid": "t\#(number)", "name": "a.b", "hostname": "w@a", "timestamp""#
                let begun = at + 60 * number
                return #"[{"type": "task-received", \#(rest): \#(begun)}, "#
                    + #"{"type": "task-succeeded", "runtime": 1.0, \#(rest): \#(begun + 1)}]"#
            }
            try Data(events.joined(separator: "\n").utf8).write(to: URL(filePath: folder("events.ndjson")))
            let history = ["--history", folder("h.sqlite")]
            for command in [
                ["import", folder("events.ndjson")], ["mark", "deploy <1.4.2>", "--at", "2026-09-21T14:14:40Z"],
                ["report", "--offline", "--output", folder("site")],
            ] {
                let outcome = try await Herbarium.run(command + history, environment: keeping)
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            let site = try Site(folder("site"))
            let marked = site.files.filter {
                String(decoding: $0.value.data, as: UTF8.self).contains("deploy &lt;1.4.2&gt;")
            }.keys
            let pages = ["changes.html", "index.html", "monitor.html", "report.html", "workers/w@a.html"]
            for page in pages + ["charts/outcomes.svg", "charts/succeeded.svg", "charts/runtime.svg"] {
                #expect(marked.contains(page))
            }
            let snapshot = try SnapshotFile.read(folder.data("site/data/snapshot.json"))
            #expect(snapshot.changes.map(\.subject) == ["deploy <1.4.2>"] && snapshot.changes.first?.kind == "mark")
        }

        @Test func refusesTheHistoryOfAnotherBroker() async throws {
            let folder = try TemporaryFolder()
            let first = try await Herbarium.run(
                ["import", "-", "--history", folder("h.sqlite"), "--broker", "redis://one:6379/0"], environment: keeping
            )
            #expect(first.status == 0, "\(first.errors)")
            let second = try await Herbarium.run(
                ["import", "-", "--history", folder("h.sqlite"), "--broker", "redis://two:6379/0"], environment: keeping
            )
            #expect(second.status == 1)
            #expect(second.complaints.count == 1 && second.errors.contains("redis://one:6379/0"))
        }
    }
}
