import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Reports that are ended at random moments: the site is one whole site, the history opens, the next run succeeds.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 200))
    struct KilledReportTests {
        private static let kills = 50
        private static let interruptions = 16

        @Test func leaveOneWholeSiteWheneverTheyAreKilled() async throws {
            try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                try await cluster.tell("send", ["count": 40, "rare": false])
                try await cluster.tell("settle")
                let folder = try TemporaryFolder()
                let reports = Reports(broker: cluster.addresses.broker, folder: folder)
                let whole = try await reports.checkWholeRun()
                var (published, random) = (0, SeededGenerator(seed: 1))
                for kill in 1...Self.kills {
                    let before = try WholeSite(folder("site"))
                    let report = try reports.start()
                    try await Task.sleep(for: .seconds(Double.random(in: 0...whole * 1.1, using: &random)))
                    report.send(SIGKILL)
                    let status = try await report.outcome().status
                    #expect(status == 0 || status == 128 + SIGKILL, "\(kill)")
                    let after = try WholeSite(folder("site"))
                    if after != before { published += 1 }
                    try checkHistory(folder("history.sqlite"))
                    _ = try await reports.checkWholeRun()
                }
                #expect(published < Self.kills, "none was killed before it had published")
                #expect(try folder.names() == ["history.sqlite", "site"])
            }
        }

        @Test func leaveTheBrokerCleanAndTheSiteWholeWheneverTheyAreInterrupted() async throws {
            try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let folder = try TemporaryFolder()
                let reports = Reports(broker: cluster.addresses.broker, folder: folder)
                let whole = try await reports.checkWholeRun()
                let contents = try await cluster.contents()
                var random = SeededGenerator(seed: 2)
                for number in 0..<Self.interruptions {
                    let before = try WholeSite(folder("site"))
                    let report = try reports.start()
                    // Not before it has begun to run and has taken the signals over.
                    try await Task.sleep(for: .seconds(Double.random(in: 0.05...max(whole, 0.1), using: &random)))
                    let signal = number.isMultiple(of: 2) ? SIGINT : SIGTERM
                    report.send(signal)
                    let outcome = try await report.outcome()
                    #expect([0, 128 + signal].contains(outcome.status), "\(outcome.errors)")
                    let after = try WholeSite(folder("site"))
                    if outcome.status != 0 { #expect(after == before) }
                    #expect(try await cluster.contents() == contents)
                    // A run that couldn't end in time leaves the folder that it was filling to the next one, and
                    // nothing else.
                    let left = try folder.names().filter { $0.hasPrefix(".") }
                    #expect(
                        left.allSatisfy { fnmatch(".site.herbarium-??????", $0, 0) == 0 } && left.count < 2, "\(left)")
                }
                _ = try await reports.checkWholeRun()
                #expect(try folder.names().allSatisfy { !$0.hasPrefix(".") })
            }
        }

        private func checkHistory(_ path: String) throws {
            let check = Process()
            let pipe = Spawning.pipe()
            check.executableURL = URL(filePath: "/usr/bin/python3")
            check.arguments = [
                "-c",
                "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone())",
                path,
            ]
            check.standardOutput = pipe
            try Spawning.start(check)
            let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            check.waitUntilExit()
            #expect(said == "ok\n")
        }
    }
}

/// Reports of one cluster into one site and one history.
private struct Reports {
    let broker: String
    let folder: TemporaryFolder

    func start() throws -> RunningProcess {
        try Herbarium.start(
            [
                "report", "--broker", broker, "--listen", "0s", "--inspect-timeout", "2s", "--archive", "2", "--output",
                folder("site"), "--history", folder("history.sqlite"),
            ], environment: ["HERBARIUM_NO_HISTORY": ""])
    }

    /// Runs one to its end; returns how many seconds that took.
    func checkWholeRun() async throws -> Double {
        let outcome = try await start().outcome()
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        _ = try WholeSite(folder("site"))
        return outcome.seconds
    }
}

/// A site all of whose files are there and are of one capture.
private struct WholeSite: Equatable {
    /// When it was captured, as its snapshot says.
    let captured: String

    init(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let site = try Site(path).contents
        let manifest = try #require(site[".herbarium-manifest.json"], sourceLocation: sourceLocation)
        let listed = try JSONDecoder().decode(Manifest.self, from: manifest).files
        #expect(Set(listed) == Set(site.keys).subtracting([".herbarium-manifest.json"]), sourceLocation: sourceLocation)
        let snapshot = try #require(site["data/snapshot.json"], sourceLocation: sourceLocation)
        captured = try JSONDecoder().decode(Captured.self, from: snapshot).captured_at
        // The kept copy of the newest site is linked to it, file by file, when that is made.
        for (file, data) in site where !file.hasPrefix("archive/") && file.hasSuffix(".html") && file != "archive.html"
        {
            #expect(site["archive/\(captured)/\(file)"] == data, "\(file)", sourceLocation: sourceLocation)
        }
    }

    private struct Manifest: Decodable {
        let files: [String]
    }

    private struct Captured: Decodable {
        let captured_at: String
    }
}
