import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What a run says on a terminal, and to the journal.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 15))
    struct TerminalTests {
        private static let clear = "\r\u{1B}[K"

        @Test func tellsOnATerminalHowFarItIsAndTakesThatAwayAgain() async throws {
            let folder = try TemporaryFolder()
            let arguments = [
                "report", "--broker", try await Cluster.quiet.addresses.broker, "--listen", "3s", "--no-history",
                "--output",
                folder("site"),
            ]
            let said = try await onTerminal(arguments)
            #expect(said.contains("\(Self.clear)listening: 1 of 3 s"), "\(said.debugDescription)")
            #expect(said.contains("\(Self.clear)listening: 2 of 3 s"))
            #expect(said.hasSuffix(Self.clear) && !said.contains("\n"))
            let silent = try await onTerminal(arguments + ["--no-progress"])
            #expect(silent.isEmpty, "\(silent.debugDescription)")

            let verbose = try await Herbarium.run(arguments + ["--verbose"])
            #expect(!verbose.errors.contains("\u{1B}") && !verbose.errors.contains("\r"))
            let lines = verbose.complaints
            for source in ["events", "inspect", "queues"] {
                let line = try #require(lines.first { $0.hasPrefix("info: \(source): ") }, "\(lines)")
                #expect(line.contains(#/ \(\d+ ms\)$/#), "\(line)")
            }
            #expect(lines.contains { $0.hasPrefix("info: published ") && $0.hasSuffix(" ms)") })
            #expect(lines.allSatisfy { $0.hasPrefix("info: ") || $0.hasPrefix("debug: ") }, "\(lines)")
        }

        @Test func tellsTheJournalHowMuchALineMatters() async throws {
            let folder = try TemporaryFolder()
            let script = """
                export JOURNAL_STREAM=$(stat --dereference --format=%d:%i /proc/self/fd/2)
                "$@"
                """
            let report = [
                "report", "--broker", "redis://127.0.0.1:1/0", "--no-history", "--output", folder("site"), "--verbose",
            ]
            let run = try await RunningProcess(
                "/bin/bash", ["-c", script, "bash", try #require(Herbarium.path)] + report,
                environment: ["PATH": "/usr/bin:/bin"]
            ).outcome()
            #expect(run.status == 1)
            #expect(
                run.complaints == [
                    "<6>info: connecting to redis://127.0.0.1:1/0",
                    "<3>error: cannot connect to 'redis://127.0.0.1:1/0': connection refused",
                ])
        }

        /// Runs the program with a terminal for its standard error; returns what the terminal was sent.
        private func onTerminal(_ arguments: [String]) async throws -> String {
            let script = """
                import os, pty, subprocess, sys
                ours, theirs = pty.openpty()
                process = subprocess.Popen(sys.argv[1:], stderr=theirs, stdin=subprocess.DEVNULL)
                os.close(theirs)
                while True:
                    try:
                        part = os.read(ours, 4096)
                    except OSError:
                        break
                    sys.stdout.buffer.write(part)
                sys.exit(process.wait())
                """
            let run = try await RunningProcess(
                "/usr/bin/python3", ["-c", script, try #require(Herbarium.path)] + arguments,
                environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm"]
            ).outcome()
            #expect(run.status == 0, "\(run.errors)")
            return String(decoding: run.output, as: UTF8.self)
        }
    }
}
