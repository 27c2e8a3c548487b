import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What `herbarium doctor` finds, of what was made ill on purpose.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 45))
    struct DoctorTests {
        @Test func findsWhatAilsACluster() async throws {
            try await Cluster.with(["--scenario", "small", "--no-events", "--results", "plain"]) { cluster in
                let folder = try TemporaryFolder()
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("settle")
                let options = cluster.options + ["--output", folder("site"), "--history", folder("history.sqlite")]
                try await checkSilence(cluster, options)
                try await checkClock(options)
                try await checkHangingWorker(cluster, options)
                try await checkHistory(cluster)
                try await checkRights(cluster, folder)
                try await checkFiles(cluster, folder)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["herbarium.yaml"])
            }
        }

        /// Workers are told to send no events, and the backend to keep no names.
        private func checkSilence(_ cluster: Cluster, _ options: [String]) async throws {
            let doctor = try Herbarium.start(
                ["doctor", "--listen", "8s"] + options, environment: ["HERBARIUM_NO_HISTORY": ""])
            try await cluster.tell("await-listener")
            // Between heartbeats, so that the workers' own counters are seen to grow.
            try await cluster.tell("send", ["count": 40, "rare": false, "over": 6])
            let outcome = try await doctor.outcome()
            #expect(outcome.status == 2 && outcome.errors.isEmpty, "\(outcome.errors)")
            let lines = outcome.lines
            #expect(lines.contains { $0.hasPrefix("ok: broker: 'redis://") && $0.contains("Redis 7") }, "\(lines)")
            #expect(lines.contains("ok: workers: 2 online"))
            for worker in cluster.addresses.workers {
                #expect(lines.contains { $0.hasPrefix("warning: workers: worker '\(worker)' sends no task events") })
            }
            #expect(lines.contains { $0.hasPrefix("warning: results: ") && $0.contains("set result_extended") })
            #expect(lines.contains { $0.hasPrefix("ok: history: ") && $0.contains("nothing is in it yet") })
            #expect(lines.contains { $0.hasPrefix("ok: output: ") })
        }

        private func checkClock(_ options: [String]) async throws {
            let clock = try await WrongClock(ahead: 3600)
            let run = try await doctor(["--listen", "3s"] + options, environment: clock.environment)
            #expect(run.status == 2)
            let clocks = run.lines.filter { $0.hasPrefix("warning: clocks: ") }
            #expect(clocks.count == 2 && clocks.allSatisfy { $0.contains("min behind ours; let both hosts keep") })
        }

        private func checkHangingWorker(_ cluster: Cluster, _ options: [String]) async throws {
            try await cluster.tell("pause-worker", ["worker": "celery@solo"])
            let run = try await doctor(["--listen", "1s", "--inspect-timeout", "1s"] + options)
            #expect(run.status == 2)
            #expect(run.lines.contains { $0.hasPrefix("warning: inspect: 1 of 2 workers answered") }, "\(run.lines)")
            try await cluster.tell("resume-worker", ["worker": "celery@solo"])
        }

        /// A history of before, or one that somebody has opened to others.
        private func checkHistory(_ cluster: Cluster) async throws {
            let folder = try TemporaryFolder()
            let (path, recording) = (folder("open.sqlite"), folder("events.ndjson"))
            let event = #"{"type": "task-succeeded", "uuid": "t", "hostname": "w@a", "timestamp": 1790000000}"#
            try Data(event.utf8).write(to: URL(filePath: recording))
            for (mode, isOpen) in [(0o600, false), (0o604, true), (0o640, true)] {
                let made = try await Herbarium.run(
                    ["import", recording, "--history", path],
                    environment: ["HERBARIUM_NO_HISTORY": ""])
                #expect(made.status == 0, "\(made.errors)")
                #expect(chmod(path, mode_t(mode)) == 0)
                let run = try await doctor([
                    "--broker", cluster.addresses.broker, "--listen", "0s", "--history", path, "--output",
                    folder("site"),
                ])
                let line = try #require(run.lines.first { $0.contains(": history: ") })
                #expect(line.hasPrefix(isOpen ? "warning: " : "ok: "), "\(line)")
                #expect(line.contains("others on this machine can read it") == isOpen, "\(line)")
                #expect(line.contains("chmod go= '\(path)'") == isOpen, "\(line)")
            }
        }

        private func checkRights(_ cluster: Cluster, _ folder: TemporaryFolder) async throws {
            let rules = ["-@all", "+@connection", "+info", "+psubscribe", "+subscribe"]
            try await cluster.tell("add-user", ["user": "poor", "password": "secret", "rules": rules])
            let run = try await doctor([
                "--broker", cluster.broker(for: "poor", "secret"), "--listen", "1s", "--no-history", "--output",
                folder("site"),
            ])
            #expect(run.status == 2 && run.errors.isEmpty, "\(run.errors)")
            for subject in ["inspect", "queues"] {
                let line = try #require(run.lines.first { $0.hasPrefix("warning: \(subject): ") }, "\(run.lines)")
                #expect(line.contains("does not permit this user") && line.contains("README lists the rights"))
            }
            #expect(!run.lines.joined().contains("secret"))
        }

        private func checkFiles(_ cluster: Cluster, _ folder: TemporaryFolder) async throws {
            let config = folder("herbarium.yaml")
            let yaml = """
                broker: redis://:hunter2@127.0.0.1:1/0;redis://:hunter2@127.0.0.1:\(cluster.addresses.port)/0
                history: /dev/null/history.sqlite
                note: \(folder("no.md"))
                output: /dev/null/site
                """
            try Data(yaml.utf8).write(to: URL(filePath: config))
            let run = try await doctor(["--config", config, "--listen", "0s"])
            #expect(run.status == 1)
            #expect(run.lines.contains("ok: configuration: '\(config)' is understood"))
            #expect(run.lines.contains { $0.hasPrefix("warning: secrets: ") && $0.hasSuffix("; chmod o= '\(config)'") })
            #expect(run.lines.contains { $0.hasPrefix("error: note: ") && $0.contains("no such file") })
            #expect(run.lines.contains { $0.hasPrefix("error: output: ") && $0.contains("/dev/null/site") })
            #expect(run.lines.contains { $0.hasPrefix("warning: history: ") && $0.contains("history.sqlite") })
            #expect(run.lines.filter { $0.contains(": broker: ") && $0.contains("127.0.0.1:1/0") }.count == 1)
            #expect(!run.lines.joined().contains("hunter2") && !run.errors.contains("hunter2"))
        }

        @Test func findsNothingWhereAllIsWellAndSaysWhatRabbitMQLacks() async throws {
            try await Cluster.with(["--broker", "rabbitmq", "--scenario", "small"]) { cluster in
                let folder = try TemporaryFolder()
                let own = ["--no-history", "--output", folder("site"), "--listen", "3s"]
                let results = cluster.addresses.resultBackend.map { ["--result-backend", $0] } ?? []
                let broker = try await LeastUser.broker(of: cluster)
                let well = try Herbarium.start(
                    ["doctor", "--broker", broker] + LeastUser.options(of: cluster) + own + results)
                try await cluster.tell("await-listener")
                try await cluster.tell("send", ["count": 20, "rare": false])
                let outcome = try await well.outcome()
                #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
                #expect(outcome.lines.allSatisfy { $0.hasPrefix("ok: ") || $0.hasPrefix("note: ") }, "\(outcome.lines)")
                #expect(outcome.lines.contains { $0.hasPrefix("ok: management: ") })

                let wrong = ["--management", "http://127.0.0.1:1", "--event-queue", "kept"]
                let ill = try await doctor(["--broker", cluster.addresses.broker] + wrong + own)
                #expect(ill.status == 2)
                #expect(ill.lines.contains { $0.hasPrefix("warning: management: ") && $0.contains("--management") })
                #expect(ill.lines.contains { $0.hasSuffix("; make it by 'herbarium tap add kept'") }, "\(ill.lines)")

                try await cluster.tell("add-user", ["user": "poor", "password": "secret", "tags": ""])
                let poor = broker.replacing(#/^amqp://[^@]*@/#, with: "amqp://poor:secret@")
                let refused = try await doctor(["--broker", poor] + LeastUser.options(of: cluster) + own)
                #expect(refused.status == 2, "\(refused.lines)")
                #expect(refused.lines.contains { $0.hasPrefix("warning: ") && $0.contains("README lists the rights") })
            }
        }

        private func doctor(_ options: [String], environment: [String: String] = [:]) async throws -> ProcessOutcome {
            try await Herbarium.run(
                ["doctor"] + options, environment: ["HERBARIUM_NO_HISTORY": ""].merging(environment) { $1 })
        }
    }
}

extension Cluster {
    /// What tells the program of it.
    fileprivate nonisolated var options: [String] {
        ["--broker", addresses.broker] + (addresses.resultBackend.map { ["--result-backend", $0] } ?? [])
    }
}

extension ProcessOutcome {
    /// The lines of its standard output.
    fileprivate var lines: [String] { String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init) }
}
