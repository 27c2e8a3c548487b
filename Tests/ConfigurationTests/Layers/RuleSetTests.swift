import Foundation
import Rules
import TestSupport
import Testing

@testable import Configuration

struct RuleSetTests {
    private func values(_ yaml: String) throws -> [String] {
        try ConfigurationLayer(yaml, path: "h.yaml").values.map { "\($0.name)=\($0.text)" }
    }

    private func message(_ yaml: String) throws -> String {
        let error = try #require(throws: CommandError.self) { try ConfigurationLayer(yaml, path: "h.yaml") }
        #expect(error.status == .usage)
        return "\(error)"
    }

    @Test func takesTheConfigurationForTheFileOfItsRules() throws {
        #expect(
            try values("title: x\nchecks:\n  - coverage >= 95%\n  - 'queue.ready{queue=\"a\"} <= 1'\n")
                == ["title=x", "rules=h.yaml"])
        #expect(try values("known: [00000000000000aa]") == ["rules=h.yaml"])
        #expect(try values("checks:\nknown: []") == ["rules=h.yaml"])
    }

    @Test(arguments: [
        (
            "checks:\n  - coverage >= 95%\n  - worker.online >= 4\n",
            "h.yaml:3:5: no measure is called 'worker.online'; did you mean 'workers.online'?"
        ),
        (
            "checks: ['queue.ready{queu=\"a\"} <= 1']",
            "h.yaml:1:23: 'queue.ready' has no label 'queu', but 'queue'; did you mean 'queue'?"
        ),
        ("checks:\n- \"coverage >= 95\"", "h.yaml:2:16: '95' is no share: write it as 2% or 0.02"),
        ("checks: coverage >= 95%", "h.yaml:1:9: 'checks' takes a list, such as '- coverage >= 95%' for each rule"),
        ("checks: [{a: b}]", "h.yaml:1:10: a rule is one text, such as 'coverage >= 95%'"),
        ("known:\n  - abc", "h.yaml:2:5: 'abc' isn't a failure's fingerprint, which has 16 digits of 0–9 and a–f"),
        ("rules: a.yaml\nchecks: []", "h.yaml:2: the rules stand here and in the file of 'rules'; keep one of them"),
        ("cheks: []", "h.yaml:1: unknown key 'cheks'; did you mean 'checks'?"),
    ])
    func namesThePlaceOfAMistake(yaml: String, message: String) throws {
        #expect(try self.message(yaml) == message)
    }

    @Test func readsAFileOfItsOwn() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/rules.yaml"
        try Data("title: passed over\nchecks: [coverage >= 95%]\nknown: [00000000000000aa]".utf8)
            .write(to: URL(filePath: path))
        let rules = try RuleSet(path: path)
        #expect(rules.checks == ["coverage >= 95%"] && rules.known == ["00000000000000aa"])
    }

    @Test(arguments: ["", "title: x", "- a", "check: []"])
    func refusesAFileWithoutRules(yaml: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/rules.yaml"
        try Data(yaml.utf8).write(to: URL(filePath: path))
        let error = try #require(throws: CommandError.self) { try RuleSet(path: path) }
        #expect(error.status == .usage && "\(error)".hasPrefix(path + ":1: "))
    }
}
