import Celery

/// Why something could not be decoded; it never holds what stood in a task's arguments.
package enum DecodingFailure: Error, Equatable, CustomStringConvertible {
    /// The text is no JSON.
    case notJSON(JSONFlaw)
    /// The JSON is of another shape than what it should be, such as `an event`.
    case notA(String)
    /// What it should be needs a field that lacks, or is of another type.
    case lacks(String, field: String)
    /// The body of a message is of a type that is not JSON.
    case contentType(String)
    /// The body of a message is in an encoding that is not UTF-8.
    case contentEncoding(String)
    /// The body of a message is compressed.
    case compression(String)
    /// A result is stored by another serializer than JSON.
    case resultSerializer(String)
    /// A result is stored compressed.
    case resultCompression(String)
    /// The body of a message says that it is Base64, and is not.
    case notBase64
    /// The file is a snapshot of another version of the format.
    case schema(String)
    /// A number of a snapshot is larger than any that was counted.
    case tooLarge(field: String)
    /// A line of a file, counted from 1, could not be decoded.
    indirect case line(Int, DecodingFailure)

    package var description: String {
        switch self {
        case .notJSON(let flaw): "not JSON: \(flaw)"
        case .notA(let kind): "not \(kind)"
        case .lacks(let kind, let field): "not \(kind): no usable '\(field)'"
        case .contentType(let type):
            "cannot read a message of the type \(Self.quoted(type)); only 'application/json' is supported"
        case .contentEncoding(let encoding):
            "cannot read a message in the encoding \(Self.quoted(encoding)); only 'utf-8' is supported"
        case .compression(let name): "cannot read a message compressed by \(Self.quoted(name))"
        case .resultSerializer(let name):
            "cannot read a result stored by \(Self.quoted(name)); only JSON is read"
        case .resultCompression(let name):
            "cannot read a result compressed by \(Self.quoted(name)); only plain JSON is read"
        case .schema(let schema):
            "cannot read a snapshot of the format \(Self.quoted(schema)); this version reads '\(Snapshot.schema)'"
        case .tooLarge(let field):
            "a number behind \(Self.quoted(field)) is larger than 10^12, or none"
        case .notBase64: "the body of a message is not Base64"
        case .line(let number, let error): "line \(number): \(error)"
        }
    }

    /// What came from outside is cut short, and cannot steer a terminal.
    private static func quoted(_ text: String) -> String {
        let visible = text.unicodeScalars.prefix(60).map { scalar in
            PythonText.isPrintable(scalar) ? String(scalar) : "?"
        }
        return "'\(visible.joined())'"
    }
}

/// What is wrong with a text that should be JSON.
package enum JSONFlaw: Error, Equatable, CustomStringConvertible {
    case empty, structure, string, literal, number, encoding, unclosedString
    /// Nested deeper than the parser goes.
    case tooDeep(limit: Int)
    case tooLarge, outOfMemory

    package var description: String {
        switch self {
        case .empty: "empty"
        case .structure: "a bracket, comma, colon or value is missing or too many"
        case .string: "a string with a bad escape or control character"
        case .literal: "a word that is none of 'true', 'false' and 'null'"
        case .number: "a malformed number"
        case .encoding: "not UTF-8"
        case .unclosedString: "a string is not closed"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .tooLarge: "larger than 4 GB"
        case .outOfMemory: "no memory for it"
        }
    }
}
