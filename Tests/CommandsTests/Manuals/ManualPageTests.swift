import Foundation
import TestSupport
import Testing

@testable import Commands

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

    @Test func namesEveryCommandThatTheHelpNames() async {
        let page = await page()
        for words in ["report", "capture", "render", "tap add", "templates check", "demo", "init", "doctor"] {
            #expect(page.contains("\n\\fBherbarium \(words)\\fR"), "\(words)")
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
