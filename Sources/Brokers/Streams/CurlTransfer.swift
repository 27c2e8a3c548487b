import CCurl
import Glibc

/// One of libcurl's transfers, driven in small steps; owns its handles and frees them once.
///
/// No call outlasts its deadline, nor a cancellation of the task by more than a tenth of a second.
final class CurlTransfer {
    /// What is set and asked by libcurl's own functions.
    let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private let name: String
    private let words = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(shim_curl_error_size))

    /// Prepares one; `name` is what errors call the other end.
    init(name: String) throws(BrokerError) {
        guard let easy = curl_easy_init() else { throw .unreachable(broker: name, reason: "out of memory") }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            throw .unreachable(broker: name, reason: "out of memory")
        }
        (self.easy, self.multi, self.name) = (easy, multi, name)
        words.initialize(repeating: 0)
        try check(shim_curl_set_error_buffer(easy, words.baseAddress))
        // The last one: a search for a host's address that nobody answers must not hold up the end.
        for option in [CURLOPT_NOSIGNAL, CURLOPT_TCP_KEEPALIVE, CURLOPT_QUICK_EXIT] {
            try check(shim_curl_set_long(easy, option, 1))
        }
        // An empty proxy keeps libcurl from the one that `http_proxy` names.
        try check(shim_curl_set_text(easy, CURLOPT_PROXY, ""))
    }

    deinit {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        words.deallocate()
    }

    /// Sees it through.
    func perform(by deadline: ContinuousClock.Instant) throws(BrokerError) {
        curl_multi_remove_handle(multi, easy)
        curl_multi_add_handle(multi, easy)
        var (running, isDone): (Int32, Int32) = (0, 0)
        while true {
            curl_multi_perform(multi, &running)
            let code = shim_curl_multi_result(multi, &isDone)
            if isDone != 0 { return try check(code) }
            if Task.isCancelled { throw .cancelled }
            if ContinuousClock.now >= deadline { throw .timedOut(broker: name) }
            curl_multi_poll(multi, nil, 0, Self.slice(until: deadline), nil)
        }
    }

    /// Milliseconds to wait at once, so that a cancellation is noticed in between.
    static func slice(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        return left >= .milliseconds(100) ? 100 : max(0, Int32((left / .milliseconds(1)).rounded(.up)))
    }

    /// Throws what a code of libcurl's says.
    func check(_ code: CURLcode) throws(BrokerError) {
        guard code != CURLE_OK else { return }
        throw .unreachable(broker: name, reason: reason(code))
    }

    private func reason(_ code: CURLcode) -> String {
        if code == CURLE_COULDNT_RESOLVE_HOST { return "unknown host" }
        var number = 0
        if code == CURLE_COULDNT_CONNECT, shim_curl_get_errno(easy, &number) == CURLE_OK, number != 0 {
            return String(cString: strerror(Int32(number))).lowercased()
        }
        let words = String(decoding: words.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION: return "\(words); name its authority by --tls-ca"
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: return words
        default: return String(cString: curl_easy_strerror(code)).lowercased()
        }
    }
}
