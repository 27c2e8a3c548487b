import CHiredis

/// A command and its arguments.
struct RedisCommand: Sendable {
    private let arguments: [[UInt8]]

    /// Names a command; arguments are sent as UTF-8.
    init(_ name: String, _ arguments: String...) {
        self.init(name, arguments)
    }

    /// Names a command with a list of arguments.
    init(_ name: String, _ arguments: [String]) {
        self.arguments = ([name] + arguments).map { Array($0.utf8) }
    }

    /// The command's own name, for errors.
    var name: String { String(decoding: arguments.first ?? [], as: UTF8.self) }

    /// The command as Redis reads it.
    var wireFormat: [UInt8] {
        let lengths = arguments.map(\.count)
        return arguments.flatMap(\.self).withUnsafeBufferPointer { bytes in
            var text = bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
            var pointers: [UnsafePointer<CChar>?] = []
            for length in lengths {
                pointers.append(text)
                text = text?.advanced(by: length)
            }
            var formatted: UnsafeMutablePointer<CChar>?
            let count = redisFormatCommandArgv(&formatted, Int32(lengths.count), &pointers, lengths)
            precondition(count > 0, "hiredis ran out of memory")
            defer { redisFreeCommand(formatted) }
            return Array(UnsafeRawBufferPointer(start: formatted, count: Int(count)))
        }
    }
}
