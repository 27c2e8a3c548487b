/// What Python's text of an exception tells.
package enum ExceptionText {
    /// The exception's type: from the traceback's last line, which has the truth where the exception is only
    /// `ExceptionWithTraceback()`; else from the exception's `repr`.
    package static func type(traceback: String?, exception: String?) -> String {
        if let line = traceback.flatMap(raisedLine), let type = identifier(line) { return type }
        return exception.flatMap(constructor) ?? "unknown"
    }

    /// The name of the task type that a worker didn't know, from `NotRegistered('shop.work')`; `nil` for what else
    /// failed.
    package static func unregistered(_ exception: String) -> String? {
        guard exception.hasPrefix("NotRegistered("), exception.hasSuffix(")") else { return nil }
        let inside = exception.dropFirst("NotRegistered(".count).dropLast()
        guard let quote = inside.first, quote == "'" || quote == "\"", inside.count > 2, inside.last == quote else {
            return nil
        }
        return String(inside.dropFirst().dropLast())
    }

    /// Whether an exception of this type says that a worker doesn't know a task type.
    static func isUnregistered(_ type: String) -> Bool { type == "NotRegistered" || type.hasSuffix(".NotRegistered") }

    /// What ended an execution whose own process could not tell: the pool stores `ExceptionWithTraceback()` for a child
    /// that was killed, and the reason stands in the traceback's last line. Any other exception is its own reason.
    static func reason(_ exception: String?, traceback: String?) -> String? {
        guard let exception, exception.hasPrefix("ExceptionWithTraceback("), let traceback else { return exception }
        guard let line = raisedLine(traceback), let name = identifier(line) else { return exception }
        let type = name.split(separator: ".").last.map(String.init) ?? name
        var message = line.dropFirst(name.count)
        while let first = message.first, first == ":" || first == " " { message.removeFirst() }
        if message.first == "(" { return type + message }
        return message.isEmpty ? "\(type)()" : "\(type)('\(message)')"
    }

    /// Tells tracebacks apart by the files and functions they pass through, not by line numbers, values or messages.
    package static func fingerprint(_ traceback: String?) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for line in (traceback ?? "").split(whereSeparator: \.isNewline) {
            guard let place = place(line) else { continue }
            for byte in place.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The first line behind the last frame that isn't indented: what was raised. Its message may have lines of its
    /// own.
    private static func raisedLine(_ traceback: String) -> Substring? {
        let lines = traceback.split(whereSeparator: \.isNewline)
        let behind = lines.lastIndex { place($0) != nil }.map { $0 + 1 } ?? 0
        return lines[behind...].first { line in
            guard line.first.map({ $0.isLetter || $0 == "_" }) == true, let name = identifier(line) else {
                return false
            }
            return name != "Traceback" && (line.count == name.count || line.dropFirst(name.count).first == ":")
        }
    }

    /// The name in `KeyError('a')`, or one that stands alone; what an exception says of itself in words of its own is
    /// none.
    private static func constructor(_ text: String) -> String? {
        guard let name = identifier(text[...]) else { return nil }
        if text.dropFirst(name.count).first == "(" { return name }
        let isAlone = name.count == text.count && name.split(separator: ".").last?.first?.isUppercase == true
        return isAlone ? name : nil
    }

    private static func identifier(_ text: Substring) -> String? {
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        return name.isEmpty || name.first == "." ? nil : String(name)
    }

    /// `File "…", line 12, in name` without its number.
    private static func place(_ line: Substring) -> String? {
        let trimmed = line.drop { $0 == " " }
        guard trimmed.hasPrefix("File \"") else { return nil }
        let parts = trimmed.split(separator: ",", omittingEmptySubsequences: false)
        return parts.filter { !$0.hasPrefix(" line ") }.joined(separator: ",")
    }
}
