import TestSupport
import Testing

@testable import Application
@testable import Configuration

struct ConfigurationDraftTests {
    private let lines = ConfigurationDraft.text.split(separator: "\n").map(String.init)

    /// The lines that are keys once their `#` is taken away.
    private var keys: [(name: String, line: String)] {
        lines.compactMap { line in
            guard line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { return nil }
            let name = String(line[line.index(after: line.startIndex)..<colon])
            return name.contains(" ") || name.isEmpty ? nil : (name, String(line.dropFirst()))
        }
    }

    @Test func asksForNothingByItself() throws {
        #expect(lines.allSatisfy { $0.hasPrefix("#") })
        #expect(try ConfigurationLayer(ConfigurationDraft.text, path: "new.yaml").values.isEmpty)
    }

    @Test func hasEveryOptionThatMayStandInAFile() {
        let may = OptionTable.entries.filter { $0.reach == .everywhere }.map(\.name)
        #expect(keys.map(\.name) == may + ["checks", "known"])
    }

    @Test func draftsRulesThatAreSuch() throws {
        let begin = try #require(lines.firstIndex(of: "#checks:"))
        let text = lines[begin...].filter { !$0.hasPrefix("# ") || $0.hasPrefix("#  - ") }.map { $0.dropFirst() }
            .joined(separator: "\n")
        let folder = try TemporaryFolder()
        let rules = try RuleSet(path: folder.write(text, to: "rules.yaml"))
        #expect(rules.checks?.count == 5 && rules.known == ["0f4a1b2c3d4e5f60"])
    }

    @Test func showsDefaultsThatMeanWhatTheyAre() throws {
        let withDefault = keys.filter { OptionTable.entry(named: $0.name)?.standard != nil }
        #expect(withDefault.count > 20)
        let text = withDefault.map(\.line).joined(separator: "\n")
        let values = try ConfigurationLayer(text, path: "new.yaml").values
        for value in values {
            #expect(value.text == OptionTable.entry(named: value.name)?.standard, "\(value.name)")
        }
        #expect(values.count == withDefault.count - 1, "all but the empty list")
    }

    @Test func keepsItsLinesShort() {
        #expect(lines.allSatisfy { $0.count <= 120 })
    }
}
