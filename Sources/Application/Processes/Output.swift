package import Configuration
import Glibc

/// Where bytes go: the standard output, the standard error, or a test's memory.
package struct Output: Sendable {
    /// Writes all of the bytes.
    package let write: @Sendable ([UInt8]) throws(CommandError) -> Void

    /// Makes an output of a function.
    package init(write: @escaping @Sendable ([UInt8]) throws(CommandError) -> Void) { self.write = write }

    /// Writes text as UTF-8.
    package func write(_ text: String) throws(CommandError) { try write(Array(text.utf8)) }

    /// Writes to an open descriptor; `name` is for the error when it can't.
    package static func descriptor(_ descriptor: Int32, name: String) -> Output {
        Output { bytes throws(CommandError) in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, 1000)
                } else if errno != EINTR {
                    throw errno == EPIPE
                        ? .closedPipe(name: name) : .unwritable(name: name, reason: SystemError.message(errno))
                }
            }
        }
    }
}
