import Celery
import Foundation
import SnapshotFile
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct CheckCommandTests {
    private let folder: TemporaryFolder
    private let output = Recorder()
    private let errors = Recorder()

    init() throws {
        folder = try TemporaryFolder()
        var hour = Snapshot.hour()
        hour.add(queue: "mail\u{1B}[31m", ready: 12)
        hour.tasks = []
        try write(SnapshotFile.bytes(of: hour), to: "snapshot.json")
        try FileManager.default.createDirectory(atPath: folder.path + "/site/data", withIntermediateDirectories: true)
        try write(SnapshotFile.bytes(of: hour), to: "site/data/snapshot.json")
    }

    private func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: folder.path + "/" + name))
    }

    private func check(_ rules: String, _ arguments: String...) async throws -> RunStatus {
        try write(Array(rules.utf8), to: "rules.yaml")
        let words = ["check"] + arguments.map { $0.replacing("DIR", with: folder.path) }
        let isGiven = words.contains { $0 == "--rules" || $0 == "--list" || $0 == "--config" }
        return await Program.run(
            arguments: words + (isGiven ? [] : ["--rules", folder.path + "/rules.yaml"]),
            in: .test(output: output, errors: errors))
    }

    @Test(arguments: [
        ("[queue.ready <= 12]", RunStatus.done, 0), ("[queue.ready <= 11]", .ruleFailed, 3),
        ("[eta.overdue == 0]", .ruleUnknown, 4), ("[eta.overdue == 0, queue.ready <= 11]", .ruleFailed, 3),
    ])
    func endsByTheVerdict(checks: String, status: RunStatus, code: Int32) async throws {
        #expect(try await check("checks: \(checks)", "DIR/snapshot.json") == status)
        #expect(status.code == code && errors.text.isEmpty)
    }

    @Test func printsALineForEachRule() async throws {
        #expect(try await check("checks: [queue.ready <= 11, coverage >= 95%]", "DIR/site") == .ruleFailed)
        #expect(
            output.text == "fail     queue.ready <= 11  (12 of 'mail\\u{1b}[31m')\npass     coverage >= 95%  (100 %)\n",
            "\(output.text)")
    }

    @Test func looksAtTheSiteWhereNothingIsGiven() async throws {
        #expect(try await check("checks: [coverage >= 95%]", "--output", "DIR/site") == .done)
    }

    @Test func takesTheRulesOfTheConfiguration() async throws {
        #expect(
            try await check("checks: [coverage < 95%]", "DIR/snapshot.json", "--config", "DIR/rules.yaml")
                == .ruleFailed)
    }

    @Test(
        arguments: [
            ("[queue.ready <= 12]", 0, "OK"), ("[queue.ready <= 11]", 2, "CRITICAL"),
            ("[eta.overdue == 0]", 3, "UNKNOWN"),
        ] as [(String, Int32, String)])
    func speaksToNagios(checks: String, code: Int32, state: String) async throws {
        #expect(try await check("checks: \(checks)", "DIR/snapshot.json", "--nagios").code == code)
        #expect(output.text.hasPrefix("HERBARIUM \(state) - ") && output.text.filter(\.isNewline).count == 1)
    }

    @Test func tellsNagiosThatASnapshotIsMissing() async throws {
        #expect(try await check("checks: [coverage >= 1%]", "DIR/none.json", "--nagios").code == 3)
        #expect(output.text.hasPrefix("HERBARIUM UNKNOWN - cannot read '") && errors.text.isEmpty)
    }

    /// Whatever goes wrong, a monitor reads one line and takes 3 for what can't be known.
    @Test(arguments: [
        ("checks: [coverag >= 1%]", ["DIR/snapshot.json"], "no measure is called 'coverag'"),
        ("checks: [", ["DIR/snapshot.json"], "YAML"), ("checks: []", ["DIR/snapshot.json"], "no rules given"),
        ("", ["DIR/snapshot.json", "--rules", "DIR/none.yaml"], "none.yaml"),
        ("checks: [coverage >= 1%]", ["DIR/snapshot.json", "--junit", "DIR/none/junit.xml"], "junit.xml"),
        ("checks: [coverag >= 1%]", ["DIR/snapshot.json", "--config", "DIR/rules.yaml"], "'coverag'"),
        ("checks: [coverage >= 1%]", ["DIR/snapshot.json", "--bogus"], "--bogus"),
        ("checks: [coverage >= 1%]", ["DIR/snapshot.json", "DIR/snapshot.json"], "snapshot.json"),
    ])
    func tellsNagiosWhateverIsWrong(rules: String, arguments: [String], part: String) async throws {
        try write(Array(rules.utf8), to: "rules.yaml")
        let isGiven = arguments.contains("--rules") || arguments.contains("--config")
        let words = arguments.map { $0.replacing("DIR", with: folder.path) }
        let status = await Program.run(
            arguments: ["check", "--nagios"] + words + (isGiven ? [] : ["--rules", folder.path + "/rules.yaml"]),
            in: .test(output: output, errors: errors))
        #expect(status.code == 3 && errors.text.isEmpty)
        #expect(output.text.hasPrefix("HERBARIUM UNKNOWN - ") && output.text.contains(part), "\(output.text)")
        #expect(output.text.filter(\.isNewline).count == 1)
    }

    @Test func namesTheNearestOfTheWordsThatALabelHas() async throws {
        let rule = "checks:\n  - incidents{severity=\"critcal\"} == 0"
        #expect(try await check(rule, "DIR/snapshot.json") == .usage)
        #expect(
            errors.text.contains(
                "rules.yaml:2:24: 'severity' is never 'critcal', but 'critical' or 'warning' or 'note'")
                && errors.text.contains("did you mean 'critical'?"), "\(errors.text)")
    }

    @Test func keepsTheRulesOfASnapshotBesideFailuresThatAreKnown() async throws {
        var hour = Snapshot.hour()
        hour.add(type: "pay", [.failed: 1])
        hour.add(failures: 1, of: "pay", by: "ValueError", fingerprint: "00000000000000aa")
        hour.report.checks = ["failures == 0"]
        try write(SnapshotFile.bytes(of: hour), to: "snapshot.json")
        #expect(try await check("known: []", "DIR/snapshot.json") == .ruleFailed)
        #expect(try await check("known: [00000000000000aa]", "DIR/snapshot.json") == .done)
        // What a snapshot knows of goes on beside rules alone.
        hour.report.known = ["00000000000000aa"]
        try write(SnapshotFile.bytes(of: hour), to: "snapshot.json")
        #expect(try await check("checks: [failures == 0]", "DIR/snapshot.json") == .done)
    }

    @Test func failsWithoutASnapshot() async throws {
        #expect(try await check("checks: [coverage >= 1%]", "DIR/none.json") == .failed)
        try write([0x1F, 0x8B, 0], to: "broken.json")
        #expect(try await check("checks: [coverage >= 1%]", "DIR/broken.json") == .failed)
    }

    @Test func namesTheMistakeInARule() async throws {
        #expect(try await check("checks:\n  - coverag >= 1%", "DIR/snapshot.json") == .usage)
        #expect(errors.text.contains("rules.yaml:2:5: no measure is called 'coverag'; did you mean 'coverage'?"))
    }

    @Test func asksForRulesWhereThereAreNone() async throws {
        #expect(try await check("checks: []", "DIR/snapshot.json") == .usage)
        #expect(errors.text.contains("no rules given"))
    }

    @Test func writesTestCases() async throws {
        #expect(
            try await check("checks: [coverage < 1%]", "DIR/snapshot.json", "--junit", "DIR/junit.xml") == .ruleFailed)
        let text = try String(contentsOfFile: folder.path + "/junit.xml", encoding: .utf8)
        #expect(text.contains("<testcase name=\"coverage &lt; 1%\"") && text.contains("<failure "))
    }

    @Test func listsTheMeasures() async throws {
        #expect(try await check("", "--list") == .done)
        #expect(output.text.contains("\nqueue.oldest{queue}") && output.text.contains("\nLabels:\n"))
    }

    @Test func publishesAndThenFails() async throws {
        try write(Array("checks: [queue.ready <= 11]".utf8), to: "rules.yaml")
        let render = [
            "render", folder.path + "/snapshot.json", "--output", folder.path + "/new", "--rules",
            folder.path + "/rules.yaml",
        ]
        #expect(await Program.run(arguments: render, in: .test(errors: errors)) == .done)
        let status = await Program.run(arguments: render + ["--fail-on-rules"], in: .test(errors: errors))
        #expect(status == .ruleFailed)
        for page in ["index.html", "index.md", "report.md", "report.html"] {
            let text = try String(contentsOfFile: folder.path + "/new/" + page, encoding: .utf8)
            #expect(text.contains("queue.ready") && text.contains("11"), "\(page)")
        }
        // The snapshot takes its rules along.
        let again = ["render", folder.path + "/new", "--output", folder.path + "/again", "--fail-on-rules"]
        #expect(await Program.run(arguments: again, in: .test(errors: errors)) == .ruleFailed)
        let paths = ["/new/index.html", "/again/index.html"]
        let pages = try paths.map { try String(contentsOfFile: folder.path + $0, encoding: .utf8) }
        #expect(pages[0] == pages[1])
    }
}
