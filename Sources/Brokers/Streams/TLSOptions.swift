import CCurl

/// How encrypted connections are opened; the system's authorities are trusted where no others are named.
package struct TLSOptions: Sendable, Equatable {
    /// A file of authorities to trust in place of the system's, as PEM.
    package var authorities: String?
    /// A file with the certificate that we show, as PEM.
    package var certificate: String?
    /// A file with its key, as PEM.
    package var key: String?
    /// Whether anybody is believed to be who is asked for.
    package var isInsecure = false
    /// Whether the certificate has to name the host that was asked for.
    var checksHost = true

    /// Trusts the system's authorities.
    package init() {}

    /// Tells libcurl.
    func apply(to transfer: CurlTransfer) throws(BrokerError) {
        let easy = transfer.easy
        let files = [
            (CURLOPT_CAINFO, authorities), (CURLOPT_SSLCERT, certificate), (CURLOPT_SSLKEY, key ?? certificate),
        ]
        for (option, file) in files {
            if let file { try transfer.check(shim_curl_set_text(easy, option, file)) }
        }
        try transfer.check(shim_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, isInsecure ? 0 : 1))
        try transfer.check(shim_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, isInsecure || !checksHost ? 0 : 2))
        // What is asked of libcurl is a stream, and none of its protocols.
        try transfer.check(shim_curl_set_long(easy, CURLOPT_SSL_ENABLE_ALPN, 0))
    }
}
