import Foundation
import Synchronization

/// A server on loopback that is none: it says nothing, or the same to whoever comes.
///
/// It listens from its making on. When `with` returns, its thread has ended and its sockets are closed, so that no
/// later listener can get the same descriptor, or the same port, while somebody still answers there.
package final class FakeServer: Sendable {
    /// What it does with whoever comes.
    package enum Manner: Sendable {
        /// Takes connections and never says a word.
        case silent
        /// Says this at once, and that no more is to come.
        case greeting(String)
        /// Waits for a first message, says this, and hangs up.
        case answering(String)
        /// Waits for a first message, says this, and nothing else ever.
        case holding(String)
    }

    /// Where it listens.
    package let port: Int
    /// Written to, it lets the thread end.
    private let bell: Int32
    private let ended = DispatchGroup()
    private let said = Mutex<[[UInt8]]>([])
    private let heard = Mutex<[UInt8]>([])

    /// The first message of each client that has said anything, in the order in which they came.
    package var firstMessages: [[UInt8]] { said.withLock { $0 } }

    /// All that clients have said.
    package var everything: [UInt8] { heard.withLock { $0 } }

    /// Starts one, hands it over, and ends it.
    package static func with<Value>(_ manner: Manner, _ body: (FakeServer) async throws -> Value) async throws -> Value
    {
        let server = try FakeServer(manner)
        defer { server.stop() }
        return try await body(server)
    }

    private init(_ manner: Manner) throws {
        let listener = try LoopbackSocket()
        let ends = try Spawning.alone {
            var ends: [Int32] = [0, 0]
            guard listen(listener.descriptor, 64) == 0, pipe(&ends) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            for end in ends { keepFromChildren(end) }
            return ends
        }
        (port, bell) = (listener.port, ends[1])
        let (descriptor, silence) = (try listener.taken(), ends[0])
        ended.enter()
        Thread { [ended] in
            Attendant(manner: manner, bell: silence, listener: descriptor) { [self] message, isFirst in
                if isFirst { said.withLock { $0.append(message) } }
                heard.withLock { $0 += message }
            }.serve()
            ended.leave()
        }.start()
    }

    /// Returns once nobody listens any more.
    private func stop() {
        _ = write(bell, "!", 1)
        ended.wait()
        close(bell)
    }
}

/// What serves on a server's thread, and owns its sockets.
private struct Attendant {
    let manner: FakeServer.Manner
    let bell: Int32
    let listener: Int32
    let remember: ([UInt8], Bool) -> Void
    private var clients: [Int32] = []
    private var answered: Set<Int32> = []

    init(manner: FakeServer.Manner, bell: Int32, listener: Int32, remember: @escaping ([UInt8], Bool) -> Void) {
        (self.manner, self.bell, self.listener, self.remember) = (manner, bell, listener, remember)
    }

    /// Serves until the bell rings.
    consuming func serve() {
        while true {
            var entries = ([bell, listener] + clients).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&entries, nfds_t(entries.count), -1) >= 0 || errno == EINTR, entries[0].revents == 0 else {
                break
            }
            for entry in entries.dropFirst(2) where entry.revents != 0 { hear(entry.fd) }
            if entries[1].revents != 0, let client = accepted() {
                clients.append(client)
                if case .greeting(let text) = manner { say(text, to: client, isLast: true) }
            }
        }
        for descriptor in [bell, listener] + clients { close(descriptor) }
    }

    /// A client that no process inherits which is started meanwhile.
    private func accepted() -> Int32? {
        Spawning.alone {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return nil }
            keepFromChildren(client)
            return client
        }
    }

    /// Reads what a client says; the first of it may be answered. Whoever hangs up is forgotten.
    private mutating func hear(_ client: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(client, &buffer, buffer.count, 0)
        guard count > 0 else {
            close(client)
            clients.removeAll { $0 == client }
            answered.remove(client)
            return
        }
        let isFirst = answered.insert(client).inserted
        remember(Array(buffer.prefix(count)), isFirst)
        guard isFirst else { return }
        switch manner {
        case .silent, .greeting: break
        case .answering(let text): say(text, to: client, isLast: true)
        case .holding(let text): say(text, to: client, isLast: false)
        }
    }

    private func say(_ text: String, to client: Int32, isLast: Bool) {
        let bytes = Array(text.utf8)
        _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        // The client's own words are read to their end, lest the system throws away what was said to it.
        if isLast { shutdown(client, Int32(SHUT_WR)) }
    }
}

/// A process that is started meanwhile doesn't hold the descriptor open.
private func keepFromChildren(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
