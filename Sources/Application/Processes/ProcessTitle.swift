import CPosix
import Configuration
import Glibc

/// The command line as other users of this machine see it in a process list.
package enum ProcessTitle {
    /// Takes the process's arguments, without its name, and overwrites the passwords in them at once.
    package static func takeArguments() -> [String] {
        let arguments = UnsafeBufferPointer(start: shim_arguments(), count: Int(shim_argument_count()))
        let texts = arguments.compactMap { $0.map { String(cString: $0) } }
        hidePasswords(in: arguments)
        return Array(texts.dropFirst())
    }

    /// Overwrites, in place and without changing any length, what may be a password in the arguments.
    static func hidePasswords(in arguments: UnsafeBufferPointer<UnsafeMutablePointer<CChar>?>) {
        var isAddress = false
        for case let argument? in arguments {
            let bytes = UnsafeMutableBufferPointer(start: argument, count: strlen(argument))
            let text = String(cString: argument)
            let option = OptionTable.addresses.first { text.hasPrefix("--\($0)=") }
            let start = option.map { $0.utf8.count + 3 } ?? 0
            if isAddress || option != nil || text.contains("://") { hidePassword(in: bytes, from: start) }
            isAddress = OptionTable.addresses.contains { text == "--\($0)" }
        }
    }

    /// Passwords stand before the last `@`, even unescaped ones that hold one, or among the parameters after `?`.
    private static func hidePassword(in bytes: UnsafeMutableBufferPointer<CChar>, from start: Int) {
        let scheme = Array("://".utf8CString.dropLast())
        let begin = (start..<max(start, bytes.count)).first { bytes[$0...].starts(with: scheme) }
        let host = bytes.lastIndex(of: CChar(UInt8(ascii: "@")))
        let query = bytes[start...].firstIndex(of: CChar(UInt8(ascii: "?"))) ?? bytes.count
        let from = begin.map { $0 + scheme.count } ?? start
        let upTo = host ?? (begin == nil ? bytes.count : from)
        for index in bytes.indices where (from..<max(from, upTo)).contains(index) || index > query {
            bytes[index] = CChar(UInt8(ascii: "*"))
        }
    }
}
