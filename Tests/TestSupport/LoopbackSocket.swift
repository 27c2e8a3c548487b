import Foundation

/// A socket that is bound to a port of the loopback, which nobody else gets while this one is held.
///
/// A server that reuses addresses, as Redis does, may listen on the port nevertheless; until it does, nobody does.
package final class LoopbackSocket: Sendable {
    /// Which port it is.
    package let port: Int
    let descriptor: Int32

    /// Takes a free port.
    package init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var (length, reuses) = (socklen_t(MemoryLayout<sockaddr_in>.size), Int32(1))
        let descriptor = descriptor
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuses, socklen_t(MemoryLayout<Int32>.size))
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EADDRINUSE) }
    }

    deinit { close(descriptor) }

    /// Holds one while `body` runs.
    package static func with<Value>(_ body: (LoopbackSocket) async throws -> Value) async throws -> Value {
        let socket = try LoopbackSocket()
        defer { withExtendedLifetime(socket) {} }
        return try await body(socket)
    }

    /// A descriptor of the same socket that the caller has to close.
    package func taken() throws -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        return copy
    }
}
