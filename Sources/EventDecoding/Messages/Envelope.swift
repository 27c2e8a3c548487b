/// The envelope that kombu puts around a message on transports that have none of their own.
struct Envelope {
    private let node: JSONNode

    init(_ node: JSONNode) { self.node = node }

    /// The body, unpacked; anything but plain JSON in UTF-8 is an error that names what it is.
    func body() throws(EventDecodingError) -> [UInt8] {
        guard node.fields != nil else { throw .notA("a message") }
        try checkType()
        guard let text = node["body"]?.utf8 else { throw .lacks("a message", field: "body") }
        guard node["properties"]?["body_encoding"]?.utf8?.equals("base64") == true else { return Array(text) }
        guard let bytes = Base64.decode(text) else { throw .notBase64 }
        return bytes
    }

    private func checkType() throws(EventDecodingError) {
        if let type = node["content-type"]?.string, !Self.isJSON(type) { throw .contentType(type) }
        let encoding = node["content-encoding"]?.string ?? "utf-8"
        guard ["utf-8", "utf8", "us-ascii", "ascii", "binary"].contains(encoding.lowercased()) else {
            throw .contentEncoding(encoding)
        }
        if let compression = node["headers"]?["compression"]?.string { throw .compression(compression) }
    }

    /// Whether a content type is JSON, whatever its parameters.
    private static func isJSON(_ type: String) -> Bool {
        let name = type.lowercased().prefix { $0 != ";" && $0 != " " }
        return name == "application/json" || name == "json"
    }
}
