import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Results that real workers keep in tables are told as they are, and nothing in them is unpacked or written.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 40))
    struct TableResultsTests {
        @Test func tellsEveryStateThatWorkersStore() async throws {
            try await TableResults.with { results in
                for table in results.tables { try await check(table, of: results) }
                try await checkTrouble(results)
                try await checkUnreadableSchedule(results)
                try await checkBeat(results)
                try await checkDjangosBeat(results)
                #expect(!FileManager.default.fileExists(atPath: results.trap), "something was unpickled")
            }
        }

        /// One line for each trouble, and no password in it.
        private func checkTrouble(_ results: TableResults) async throws {
            let least = try await capture(results, results.least)
            #expect(least.status == 0 && least.errors.isEmpty, "\(least.errors)")
            let words = [
                "wrong-password": "refuses the user name or the password", "no-rights": "does not permit this user",
                "no-table": "it has no table 'celery_taskmeta'", "no-database": "\"nowhere\" does not exist",
                "no-server": "Connection refused", "no-encryption": "does not support SSL",
                "no-password": "asks for a password",
            ]
            #expect(Set(words.keys) == Set(results.trouble.keys))
            for (name, address) in results.trouble.sorted(by: { $0.key < $1.key }) {
                let run = try await capture(results, address)
                let lines = run.errors.split(separator: "\n").filter { $0.contains("results") }
                #expect(run.status == 2 && lines.count == 1, "\(name): \(run.errors)")
                #expect(run.errors.contains(words[name] ?? "?"), "\(name): \(run.errors)")
                #expect(!run.errors.contains("hushed") && run.output.range(of: Data("hushed".utf8)) == nil, "\(name)")
            }
        }

        /// Who may read the results and not the schedule gets the results, and one line about the schedule.
        private func checkUnreadableSchedule(_ results: TableResults) async throws {
            let run = try await capture(results, results.withoutSchedule)
            #expect(run.status == 0, "\(run.errors)")
            let told = try JSONDecoder().decode(Periodic.self, from: run.output)
            #expect(!told.periodic.contains { $0.source == "django" } && told.tasks.contains { $0.periodic == "five" })
            let snapshot = try SnapshotFile.read(run.output)
            #expect(snapshot.status(of: "results") == "ok" && snapshot.tasks.contains { $0.state == "FAILURE" })
            let text = String(decoding: run.output, as: UTF8.self)
            #expect(text.contains("it takes the right to SELECT ON django_celery_beat_periodictask"))
        }

        /// What RedBeat keeps and what is seen of its tasks, while it sends them: each as often as it is due.
        private func checkBeat(_ results: TableResults) async throws {
            let run = try await Herbarium.run(
                ["capture", "--to", "-", "--broker", results.broker, "--listen", "12s", "--passive"])
            #expect(run.status == 0, "\(run.errors)")
            let told = try JSONDecoder().decode(Periodic.self, from: run.output)
            let beat = told.periodic.filter { $0.source == "redbeat" }
            let names = beat.map { "\($0.name ?? "") \($0.task ?? "") \($0.schedule ?? "")" }
            #expect(
                names == [
                    "long ticks.hold <freq: 3.0 seconds>", "nightly ticks.night <crontab: 0 4 * * * (m/h/dM/MY/d)>",
                    "tick ticks.tick <freq: 2.0 seconds>",
                ])
            let (long, night, tick) = (
                try #require(beat.first), try #require(beat.dropFirst().first), try #require(beat.last)
            )
            // On a busy machine a beat is late, and never early.
            #expect((1...7).contains(tick.seen ?? 0) && (1...5).contains(long.seen ?? 0) && night.seen == 0)
            for row in [long, tick] { #expect(row.missed == 0 && row.expected == row.seen, "\(row)") }
            #expect(tick.overlapping == 0 && long.overlapping ?? 0 > 0 && night.last == nil)
            let captured = try moment(told.capturedAt)
            for (row, seconds) in [(tick, 2.0), (long, 3)] {
                let (last, next) = (try moment(row.last), try moment(row.next))
                #expect(abs(next - last - seconds) < 0.001 && (0..<12).contains(captured - last), "\(row)")
            }
            #expect(night.next?.hasSuffix("T04:00:00.000000Z") == true)
        }

        /// The same of django-celery-beat, which writes its last runs down every three minutes.
        private func checkDjangosBeat(_ results: TableResults) async throws {
            for listening in [12, 0] {
                let run = try await Herbarium.run(
                    ["capture", "--to", "-", "--broker", results.broker, "--listen", "\(listening)s", "--passive"]
                        + ["--result-backend", results.beat])
                #expect(run.status == 0, "\(run.errors)")
                let told = try JSONDecoder().decode(Periodic.self, from: run.output)
                let beat = told.periodic.filter { $0.source == "django" }
                // Celery's own entry is made by the beat itself.
                #expect(beat.map(\.name) == ["celery.backend_cleanup", "pulse"])
                let (night, pulse) = (try #require(beat.first), try #require(beat.last))
                #expect(night.last == nil && night.next?.hasSuffix("T04:00:00.000000Z") == true, "\(night)")
                #expect(pulse.task == "tables.succeed" && pulse.schedule == "<freq: 2 seconds>")
                let captured = try moment(told.capturedAt)
                guard listening > 0 else {
                    // What isn't written down yet is neither the last run, nor a reason to expect the next in the past.
                    let (last, next) = (try pulse.last.map(moment) ?? 0, try pulse.next.map(moment) ?? .infinity)
                    #expect(pulse.seen == nil && last < captured && next > captured, "\(pulse)")
                    continue
                }
                let last = try moment(pulse.last)
                #expect((1...7).contains(pulse.seen ?? 0) && pulse.missed == 0 && pulse.expected == pulse.seen)
                #expect((0..<12).contains(captured - last), "\(pulse)")
                #expect(abs(try moment(pulse.next) - last - 2) < 0.001, "\(pulse)")
            }
        }

        private func moment(_ text: String?) throws -> Double {
            try Date(#require(text), strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
                .timeIntervalSince1970
        }

        private func capture(_ results: TableResults, _ address: String) async throws -> ProcessOutcome {
            try await Herbarium.run(
                ["capture", "--to", "-", "--broker", results.broker, "--listen", "0s", "--passive"]
                    + ["--result-backend", address])
        }

        private func check(_ table: TableResults.Table, of results: TableResults) async throws {
            let folder = try TemporaryFolder()
            let before = table.neighbours
            let run = try await Herbarium.run(
                ["capture", "--to", folder("snapshot.json"), "--broker", results.broker, "--listen", "0s", "--passive"]
                    + ["--result-backend", table.address])
            #expect(run.status == 0, "\(table.name): \(run.errors)")
            #expect(table.neighbours == before, "\(table.name)")
            let text = try folder.text("snapshot.json")
            #expect(!text.contains(results.masked), "\(table.name)")
            let snapshot = try SnapshotFile.read(folder.data("snapshot.json"))
            #expect(snapshot.status(of: "results") == "ok", "\(table.name): \(run.errors)")
            let tasks = snapshot.tasks.filter { $0.source == "results" }
            let states = Dictionary(tasks.map { ($0.uuid, $0.state) }, uniquingKeysWith: { one, _ in one })
            #expect(states == table.tasks, "\(table.name)")
            for task in tasks where task.uuid != "planted" && task.state != "REVOKED" {
                #expect(task.name?.hasPrefix("tables.") == true, "\(table.name): \(task)")
                #expect(task.worker == "\(table.name)@tables", "\(table.name): \(task)")
            }
            #expect(text.contains("{'paid': [1, 2]}") && text.contains("ValueError('no such order')"), "\(table.name)")
            try checkSchedule(table, JSONDecoder().decode(Periodic.self, from: folder.data("snapshot.json")))
        }

        /// What django-celery-beat has beside the results, and which task an entry sent.
        private func checkSchedule(_ table: TableResults.Table, _ told: Periodic) throws {
            let own = told.periodic.filter { $0.source == "django" }
            guard table.name.hasPrefix("django") else { return #expect(own.isEmpty, "\(table.name)") }
            let rows = own.map { [$0.name, $0.task, $0.schedule, $0.source, $0.last] }
            #expect(
                rows == [
                    ["five", "tables.succeed", "<freq: 5 minutes>", "django", "2026-11-22T07:55:00.250000Z"],
                    ["night", "tables.fail", "<crontab: 0 4 * * * (m/h/dM/MY/d)>", "django", nil],
                ], "\(table.name)")
            #expect(own.last?.next?.contains(/T0[23]:00:00/) == true, "04:00 in Berlin, \(table.name)")
            #expect(told.tasks.compactMap(\.periodic) == ["five"], "\(table.name)")
        }

        private struct Periodic: Decodable {
            let capturedAt: String
            let periodic: [Row]
            let tasks: [Task]

            private enum CodingKeys: String, CodingKey {
                case periodic, tasks
                case capturedAt = "captured_at"
            }

            struct Row: Decodable {
                let name, task, schedule, source, last, next: String?
                let expected, seen, missed, overlapping: Int?
            }

            struct Task: Decodable { let periodic: String? }
        }
    }
}

extension TableResults.Table {
    /// What lies beside a file.
    fileprivate var neighbours: [String] {
        let path = address.replacing(#/^[a-z+-]*:\/\/\//#, with: "")
        guard address.contains("sqlite") else { return [] }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.contains(".sqlite") }.sorted()
    }
}
