import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

struct InitCommandTests {
    private let folder: TemporaryFolder
    private let errors = Recorder()

    init() throws { folder = try TemporaryFolder() }

    private func run(in name: String, executable: String = "/usr/local/bin/herbarium") async -> RunStatus {
        var context = Context.test(errors: errors)
        context.executable = executable
        return await Program.run(arguments: ["init", "\(folder.path)/\(name)"], in: context)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    @Test func writesAConfigurationAndASchedule() async throws {
        #expect(await run(in: "new") == .done)
        #expect(errors.text.contains("notice: wrote '\(folder.path)/new/herbarium.yaml'\n"))
        #expect(try text("new/herbarium.yaml") == ConfigurationDraft.text)
        let real = URL(filePath: folder.path).resolvingSymlinksInPath().path
        #expect(
            try text("new/herbarium.service").contains(
                "\nExecStart=/usr/local/bin/herbarium report --config \(real)/new/herbarium.yaml\n"))
        #expect(try text("new/herbarium.service").contains("\nOnFailure=herbarium-failed.service\n"))
        #expect(try text("new/herbarium-failed.service").contains("\nExecStart=/"))
        #expect(try text("new/herbarium.timer").contains("\nOnCalendar="))
    }

    @Test(arguments: ["herbarium.yaml", "herbarium.service", "herbarium.timer"])
    func writesOverNothing(name: String) async throws {
        try FileManager.default.createDirectory(atPath: "\(folder.path)/old", withIntermediateDirectories: false)
        try Data("mine".utf8).write(to: URL(filePath: "\(folder.path)/old/\(name)"))
        #expect(await run(in: "old") == .failed)
        #expect(errors.text == "error: '\(folder.path)/old/\(name)' is there already; nothing was written over it\n")
        #expect(try text("old/\(name)") == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/old") == [name])
    }

    @Test func writesPathsAsSystemdReadsThem() async throws {
        #expect(await run(in: "a 100 % \"$HOME\"", executable: "/opt/my tools/herbarium") == .done)
        let service = try text("a 100 % \"$HOME\"/herbarium.service")
        #expect(service.contains("ExecStart=\"/opt/my tools/herbarium\" report --config \""))
        #expect(service.contains("/a 100 %% \\\"$$HOME\\\"/herbarium.yaml\"\n"))
        #expect(service.contains("/a 100 %% \"$HOME\"\nStateDirectory") == false)
    }

    @Test(.enabled(if: Tool.path("systemd-analyze") != nil, "systemd isn't installed"))
    func writesUnitsThatSystemdUnderstands() async throws {
        #expect(await run(in: "units", executable: "/bin/true") == .done)
        for unit in ["herbarium.service", "herbarium-failed.service", "herbarium.timer"] {
            // Manual pages need not be installed here.
            let text = try text("units/\(unit)").replacing("Documentation=man:herbarium(1)\n", with: "")
            try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/units/\(unit)"))
        }
        let units = [".service", "-failed.service", ".timer"].map { "\(folder.path)/units/herbarium\($0)" }
        let result = try Tool.run("systemd-analyze", ["verify", "--man=no"] + units)
        #expect(result.status == 0 && result.text.isEmpty, "\(result.text)")
    }

    @Test func saysWhereItMayNotWrite() async {
        var context = Context.test(errors: errors)
        context.executable = "/bin/true"
        #expect(await Program.run(arguments: ["init", "/dev/null/x"], in: context) == .failed)
        #expect(errors.text == "error: cannot write the folder '/dev/null/x': not a directory\n")
    }
}
