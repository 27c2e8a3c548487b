import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// What a shell offers, by the scripts that the parser makes of the same declarations.
struct CompletionTests {
    private let output = Recorder()

    @Test(arguments: ["bash", "zsh", "fish"])
    func knowsEveryOption(shell: String) async {
        #expect(
            await Program.run(arguments: ["--generate-completion-script", shell], in: .test(output: output)) == .done)
        for entry in OptionTable.entries {
            #expect(output.text.contains(shell == "fish" ? "'\(entry.name)'" : "--\(entry.name)"), "\(entry.name)")
        }
    }

    @Test(arguments: [
        ("herbarium rep", ["report"]), ("herbarium doc", ["doctor"]),
        ("herbarium report --inspect", ["--inspect-timeout"]), ("herbarium templates ej", ["eject"]),
        ("herbarium report --tls-c", ["--tls-ca", "--tls-cert"]),
    ])
    func completesInBash(typed: String, offered: [String]) async throws {
        let folder = try TemporaryFolder()
        #expect(
            await Program.run(arguments: ["--generate-completion-script", "bash"], in: .test(output: output)) == .done)
        let words = typed.split(separator: " ")
        let script = """
            \(output.text)
            COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1); COMP_LINE='\(typed)'; COMP_POINT=\(typed.count)
            _herbarium herbarium '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let file = "\(folder.path)/script"
        try Data(script.utf8).write(to: URL(filePath: file))
        let result = try Tool.run("bash", [file])
        let lines = result.text.split(separator: "\n").map { $0.filter { $0 != " " } }
        #expect(Set(lines) == Set(offered), "\(result.text)")
    }
}
