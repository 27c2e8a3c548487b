import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A disk that fills while something is written to it.
    @Suite(
        .timeLimit(.minutes(60)), .load(1, about: 45),
        .enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"))
    struct FullDiskTests {
        @Test func publishesThoughTheHistoryFindsNoRoom() async throws {
            try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let folder = try TemporaryFolder()
                let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 1200)
                defer { disk.unmount() }
                let history = ["--history", folder("disk/history.sqlite")]
                let report = ["report", "--broker", cluster.addresses.broker] + history
                let first = try await watch(cluster, report + ["--output", folder("first")], sending: 20)
                #expect(first.status == 0, "\(first.errors)")
                let known = try await tasks(in: folder("disk/history.sqlite"), folder("known"))
                try disk.fill()

                let full = try await watch(cluster, report + ["--output", folder("site")], sending: 300)
                #expect(full.status == 2 && full.complaints.count == 1, "\(full.errors)")
                #expect(full.errors.contains("the disk is full; what was kept before is safe"), "\(full.errors)")
                let snapshot = try #require(try Site(folder("site")).snapshot())
                #expect(snapshot.status(of: "history") == "failed" && snapshot.tasks.count >= 300)
                #expect(snapshot.totals.sum == snapshot.totals.processed)

                try disk.empty()
                #expect(try await tasks(in: folder("disk/history.sqlite"), folder("kept")) == known)
                let next = try await watch(cluster, report + ["--output", folder("site")], sending: 20)
                #expect(next.status == 0, "\(next.errors)")
            }
        }

        @Test func keepsTheOldSiteThoughTheNewFindsNoRoom() async throws {
            let folder = try TemporaryFolder()
            let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 60_000)
            defer { disk.unmount() }
            let demo = ["demo", "--output", folder("disk/site"), "--archive", "0"]
            #expect(try await Herbarium.run(demo).status == 0)
            let before = try Site(folder("disk/site"))
            for room in [0, 40, 400] {
                try disk.fill(leaving: room)
                let run = try await Herbarium.run(demo + ["--title", "another"])
                #expect(run.status == 1 && run.complaints.count == 1, "\(run.errors)")
                #expect(run.errors.contains("no space left on device"), "\(run.errors)")
                #expect(try Site(folder("disk/site")).files == before.files)
                try disk.empty()
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder("disk")) == ["site"])
            }
            #expect(try await Herbarium.run(demo + ["--title", "another"]).status == 0)
            #expect(try Site(folder("disk/site")).contents != before.contents)
        }

        private func watch(_ cluster: Cluster, _ arguments: [String], sending count: Int) async throws -> ProcessOutcome
        {
            let report = try Herbarium.start(
                arguments + ["--listen", "10s"], environment: ["HERBARIUM_NO_HISTORY": ""])
            try await cluster.tell("await-listener")
            try await cluster.tell("send", ["count": count, "rare": false])
            return try await report.outcome()
        }

        /// The tasks that a history knows.
        private func tasks(in history: String, _ site: String) async throws -> Set<String> {
            let run = try await Herbarium.run(
                ["report", "--offline", "--history", history, "--output", site],
                environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(run.status == 0, "\(run.errors)")
            let tasks = try #require(try Site(site).snapshot()).tasks
            #expect(!tasks.isEmpty)
            return Set(tasks.map(\.uuid))
        }
    }
}
