import Foundation

/// The words that stand in the program's sources and templates.
struct SourceWords {
    private let text: Data

    /// Reads them, with texts that are put together over several lines as one.
    init() throws {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        var text = ""
        for folder in ["Sources", "Templates"] {
            let files = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path())
            for file in files.map({ root.appending(path: "\(folder)/\($0)") })
            where ["swift", "html", "md", "svg", "js", "atom"].contains(file.pathExtension) {
                text += try String(contentsOf: file, encoding: .utf8)
            }
        }
        self.text = Data(Self.joined(text).utf8)
    }

    /// `"a " + "b"` over two lines, and `a \` in a text of several lines, as `a b`.
    private static func joined(_ text: String) -> String {
        var joined = ""
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("+ \""), joined.hasSuffix("\"") {
                joined.removeLast()
                joined += line.dropFirst(3)
            } else if joined.hasSuffix("\\") {
                joined.removeLast()
                joined += line
            } else {
                joined += joined.hasSuffix(" ") || joined.isEmpty ? line : "\u{1}" + line
            }
        }
        return joined
    }

    /// The words of a catalogue's message that stand nowhere, neither whole nor, as what is put together may, by most
    /// pairs of neighbours.
    func missing(of message: String) -> [String] {
        let runs = message.replacing(/\{.\}|[\[\]|0-9]|[,;:.()] */, with: "\u{1}").split(separator: "\u{1}")
        return runs.map { $0.split(separator: " ") }.filter { words in
            guard words.contains(where: { $0.contains(where: \.isLetter) }) else { return false }
            let whole = words.joined(separator: " ")
            if stands(whole) || stands(whole.prefix(1).uppercased() + whole.dropFirst()) { return false }
            if words.count < 3 { return !words.allSatisfy(stands) }
            let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
            return pairs.count(where: stands) * 2 < pairs.count
        }.map { $0.joined(separator: " ") }
    }

    private func stands(_ words: some StringProtocol) -> Bool { text.range(of: Data(words.utf8)) != nil }
}
