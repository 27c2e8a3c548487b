/// The envelope that kombu puts around a message on transports that have none of their own.
struct Envelope {
    private let node: JSONNode

    init(_ node: JSONNode) { self.node = node }

    /// The body, unpacked; anything but plain JSON in UTF-8 is an error that names what it is.
    func body() throws(DecodingFailure) -> [UInt8] {
        guard node.fields != nil else { throw .notA("a message") }
        try form.check()
        guard let text = node["body"]?.utf8 else { throw .lacks("a message", field: "body") }
        guard node["properties"]?["body_encoding"]?.utf8?.equals("base64") == true else { return Array(text) }
        guard let bytes = Base64.decode(text) else { throw .notBase64 }
        return bytes
    }

    private var form: MessageForm {
        MessageForm(
            contentType: node["content-type"]?.string, contentEncoding: node["content-encoding"]?.string,
            compression: node["headers"]?["compression"]?.string)
    }
}
