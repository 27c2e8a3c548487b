/// How kombu wrote a message's body; `nil` is what it didn't say.
package struct MessageForm: Sendable, Equatable {
    /// The content type, such as `application/json`.
    package var contentType: String?
    /// The content encoding, such as `utf-8`.
    package var contentEncoding: String?
    /// How the body is compressed, such as `application/x-gzip`.
    package var compression: String?

    /// Describes a form.
    package init(contentType: String? = nil, contentEncoding: String? = nil, compression: String? = nil) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.compression = compression
    }

    /// Throws what it is where it is anything but plain JSON in UTF-8.
    package func check() throws(DecodingFailure) {
        if isUsual { return }
        if let contentType, !Self.isJSON(contentType) { throw .contentType(contentType) }
        let encoding = contentEncoding ?? "utf-8"
        guard ["utf-8", "utf8", "us-ascii", "ascii", "binary"].contains(encoding.lowercased()) else {
            throw .contentEncoding(encoding)
        }
        if let compression { throw .compression(compression) }
    }

    /// Whether it is as kombu writes events; seen at once, since there are tens of thousands a second.
    private var isUsual: Bool {
        contentType == "application/json" && contentEncoding == "utf-8" && compression == nil
    }

    /// Whether a content type is JSON, whatever its parameters.
    private static func isJSON(_ type: String) -> Bool {
        let name = type.lowercased().prefix { $0 != ";" && $0 != " " }
        return name == "application/json" || name == "json"
    }
}
