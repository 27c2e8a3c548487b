import CCurl

/// Asks one web server, over a connection that is kept between requests; owns its handles.
actor HTTPClient {
    private let executor = QueueExecutor(label: "http")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A larger answer is given up.
    private static let sizeLimit = 64 << 20

    private let address: HTTPAddress
    private let options: StreamOptions
    private let transfer: CurlTransfer

    /// Prepares requests to a server; nothing is connected yet.
    init(_ address: HTTPAddress, options: StreamOptions) throws(BrokerError) {
        self.address = address
        self.options = options
        transfer = try CurlTransfer(name: address.description)
        try options.tls.apply(to: transfer)
    }

    /// The body of what is at a path; any status but 200 is an error.
    func get(_ path: String) throws(BrokerError) -> [UInt8] {
        let easy = transfer.easy
        try transfer.check(shim_curl_set_text(easy, CURLOPT_URL, address.root + path))
        try transfer.check(shim_curl_set_text(easy, CURLOPT_ACCEPT_ENCODING, ""))
        if let user = address.user {
            try transfer.check(shim_curl_set_text(easy, CURLOPT_USERNAME, user))
            try transfer.check(shim_curl_set_text(easy, CURLOPT_PASSWORD, address.password?.revealed ?? ""))
        }
        var body = HTTPBody(limit: Self.sizeLimit)
        try withUnsafeMutablePointer(to: &body) { body throws(BrokerError) in
            try transfer.check(shim_curl_set_writer(easy, HTTPBody.write, body))
            try transfer.perform(by: .now + options.connectTimeout + options.responseTimeout)
        }
        var status = 0
        try transfer.check(shim_curl_get_status(easy, &status))
        switch status {
        case 200: return body.bytes
        // RabbitMQ's word for a user who is known, and lacks the tag.
        case 401 where String(decoding: body.bytes, as: UTF8.self).contains("Not management user"):
            throw .refused(broker: address.description, reason: "its user lacks the tag 'management'")
        case 401: throw .passwordRefused(broker: address.description)
        case 403: throw .notPermitted(broker: address.description, command: "GET " + path.prefix { $0 != "?" })
        case 404: throw .missing(broker: address.description, reason: "404 for " + path.prefix { $0 != "?" })
        default: throw .refused(broker: address.description, reason: "HTTP status \(status)")
        }
    }
}

/// The body of an answer as it arrives.
private struct HTTPBody {
    var bytes: [UInt8] = []
    let limit: Int

    /// What libcurl calls with each piece; anything but the piece's size ends the transfer.
    static let write: shim_curl_writer = { piece, size, count, body in
        guard let piece, let body = body?.assumingMemoryBound(to: HTTPBody.self) else { return 0 }
        let buffer = UnsafeRawBufferPointer(start: piece, count: size * count)
        guard body.pointee.bytes.count + buffer.count <= body.pointee.limit else { return 0 }
        body.pointee.bytes.append(contentsOf: buffer)
        return buffer.count
    }
}
