import CCurl
import Glibc

/// A connection that carries bytes, opened by libcurl; owns its handles and frees them once.
///
/// No call outlasts its deadline, nor a cancellation of the task by more than a tenth of a second.
final class ByteStream {
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private let name: String
    private var socket: curl_socket_t = -1
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    /// Prepares a connection; `name` is what errors call the other end.
    init(_ endpoint: Endpoint, name: String) throws(BrokerError) {
        guard let easy = curl_easy_init() else { throw .unreachable(broker: name, reason: "out of memory") }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            throw .unreachable(broker: name, reason: "out of memory")
        }
        (self.easy, self.multi, self.name) = (easy, multi, name)
        for (option, value) in [(CURLOPT_CONNECT_ONLY, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_TCP_KEEPALIVE, 1)] {
            try check(shim_curl_set_long(easy, option, value))
        }
        // An empty proxy keeps libcurl from the one that `http_proxy` names.
        try check(shim_curl_set_text(easy, CURLOPT_PROXY, ""))
        switch endpoint {
        case .tcp(let host, let port):
            try check(
                shim_curl_set_text(easy, CURLOPT_URL, "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"))
        case .unix(let path):
            try check(shim_curl_set_text(easy, CURLOPT_URL, "http://localhost/"))
            try check(shim_curl_set_text(easy, CURLOPT_UNIX_SOCKET_PATH, path))
        }
    }

    deinit {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        buffer.deallocate()
    }

    /// Connects.
    func connect(by deadline: ContinuousClock.Instant) throws(BrokerError) {
        curl_multi_add_handle(multi, easy)
        var (running, isDone): (Int32, Int32) = (0, 0)
        while true {
            curl_multi_perform(multi, &running)
            let code = shim_curl_multi_result(multi, &isDone)
            if isDone != 0 {
                try check(code)
                return try check(shim_curl_get_socket(easy, &socket))
            }
            if Task.isCancelled { throw .cancelled }
            if ContinuousClock.now >= deadline { throw .timedOut(broker: name) }
            curl_multi_poll(multi, nil, 0, Self.slice(until: deadline), nil)
        }
    }

    /// Sends all of it.
    func send(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(BrokerError) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let code = bytes.withUnsafeBytes {
                curl_easy_send(easy, $0.baseAddress?.advanced(by: sent), $0.count - sent, &count)
            }
            switch code {
            case CURLE_OK: sent += count
            case CURLE_AGAIN:
                guard try wait(for: POLLOUT, until: deadline) else { throw .timedOut(broker: name) }
            default: throw .closed(broker: name)
            }
        }
    }

    /// Hands over a piece of what has arrived; `false` where nothing has.
    func receive(_ take: (UnsafeRawBufferPointer) throws(BrokerError) -> Void) throws(BrokerError) -> Bool {
        var count = 0
        switch curl_easy_recv(easy, buffer.baseAddress, buffer.count, &count) {
        case CURLE_OK where count > 0:
            try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return true
        case CURLE_AGAIN: return false
        default: throw .closed(broker: name)
        }
    }

    /// Waits until something has arrived; `false` at the deadline.
    func waitForInput(until deadline: ContinuousClock.Instant) throws(BrokerError) -> Bool {
        try wait(for: POLLIN, until: deadline)
    }

    private func wait(for events: Int32, until deadline: ContinuousClock.Instant) throws(BrokerError) -> Bool {
        var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
        while true {
            if Task.isCancelled { throw .cancelled }
            if poll(&entry, 1, Self.slice(until: deadline)) > 0 { return true }
            if ContinuousClock.now >= deadline { return false }
        }
    }

    /// Milliseconds to wait at once, so that a cancellation is noticed in between.
    private static func slice(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        return left >= .milliseconds(100) ? 100 : max(0, Int32((left / .milliseconds(1)).rounded(.up)))
    }

    private func check(_ code: CURLcode) throws(BrokerError) {
        guard code != CURLE_OK else { return }
        throw .unreachable(broker: name, reason: reason(code))
    }

    private func reason(_ code: CURLcode) -> String {
        if code == CURLE_COULDNT_RESOLVE_HOST { return "unknown host" }
        var number = 0
        if code == CURLE_COULDNT_CONNECT, shim_curl_get_errno(easy, &number) == CURLE_OK, number != 0 {
            return String(cString: strerror(Int32(number))).lowercased()
        }
        return String(cString: curl_easy_strerror(code)).lowercased()
    }
}
