import Foundation
import Testing

/// A server on loopback that says the same to whoever comes, and it isn't what a broker says.
final class StrangeServer: Sendable {
    /// Where it listens.
    let port: Int
    private let socket: Int32

    /// Starts it.
    init(saying text: String) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(socket >= 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = try withUnsafeMutablePointer(to: &address) { [socket] pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                try #require(bind(socket, raw, length) == 0 && listen(socket, 8) == 0)
                try #require(getsockname(socket, raw, &length) == 0)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        let bytes = Array(text.utf8)
        Thread.detachNewThread { [socket] in
            while case let guest = accept(socket, nil, nil), guest >= 0 {
                _ = send(guest, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                shutdown(guest, Int32(SHUT_WR))
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }
}
