import Foundation
import Testing

@testable import Commands

/// What README tells to type is what the program takes.
struct ReadmeTests {
    /// Every line on which the program is called, in whatever it is written.
    private static let lines: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = (try? String(contentsOf: file.standardizedFileURL, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            guard let call = line.firstMatch(of: #/(?:^\$ |CELERY_BROKER_URL=\S+ |- run: |^    - )herbarium (.*)$/#)
            else {
                let container = line.firstMatch(of: #/args: \[(.*)\]/#)
                return container.map { String($0.1).replacing(", ", with: " ") }
            }
            return String(call.1)
        }
    }()

    @Test func showsManyCommands() {
        #expect(Self.lines.count > 15)
    }

    @Test(arguments: lines)
    func showsWhatIsTaken(line: String) {
        let words = line.filter { $0 != "\"" }.split(separator: " ").prefix { $0 != "#" && $0 != "||" }
        var arguments: [String] = []
        // The file of the example isn't here.
        for word in words where word != "--config" && arguments.last != "--config" { arguments.append(String(word)) }
        arguments.removeAll { $0.hasSuffix("herbarium.yaml") }
        let environment = ["CELERY_BROKER_URL": "redis://broker:6379/0"]
        #expect(throws: Never.self) {
            _ = try Invocation(arguments, environment: environment, columns: 80)
        }
    }
}
