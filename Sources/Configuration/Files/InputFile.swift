import Synchronization

/// A file of the user's that is read whole: a configuration, a note, a broker's address, a document.
package struct InputFile: Sendable {
    /// Its path; `-` is the standard input.
    package let path: String
    /// How many bytes it may have.
    private let limit: Int

    /// What small pipes gave, by their paths: whoever asks again gets the same, since a pipe is empty after the first.
    private static let drained = Mutex<[String: [UInt8]]>([:])
    /// A pipe that gave more isn't remembered: documents are read once, and may be large.
    private static let mostRemembered = 1_000_000

    /// Names a file, of which no more than so many bytes are held in memory.
    package init(path: String, limit: Int = 64_000_000) {
        self.path = path
        self.limit = limit
    }

    /// Its bytes.
    ///
    /// - Throws: `CommandError.unreadable` with the system's reason, and `.stopped` when the run is to end first.
    package func bytes() throws(CommandError) -> [UInt8] {
        if let bytes = Self.drained.withLock({ $0[path] }) {
            guard bytes.count <= limit else { throw tooLarge }
            return bytes
        }
        let input = try InputDescriptor(path: path)
        var bytes: [UInt8] = []
        if let size = input.size {
            guard size <= limit else { throw tooLarge }
            bytes.reserveCapacity(size)
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = try input.read(into: &buffer), count > 0 {
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw tooLarge }
        }
        if input.isStream && bytes.count <= Self.mostRemembered {
            Self.drained.withLock { $0[path] = bytes }
        }
        return bytes
    }

    /// Its text, without a byte order mark.
    ///
    /// - Throws: `CommandError.unreadable`, and `.notUTF8` for other bytes.
    package func text() throws(CommandError) -> String {
        let bytes = try bytes()
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path: path) }
        return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Its first line with anything on it: an address, a password.
    ///
    /// - Throws: what `text` throws, and that it is empty.
    package func firstLine() throws(CommandError) -> String {
        let lines = try text().split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            throw .at(.file(path, line: 1), .badValue("", .empty))
        }
        return String(line)
    }

    private var tooLarge: CommandError {
        .unreadable(path: path, reason: "it has more than \(limit / 1_000_000) MB, the most that is read here")
    }
}
