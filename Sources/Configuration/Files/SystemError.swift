import Glibc

/// The system's words for its error numbers.
package enum SystemError {
    /// `No such file or directory` as a fragment: `no such file or directory`.
    package static func message(_ number: Int32) -> String {
        let text = String(cString: strerror(number))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
