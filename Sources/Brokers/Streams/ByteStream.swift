import CCurl
import Glibc

/// A connection that carries bytes, opened by libcurl.
///
/// No call outlasts its deadline, nor a cancellation of the task by more than a tenth of a second.
final class ByteStream {
    private let transfer: CurlTransfer
    private let name: String
    private var socket: curl_socket_t = -1
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    /// Prepares a connection to a broker, which errors call `name`; encrypted where its address says so.
    init(_ url: BrokerURL, name: String, options: StreamOptions) throws(BrokerError) {
        self.name = name
        transfer = try CurlTransfer(name: name)
        try transfer.check(shim_curl_set_long(transfer.easy, CURLOPT_CONNECT_ONLY, 1))
        if url.isEncrypted { try url.tls(options.tls).apply(to: transfer) }
        switch url.endpoint {
        case .tcp:
            let address = "\(url.isEncrypted ? "https" : "http")://\(url.endpoint)/"
            try transfer.check(shim_curl_set_text(transfer.easy, CURLOPT_URL, address))
        case .unix(let path):
            try transfer.check(shim_curl_set_text(transfer.easy, CURLOPT_URL, "http://localhost/"))
            try transfer.check(shim_curl_set_text(transfer.easy, CURLOPT_UNIX_SOCKET_PATH, path))
        case .file: throw .unreachable(broker: name, reason: "a file is no server")
        }
    }

    deinit { buffer.deallocate() }

    /// Connects.
    func connect(by deadline: ContinuousClock.Instant) throws(BrokerError) {
        try transfer.perform(by: deadline)
        try transfer.check(shim_curl_get_socket(transfer.easy, &socket))
    }

    /// Sends all of it.
    func send(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(BrokerError) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let code = bytes.withUnsafeBytes {
                curl_easy_send(transfer.easy, $0.baseAddress?.advanced(by: sent), $0.count - sent, &count)
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
        switch curl_easy_recv(transfer.easy, buffer.baseAddress, buffer.count, &count) {
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
            if poll(&entry, 1, CurlTransfer.slice(until: deadline)) > 0 { return true }
            if ContinuousClock.now >= deadline { return false }
        }
    }
}
