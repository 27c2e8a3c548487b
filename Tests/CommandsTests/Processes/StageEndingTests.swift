import Foundation
import TestSupport
import Testing

/// A signal, or the deadline, ends a run while it waits for the history, while it makes the pages and publishes them,
/// and while nobody takes what it writes.
@Suite(.enabled(if: Executable.path != nil, "the executable isn't built beside the tests"), .serialized)
struct StageEndingTests {
    /// A run in a folder of its own, that is struck once something is to be seen of it.
    private struct Run {
        let process = Process()
        let errors = Spawning.pipe()
        let folder: TemporaryFolder

        init(_ line: String, in folder: TemporaryFolder) throws {
            self.folder = folder
            process.executableURL = URL(filePath: try #require(Executable.path))
            process.arguments = line.split(separator: " ").map {
                String($0).replacing("DIR", with: folder.path)
            }
            process.environment = [:]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = errors
            process.standardInput = FileHandle.nullDevice
            try Spawning.start(process)
        }

        /// Waits until it is to be seen, on its thread: whatever else the tests do must not let the run come to its
        /// end.
        func wait(until isThere: () throws -> Bool) throws {
            while process.isRunning, try !isThere() { usleep(2_000) }
            try #require(process.isRunning, "it ended by itself")
        }

        /// Whether it has the file open.
        func holds(_ name: String) -> Bool {
            let files = "/proc/\(process.processIdentifier)/fd"
            // What is closed in between isn't it.
            let open = (try? FileManager.default.contentsOfDirectory(atPath: files)) ?? []
            return open.contains {
                (try? FileManager.default.destinationOfSymbolicLink(atPath: files + "/" + $0)) == folder.path + "/"
                    + name
            }
        }

        /// What it ends with, and what it says.
        func outcome() -> (code: Int32, text: String) {
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationReason == .exit ? process.terminationStatus : -1, text)
        }

        func outcome(after signal: Int32) -> (code: Int32, text: String) {
            kill(process.processIdentifier, signal)
            return outcome()
        }
    }

    /// A history that another program has for itself, as SQLite lets it.
    private final class Holder {
        private let process = Process()
        private let input = Spawning.pipe()

        init(of history: String) throws {
            let output = Spawning.pipe()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = [
                "-c",
                """
                import sqlite3, sys
                history = sqlite3.connect(sys.argv[1], isolation_level=None)
                history.execute("PRAGMA locking_mode = EXCLUSIVE")
                history.execute("BEGIN EXCLUSIVE")
                print("held", flush=True)
                sys.stdin.read()
                """, history,
            ]
            process.standardInput = input
            process.standardOutput = output
            try Spawning.start(process)
            try #require(!output.fileHandleForReading.availableData.isEmpty)
        }

        deinit {
            // Python ends with its input.
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
    }

    /// A history of so many workers, each with a heartbeat.
    private func history(of workers: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let events = (0..<workers).map { number in
            #"{"type": "worker-heartbeat", "hostname": "w\#(number)@h", "timestamp": 1790000000.\#(number), "pid": 1, "#
                + #""clock": \#(number), "utcoffset": 0, "freq": 2.0, "active": 0, "processed": 0, "#
                + #""loadavg": [0, 0, 0], "sw_ident": "py-celery", "sw_ver": "5.7.0", "sw_sys": "Linux"}"#
        }
        _ = try folder.write(events.joined(separator: "\n"), to: "events")
        let run = try Run("import --history DIR/h --quiet DIR/events", in: folder)
        let outcome = run.outcome()
        try #require(outcome.code == 0, "\(outcome.text)")
        return folder
    }

    @Test(arguments: [
        "report --offline --output DIR/site --history DIR/h", "import --history DIR/h DIR/events",
        "history prune --history DIR/h", "history check --history DIR/h", "history backup DIR/copy --history DIR/h",
    ])
    func endsThoughAnotherHoldsTheHistory(line: String) throws {
        let folder = try history(of: 1)
        let holder = try Holder(of: folder.path + "/h")
        let run = try Run(line, in: folder)
        try run.wait { run.holds("h") }
        let outcome = run.outcome(after: SIGTERM)
        #expect(outcome.code == 143 && outcome.text == "error: terminated\n", "\(line): \(outcome)")
        #expect(try folder.names().allSatisfy { !$0.contains("lock") && !$0.contains("copy") })
        withExtendedLifetime(holder) {}
    }

    @Test func endsByItsDeadlineThoughAnotherHoldsTheHistory() throws {
        let folder = try history(of: 1)
        let holder = try Holder(of: folder.path + "/h")
        let outcome = try Run(
            "report --offline --output DIR/site --history DIR/h --deadline 1s", in: folder
        ).outcome()
        #expect(outcome.code == 1)
        #expect(outcome.text.hasPrefix("error: the deadline of 1s passed while reading the history; "), "\(outcome)")
        withExtendedLifetime(holder) {}
    }

    /// The lock beside the output is there from the beginning on, the folder of the next site while it is being
    /// written.
    @Test(arguments: [".site.herbarium-lock", ".site.herbarium-??????"], [SIGINT, SIGTERM, SIGHUP])
    func leavesNoSiteBehindWhereItsPagesAreBeingMade(pattern: String, signal: Int32) throws {
        let folder = try history(of: 600)
        let run = try Run("report --offline --output DIR/site --history DIR/h", in: folder)
        try run.wait { try folder.names().contains { fnmatch(pattern, $0, 0) == 0 } }
        let outcome = run.outcome(after: signal)
        #expect(outcome.code == 128 + signal && outcome.text.filter(\.isNewline).count == 1, "\(outcome)")
        #expect(try folder.names().allSatisfy { $0 != "site" && !$0.hasSuffix("-lock") })
    }

    @Test(arguments: ["--single-file", "--markdown"])
    func endsThoughNobodyTakesWhatItWrites(option: String) throws {
        let folder = try TemporaryFolder()
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let run = try Run("demo --output DIR/site \(option) DIR/pipe", in: folder)
        try run.wait { try folder.names().contains("site") }
        let outcome = run.outcome(after: SIGTERM)
        #expect(outcome.code == 143 && outcome.text == "error: terminated\n", "\(outcome)")
        #expect(try folder.names().sorted() == ["pipe", "site"])
    }

    /// The site is there by then, and so may be the other file; a busy machine has the time to make them.
    @Test func saysWhatIsPublishedWhereItsDeadlinePasses() throws {
        let folder = try history(of: 1)
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let report = "report --offline --output DIR/site --history DIR/h --deadline 20s "
        let outcome = try Run(report + "--single-file DIR/one.html --markdown DIR/pipe", in: folder).outcome()
        let (site, pipe) = ("\(folder.path)/site", "\(folder.path)/pipe")
        let said =
            "error: the deadline of 20s passed while writing '\(pipe)'; the site is at '\(site)', report.html at "
            + "'\(folder.path)/one.html', and '\(pipe)' is not written: "
        #expect(outcome.code == 2 && outcome.text.hasPrefix(said), "\(outcome)")
        #expect(try folder.names().contains("site"))
    }

    /// What can't be written beside the site takes nothing from it.
    @Test func saysThatTheSiteIsPublishedThoughAnotherFileIsNot() throws {
        let folder = try TemporaryFolder()
        let outcome = try Run("demo --output DIR/site --single-file /dev/full", in: folder).outcome()
        let said = "error: cannot write '/dev/full': no space left on device; the site is at '\(folder.path)/site'\n"
        #expect(outcome.code == 2 && outcome.text == said, "\(outcome)")
    }

    @Test func writesToWhoeverComesToReadLater() throws {
        let folder = try TemporaryFolder()
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let run = try Run("demo --output DIR/site --single-file DIR/pipe", in: folder)
        try run.wait { try folder.names().contains("site") }
        let pipe = try #require(FileHandle(forReadingAtPath: folder.path + "/pipe"))
        let read = String(decoding: try #require(try pipe.readToEnd()), as: UTF8.self)
        #expect(read.hasPrefix("<!doctype html>") && read.hasSuffix("</html>\n"))
        #expect(run.outcome().code == 0)
    }
}
