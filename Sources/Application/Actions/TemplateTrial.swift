package import Configuration
import Decoding
import Glibc
import Templating

/// One template over one JSON document.
package struct TemplateTrial {
    package let file: String
    package let data: String
    package let isLenient: Bool

    /// Tries a template on a file of data.
    package init(file: String, data: String, isLenient: Bool) {
        self.file = file
        self.data = data
        self.isLenient = isLenient
    }

    /// What the template renders.
    ///
    /// Prints every mistake of the template.
    ///
    /// - Throws: `CommandError` for files that can't be read, and where there are mistakes.
    package func render(console: Console) throws(CommandError) -> [UInt8] {
        let document = try document()
        let library = try library()
        do {
            return try library.render(Self.split(file).name, over: document, isLenient: isLenient)
        } catch {
            for mistake in error.diagnostics { console.fail(mistake) }
            throw .templates(count: error.diagnostics.count, folder: Self.split(file).folder)
        }
    }

    private func document() throws(CommandError) -> Value {
        let bytes = try InputFile(path: data, limit: 1_000_000_000).bytes()
        var parser = JSONParser()
        do throws(DecodingFailure) {
            return try parser.withParsed(bytes) { Value($0) }
        } catch {
            throw CommandError.unreadable(path: data, reason: error.description)
        }
    }

    /// The template, and what it includes of what lies beside it.
    private func library() throws(CommandError) -> TemplateLibrary {
        let (folder, name) = Self.split(file)
        let theme = TemplateFolder(folder)
        let page = TemplateSource(name: name, text: try theme.named(name).bytes())
        return try TemplateLibrary(page: page) { name throws(CommandError) in
            guard !name.split(separator: "/").contains("..") else { return nil }
            return try theme.file(name).map { file throws(CommandError) in
                TemplateSource(name: name, text: try file.bytes())
            }
        }
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
    }
}

extension Value {
    /// The same value for templates; numbers keep the way they were written as far as it matters.
    fileprivate init(_ node: JSONNode) {
        switch node.kind {
        case .object: self = .record(node.fields.map { $0.map { Member($0.key.text, Value($0.value)) } } ?? [])
        case .array: self = .list(node.elements.map { $0.map { Value($0) } } ?? [])
        case .string: self = .text(node.string ?? "")
        case .integer: self = node.int.map(Value.integer) ?? .number(node.double?.description ?? "")
        case .double: self = .number(node.double?.description ?? "")
        case .wideNumber: self = .number(node.wideNumber ?? "")
        case .bool: self = .truth(node.bool ?? false)
        case .null: self = .null
        }
    }
}
