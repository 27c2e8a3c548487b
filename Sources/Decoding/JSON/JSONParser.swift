import CSimdJSON

/// Parses JSON as Python writes it, by simdjson.
///
/// What simdjson refuses and Python writes is mended and parsed again: see `JSONRepair`. One parser serves any number
/// of documents, one after the other.
package struct JSONParser: ~Copyable {
    /// How deep documents may nest; what renders them recurs.
    package static let depthLimit = 512

    private let handle: OpaquePointer?

    /// Makes a parser; its buffers grow with the documents.
    package init() { handle = json_parser_create(Self.depthLimit) }

    deinit { json_parser_destroy(handle) }

    /// Parses a document and hands on its root, which is valid inside the closure only.
    package mutating func withParsed<Value>(
        _ bytes: some Collection<UInt8>, _ body: (JSONNode) throws(DecodingFailure) -> Value
    ) throws(DecodingFailure) -> Value {
        try body(root(of: bytes))
    }

    /// Parses a document; its root is valid until the next is parsed, or the parser is gone.
    mutating func root(of bytes: some Collection<UInt8>) throws(DecodingFailure) -> JSONNode {
        var document = json_document()
        var flaw = parse(bytes, into: &document)
        if let first = flaw, first.isMendable { flaw = parse(JSONRepair.mended(bytes), into: &document) }
        if let flaw { throw .notJSON(flaw) }
        // The tape begins with a word of its own, which precedes the root's.
        return JSONNode(tape: document.tape, strings: document.strings, index: 1)
    }

    private mutating func parse(_ bytes: some Collection<UInt8>, into document: inout json_document) -> JSONFlaw? {
        let verdict = bytes.withContiguousStorageIfAvailable { bytes in
            json_parser_parse(handle, bytes.baseAddress, bytes.count, &document)
        }
        guard let verdict else { return parse(Array(bytes), into: &document) }
        return JSONFlaw(verdict)
    }
}

extension JSONFlaw {
    fileprivate init?(_ verdict: json_verdict) {
        switch verdict {
        case json_accepted: return nil
        case json_empty: self = .empty
        case json_bad_string: self = .string
        case json_bad_literal: self = .literal
        case json_bad_number: self = .number
        case json_bad_utf8: self = .encoding
        case json_unclosed_string: self = .unclosedString
        case json_too_deep: self = .tooDeep(limit: JSONParser.depthLimit)
        case json_too_large: self = .tooLarge
        case json_no_memory: self = .outOfMemory
        default: self = .structure
        }
    }

    /// Whether a document of Python's can have it.
    fileprivate var isMendable: Bool {
        switch self {
        case .structure, .string, .literal, .number, .encoding, .unclosedString: true
        case .empty, .tooDeep, .tooLarge, .outOfMemory: false
        }
    }
}
