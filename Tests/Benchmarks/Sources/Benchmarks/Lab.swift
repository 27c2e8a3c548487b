import Foundation

/// A cluster that `Tests/Support/cluster.py` starts; gone when it is let go of.
final class Lab {
    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private var rest = Data()
    /// What it said once it ran.
    private(set) var addresses: [String: Any] = [:]

    /// Starts one.
    init(_ options: [String]) throws {
        process.executableURL = URL(filePath: try Program.variable("SUPPORT") + "/cluster.py")
        process.arguments = ["serve"] + options
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        addresses = try answer()
    }

    deinit {
        try? commands.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// One of its addresses.
    func address(_ name: String) throws -> String {
        guard let address = addresses[name] as? String else { throw Refusal(words: "it has no '\(name)'") }
        return address
    }

    /// Tells it to do something, waits until that is done, and returns what it answered.
    @discardableResult
    func tell(_ command: String, _ arguments: [String: Any] = [:]) throws -> [String: Any] {
        let request = try JSONSerialization.data(withJSONObject: arguments.merging(["do": command]) { $1 })
        try commands.fileHandleForWriting.write(contentsOf: request + Data("\n".utf8))
        let answer = try answer()
        guard answer["ok"] as? Bool == true else { throw Refusal(words: "\(command): \(answer["error"] ?? "")") }
        return answer
    }

    private func answer() throws -> [String: Any] {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = Data(rest[..<end])
                rest = Data(rest[rest.index(after: end)...])
                return try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
            }
            let piece = answers.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw Refusal(words: "it has ended") }
            rest += piece
        }
    }

    /// It didn't do what it was told.
    struct Refusal: Error, CustomStringConvertible {
        let words: String
        /// The reason in words.
        var description: String { "the cluster refuses: \(words)" }
    }
}
