import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

/// The services that `init` writes, and how `doctor --as-service` looks as they would.
struct ServiceTests {
    private let folder: TemporaryFolder
    private let output = Recorder()
    private let errors = Recorder()

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) async -> RunStatus {
        await Program.run(arguments: arguments, in: .test(output: output, errors: errors))
    }

    @Test(
        .enabled(if: Tool.path("systemd-analyze") != nil, "systemd isn't installed"),
        arguments: [
            "herbarium.service", "herbarium-record.service",
        ])
    func mayDoNextToNothing(unit: String) async throws {
        #expect(await run("init", folder.path) == .done)
        let options = ["security", "--no-pager", "--offline=yes", "--threshold=30", "\(folder.path)/\(unit)"]
        let result = try Tool.run("systemd-analyze", options)
        #expect(result.status == 0, "\(result.text.suffix(200))")
    }

    @Test func keepsTheConfigurationForItsOwner() async throws {
        #expect(await run("init", folder.path) == .done)
        func mode(_ name: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions] as? Int
        }
        #expect(try mode("herbarium.yaml") == 0o600)
        #expect(try mode("herbarium.service").map { $0 & 0o444 } == 0o444)
    }

    @Test func putsASiteBesideTheConfigurationsOfTheSystem() throws {
        let schedule = ScheduleDraft(executable: "/usr/bin/herbarium", folder: "/etc/herbarium")
        #expect(schedule.output == "/var/lib/herbarium/site")
        let text = ConfigurationDraft.text(output: schedule.output)
        #expect(text.contains("\noutput: /var/lib/herbarium/site\n") && !text.contains("#output:"))
        let unit = ServiceUnit(path: "x", text: schedule.service)
        #expect(unit.mayWrite("/var/lib/herbarium") && !unit.mayWrite("/etc/herbarium"))
        #expect(unit.folder == "/etc/herbarium" && unit.user == nil)
    }

    @Test func letsAServiceWriteToItsOwnFolderElsewhere() throws {
        let schedule = ScheduleDraft(executable: "/usr/bin/herbarium", folder: "/srv/a 100 %")
        #expect(schedule.output == nil)
        let unit = ServiceUnit(path: "x", text: schedule.service + "User=celery\n")
        #expect(unit.mayWrite("/srv/a 100 %") && unit.mayWrite("/var/lib/herbarium") && !unit.mayWrite("/srv"))
        #expect(unit.user == "celery")
    }

    @Test(arguments: ["/home/me/celery", "/root/celery"]) func readsAConfigurationAtHome(folder: String) {
        let schedule = ScheduleDraft(executable: "/usr/bin/herbarium", folder: folder)
        #expect(schedule.service.contains("\nProtectHome=read-only\n"))
        #expect(schedule.recorder.contains("\nExecReload=/bin/kill -HUP $MAINPID\n"))
    }

    @Test func saysThatThereIsNoService() async throws {
        let config = try folder.write("broker: redis://localhost:1\n", to: "herbarium.yaml")
        #expect(await run("doctor", "--as-service", "--config", config, "--no-history") == .failed)
        #expect(errors.text.hasPrefix("error: there is no 'herbarium.service' beside the configuration"))
    }

    /// What it becomes and where it goes lasts as long as its process.
    @Test func looksAtTheOutputAsTheServiceWould() async throws {
        let config = try folder.write(
            "broker: redis://localhost:1\noutput: /opt/celery/site\n", to: "herbarium.yaml")
        let text = ScheduleDraft(executable: "/usr/bin/herbarium", folder: folder.path).service
        _ = try folder.write(text, to: "herbarium.service")
        let process = Process()
        process.executableURL = URL(filePath: try #require(Executable.path))
        process.arguments = ["doctor", "--as-service", "--config", config, "--no-history", "--deadline", "5s"]
        process.environment = [:]
        let answers = Spawning.pipe()
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try Spawning.start(process)
        let lines = String(decoding: answers.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(lines.contains("error: service: '/opt/celery' is read-only for it"), "\(lines)")
        #expect(lines.contains("add ReadWritePaths=/opt/celery to '\(folder.path)/herbarium.service'"), "\(lines)")
    }

    @Test func packsWhatReadmeNames() throws {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
            .standardizedFileURL
        func text(_ name: String) throws -> String {
            try String(contentsOf: project.appending(path: name), encoding: .utf8)
        }
        let line = try #require(
            try text("README.md").split(separator: "\n").first { $0.hasPrefix("$ apt install lib") })
        let named = Set(line.split(separator: " ").dropFirst(3))
        let words = Set(try text("Dockerfile").split(whereSeparator: \.isWhitespace))
        #expect(named.subtracting(words).isEmpty)
    }
}
