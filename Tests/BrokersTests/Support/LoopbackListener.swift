import Foundation
import Testing

/// A socket that listens on a free port of the loopback.
struct LoopbackListener: Sendable {
    let descriptor: Int32
    let port: Int

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | listen(descriptor, 16) | getsockname(descriptor, $0, &length)
            }
        }
        try #require(status == 0)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    func close() { Foundation.close(descriptor) }

    /// Takes connections on a thread of its own; answers each first message by `answer`, and hangs up where `hangsUp`.
    func serve(_ answer: String, hangsUp: Bool = true) {
        let descriptor = descriptor
        Thread.detachNewThread {
            while case let client = accept(descriptor, nil, nil), client >= 0 {
                var buffer = [UInt8](repeating: 0, count: 4096)
                _ = recv(client, &buffer, buffer.count, 0)
                _ = answer.utf8CString.withUnsafeBytes {
                    send(client, $0.baseAddress, $0.count - 1, Int32(MSG_NOSIGNAL))
                }
                if hangsUp { Foundation.close(client) }
            }
        }
    }
}
