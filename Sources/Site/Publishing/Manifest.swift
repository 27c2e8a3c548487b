import Foundation

/// The list of what is ours in a site's folder, kept in the folder itself.
///
/// JSON with a version in `schema`; a reader ignores keys that it doesn't know, and refuses another version.
struct Manifest: Codable, Equatable {
    /// Its place in the folder.
    static let name = reservedPrefix + "manifest.json"
    private static let version = "herbarium.manifest/1"

    private let schema: String
    /// Every file of the site, sorted.
    let files: [String]
    /// Those of `files` that belong to the release before and go with the next, sorted.
    let kept: [String]

    /// A list of these files, in whatever order they come.
    init(files: Set<String>, kept: Set<String>) {
        schema = Manifest.version
        self.files = files.sorted(by: precedes)
        self.kept = kept.sorted(by: precedes)
    }

    /// Reads a manifest; throws `.damagedManifest`, with `path` as the name of the file.
    init(parsing bytes: [UInt8], path: String) throws(PublishError) {
        let parsed: Manifest
        do {
            parsed = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
        } catch {
            throw .damagedManifest(file: path, problem: "it is damaged")
        }
        guard parsed.schema == Manifest.version else {
            throw .damagedManifest(file: path, problem: "its format '\(parsed.schema)' is not known to this version")
        }
        // A path that leads out of the folder would make us touch, or delete, what isn't ours.
        for file in parsed.files + parsed.kept where (try? RenderedFile(path: file, bytes: [])) == nil {
            throw .damagedManifest(file: path, problem: "it names '\(file)', which is not in the folder")
        }
        self = parsed
    }

    /// The same bytes for the same lists.
    func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Encoding strings into memory has nothing to fail at.
        guard let data = try? encoder.encode(self) else { preconditionFailure("a manifest is always JSON") }
        return Array(data) + [UInt8(ascii: "\n")]
    }
}

/// By bytes: `String`'s own order may change with the Unicode tables.
private func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
}
