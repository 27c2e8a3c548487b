import Foundation
import Testing

/// A server on loopback that takes connections and never says a word.
final class SilentServer: Sendable {
    /// Where it listens.
    let port: Int
    private let socket: Int32

    /// Starts it.
    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(socket >= 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = try withUnsafeMutablePointer(to: &address) { [socket] pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                // The system itself takes connections for whoever listens.
                try #require(bind(socket, raw, length) == 0 && listen(socket, 64) == 0)
                try #require(getsockname(socket, raw, &length) == 0)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
    }

    deinit { close(socket) }
}
