import Foundation

/// What is in a sealed site, itself sealed in it under an empty path.
package struct SealedIndex: Codable, Equatable, Sendable {
    /// The path of the index, which no file has.
    package static let path = ""
    private static let version = "herbarium.sealed-index/1"

    private let schema: String
    /// The paths of all files of the site, as they are without a seal.
    package let files: [String]
    /// The files that aren't sealed, the page that asks for a password and scripts, with their SHA-256 in digits.
    package let open: [String: String]

    /// Lists files; `open` are those that aren't sealed, by their paths in the sealed site.
    package init(files: [String], open: [String: [UInt8]]) {
        schema = Self.version
        self.files = files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.open = open.mapValues(Self.digest)
    }

    /// Reads what `bytes` writes.
    ///
    /// - Throws: `.version` for another format.
    package init(parsing bytes: [UInt8]) throws(SealError) {
        guard let index = try? JSONDecoder().decode(SealedIndex.self, from: Data(bytes)) else {
            throw .changed("the index")
        }
        guard index.schema == Self.version else { throw .version("the index", index.schema) }
        self = index
    }

    /// As JSON.
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding strings into memory has nothing to fail at.
        guard let data = try? encoder.encode(self) else { preconditionFailure("an index is always JSON") }
        return Array(data)
    }

    /// SHA-256 in digits.
    package static func digest(_ bytes: [UInt8]) -> String {
        Digests.sha256(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
