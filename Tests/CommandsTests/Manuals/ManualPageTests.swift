import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct ManualPageTests {
    private let output = Recorder()

    private func page() async -> String {
        #expect(await Program.run(arguments: ["manual"], in: .test(output: output)) == .done)
        return output.text
    }

    @Test func explainsEveryOptionAndEveryVariable() async {
        let page = await page()
        for entry in OptionTable.entries {
            let name = "--\(entry.name)".replacing("-", with: "\\-")
            #expect(page.contains("\\fB\(name)\\fR"), "\(entry.name)")
            #expect(page.contains("[\(entry.variable)]") == (entry.reach != .commandLine), "\(entry.name)")
        }
    }

    private static func commands(below command: any ParsableCommand.Type, _ parent: String = "") -> [String] {
        var commands: [String] = []
        for nested in command.configuration.subcommands {
            let configuration = nested.configuration
            guard configuration.shouldDisplay else { continue }
            let words = parent + (configuration.commandName ?? "")
            let below = Self.commands(below: nested, words + " ")
            commands += below.isEmpty ? [words] : below
        }
        return commands
    }

    @Test func namesEveryCommandThatTheHelpNames() async {
        let page = await page()
        let commands = Self.commands(below: Herbarium.self)
        #expect(commands.contains("report") && commands.contains("history prune"))
        for words in commands {
            #expect(page.contains("\n\\fBherbarium \(words.replacing("-", with: "\\-"))\\fR"), "\(words)")
        }
        #expect(!page.contains("herbarium manual"))
    }

    @Test(.enabled(if: Tool.path("groff") != nil, "groff isn't installed"))
    func isWhatTheFormatterUnderstands() async throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/herbarium.1"
        try Data(await page().utf8).write(to: URL(filePath: file))
        let options = ["-ww", "-K", "utf8", "-man", "-Tutf8"]
        let warnings = try Tool.run("groff", options + ["-z", file])
        #expect(warnings.status == 0 && warnings.text.isEmpty, "\(warnings.text)")
        #expect(try Tool.run("groff", options + [file]).text.contains("\\xNN"))
    }

    @Test func writesNoLineThatWouldBeTakenForAMacro() {
        var page = Roff()
        page.words(".so /etc/passwd")
        page.words("'x")
        page.term("--a-b", "C\\D")
        page.macro("SH", "say \"x\"")
        #expect(
            page.text == """
                \\&.so /etc/passwd
                \\&'x
                \\fB\\-\\-a\\-b\\fR \\fIC\\eD\\fR
                .SH "say \\(dqx\\(dq"

                """)
    }
}
