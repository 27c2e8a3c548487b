import Celery
import Foundation
import SnapshotFile
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

/// `--seal` and `unseal`, as they are given on a command line.
struct SealTests {
    private let output = Recorder()
    private let errors = Recorder()
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try writePasswords("anna:correct horse\nberta:battery staple\n", to: "passwords")
        try folder.write(SnapshotFile.bytes(of: .hour(watchedFor: 1)), to: "snapshot.json")
    }

    private func writePasswords(_ text: String, to name: String, mode: Int = 0o600) throws {
        try folder.write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder(name))
    }

    private func run(_ arguments: [String], environment: [String: String] = [:]) async -> RunStatus {
        await Program.run(
            arguments: arguments, in: .test(output: output, errors: errors, environment: environment))
    }

    private func render(_ site: String, _ more: String...) async -> RunStatus {
        await Program.run(
            arguments: ["render", folder("snapshot.json"), "--output", folder(site)] + more,
            in: .test(output: output, errors: errors))
    }

    /// A site, plain and sealed, made once for all that only read it.
    private static let made = Task {
        let tests = try SealTests()
        #expect(await tests.render("plain") == .done)
        #expect(await tests.render("sealed", "--seal", tests.folder("passwords"), "--verbose") == .done)
        return tests
    }

    @Test func givesThePlainSiteBackByteForByte() async throws {
        let made = try await Self.made.value
        let arguments = ["--seal", folder("passwords"), "--output", folder("opened"), "--verbose"]
        #expect(await run(["unseal", made.folder("sealed")] + arguments) == .done)
        let files = try made.folder.files("plain") + [".herbarium-manifest.json"]
        #expect(try folder.files("opened") + [".herbarium-manifest.json"] == files)
        for path in files {
            #expect(try made.folder.data("plain/" + path) == folder.data("opened/" + path), "\(path)")
        }
        for word in ["anna", "horse", "berta", "staple"] {
            for text in [made.errors.text, made.output.text, errors.text, output.text] { #expect(!text.contains(word)) }
        }
    }

    /// The feed tells of what began and ended before this report, which only the site before remembers.
    @Test func remembersIncidentsFromOneSealedSiteToTheNext() async throws {
        var before = Snapshot.hour(watchedFor: 1)
        let time = before.capturedAt - 600
        before.incidents = [
            Incident(
                since: time, until: nil, severity: .critical, subject: "w@gone", sentence: "w@gone died", findings: [])
        ]
        try folder.write(SnapshotFile.bytes(of: before), to: "before.json")
        let seal = ["--seal", folder("passwords"), "--output", folder("site"), "--archive", "0"]
        #expect(await run(["render", folder("before.json")] + seal) == .done)
        #expect(await run(["render", folder("snapshot.json")] + seal) == .done)
        #expect(
            await run(["unseal", folder("site"), "--seal", folder("passwords"), "--output", folder("plain")]) == .done)
        #expect(try folder.text("plain/feed.atom").contains("w@gone died"))
        #expect(errors.text.isEmpty, "\(errors.text)")
    }

    @Test func takesTheFileFromTheEnvironmentAndSealsATaskListThatIsShorterInTheArchive() async throws {
        let arguments = [
            "render", folder("snapshot.json"), "--output", folder("sealed"), "--archive-tasks", "1", "--compress-data",
        ]
        #expect(await run(arguments, environment: ["HERBARIUM_SEAL": folder("passwords")]) == .done)
        #expect(try folder.files("sealed").contains("sealed/key.js"))
        #expect(try folder.files("sealed").allSatisfy { !$0.contains("tasks.html") && !$0.contains("snapshot") })
    }

    @Test(
        arguments: [
            ("anna", 0o600, "cannot use the passwords in '%': line 1 has no ':' between a user and a password", 64),
            ("", 0o600, "cannot use the passwords in '%': it holds no line 'user:password'", 64),
            ("a:hidden", 0o644, "cannot use the passwords in '%': others than its owner may read or change it", 1),
            ("a:hidden", 0o620, "cannot use the passwords in '%': others than its owner may read or change it", 1),
        ] as [(String, Int, String, Int32)])
    func publishesNothingWhereThePasswordsCannotBeUsed(text: String, mode: Int, error: String, code: Int32) async throws
    {
        try writePasswords(text, to: "other", mode: mode)
        try folder.write("mine", to: "site/.keep")
        #expect(await render("site", "--seal", folder("other")).code == code)
        #expect(errors.text.hasPrefix("error: " + error.replacing("%", with: folder("other"))), "\(errors.text)")
        #expect(!errors.text.contains("hidden"))
        #expect(try folder.names("site") == [".keep"])
    }

    @Test func publishesNothingWhereThereAreNoPasswords() async throws {
        #expect(await render("site", "--seal", folder("nowhere")) == .failed)
        #expect(errors.text.contains("'\(folder("nowhere"))'"))
        #expect(try !folder.names().contains("site"))
    }

    @Test func opensWithTheRightPasswordAlone() async throws {
        let sealed = try await Self.made.value.folder("sealed")
        try writePasswords("anna:battery staple\n", to: "wrong")
        #expect(await run(["unseal", sealed, "--seal", folder("wrong"), "--output", folder("opened")]) == .failed)
        #expect(errors.text == "error: cannot open '\(sealed)': none of the passwords opens it\n")
        #expect(try !folder.names().contains("opened"))
        try writePasswords("berta:battery staple\n", to: "second")
        #expect(await run(["unseal", sealed, "--seal", folder("second"), "--output", folder("opened")]) == .done)
    }

    @Test func writesNothingWhereAByteHasChanged() async throws {
        let made = try await Self.made.value.folder
        try FileManager.default.copyItem(atPath: made("sealed"), toPath: folder("sealed"))
        let path = try #require(try folder.files("sealed").first { $0.hasPrefix("sealed/") && !$0.hasSuffix("key.js") })
        var bytes = Array(try folder.data("sealed/" + path))
        bytes[bytes.count / 2] ^= 1
        try folder.write(bytes, to: "sealed/" + path)
        let arguments = ["--seal", folder("passwords"), "--output", folder("opened")]
        #expect(await run(["unseal", folder("sealed")] + arguments) == .failed)
        #expect(errors.text.contains("isn't as it was sealed"), "\(errors.text)")
        #expect(try !folder.names().contains("opened"))
    }

    @Test func neverPublishesWhatWasOpenedInTheSealedSitesPlace() async throws {
        let made = try await Self.made.value.folder
        let files = try made.files("sealed")
        let seal = ["unseal", made("sealed"), "--seal", folder("passwords")]
        #expect(await run(seal + ["--output", made("sealed")]) == .failed)
        #expect(errors.text.contains("it holds a sealed site"))
        for inner in ["sealed/plain", "sealed/archive/plain", "sealed/assets/../a/b"] {
            #expect(await run(seal + ["--output", made(inner)]) == .failed, "\(inner)")
        }
        // By a link as well.
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: made("sealed"))
        #expect(await run(seal + ["--output", folder("link") + "/plain"]) == .failed)
        #expect(await run(seal) == .usage)
        #expect(try made.files("sealed") == files)
    }

    /// A variable that a schedule lost mustn't open what was sealed, and no command forgets the seal.
    @Test func neverPublishesAPlainSiteOverASealedOne() async throws {
        let made = try await Self.made.value.folder
        try FileManager.default.copyItem(atPath: made("sealed"), toPath: folder("site"))
        let files = try folder.files("site")
        let snapshot = folder("snapshot.json")
        for command in [["render", snapshot], ["diff", snapshot, snapshot], ["demo"]] {
            #expect(await run(command + ["--output", folder("site")]) == .failed)
        }
        #expect(errors.text.components(separatedBy: "the site there is sealed, and this one would be open").count == 4)
        #expect(try folder.files("site") == files)
        let sealing = ["HERBARIUM_SEAL": folder("passwords")]
        let compare = ["diff", snapshot, snapshot, "--output", folder("site")]
        #expect(await run(compare, environment: sealing) == .done, "\(errors.text)")
        let after = try folder.files("site")
        #expect(after.contains("sealed/key.js") && !after.contains { $0.hasSuffix("compare.html") })
    }

    @Test func opensNothingThatIsNotSealed() async throws {
        let made = try await Self.made.value.folder
        let arguments = ["--seal", folder("passwords"), "--output", folder("opened")]
        #expect(await run(["unseal", made("plain")] + arguments) == .failed)
        #expect(errors.text.contains("it holds no sealed site"))
    }

    @Test func saysOfASealedSiteThatItHasToBeOpened() async throws {
        let sealed = try await Self.made.value.folder("sealed")
        for arguments in [["diff", sealed, folder("snapshot.json")], ["render", sealed, "--output", folder("again")]] {
            #expect(await run(arguments) == .failed)
        }
        #expect(errors.text.components(separatedBy: "the site is sealed; 'herbarium unseal' opens it").count == 3)
    }

    @Test func writesAsAskedWhatGoesToATicket() async throws {
        let more = ["--single-file", folder("report.html"), "--markdown", folder("report.md")]
        let arguments = [
            "render", folder("snapshot.json"), "--output", folder("sealed"), "--seal", folder("passwords"),
        ]
        let context = Context.test(output: output, errors: errors)
        let address = ["--site-url", "https://reports.example.org/celery"]
        #expect(await Program.run(arguments: arguments + more + address, in: context) == .done)
        #expect(try folder.text("report.html").contains("<h1"))
        let text = try folder.text("report.md")
        // A picture that nobody could decrypt would be a broken one.
        #expect(!text.contains("![") && text.contains("[Open the chart](https://reports.example.org/celery/archive/"))
        let dated =
            "https://reports.example.org/celery/archive/\(Snapshot.hour(watchedFor: 1).capturedAt.iso8601)/index.html#"
        #expect(
            text.contains(dated)
                && !text.contains("celery/archive/\(Snapshot.hour(watchedFor: 1).capturedAt.iso8601)/tasks"))
    }

    @Test func isNotSealedAboveAnArchiveThatIsOpen() async throws {
        #expect(await render("site") == .done)
        var later = Snapshot.hour(watchedFor: 1)
        later.capturedAt = later.capturedAt + 60
        try folder.write(SnapshotFile.bytes(of: later), to: "snapshot.json")
        let before = try folder.files("site")
        #expect(await render("site", "--seal", folder("passwords")) == .failed)
        #expect(errors.text.contains("its archive holds a dated site that isn't sealed"))
        #expect(try folder.files("site") == before)
        #expect(await render("site", "--seal", folder("passwords"), "--archive", "1") == .done)
        #expect(
            try folder.files("site").allSatisfy {
                $0.hasPrefix("sealed") || $0.contains("/sealed/") || $0.hasSuffix("index.html")
                    || $0.contains("assets/")
            })
    }
}
