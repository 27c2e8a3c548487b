import Yams

/// A text in YAML, with its mistakes told by their places.
enum YAMLDocument {
    /// The document; `nil` for one that says nothing.
    ///
    /// - Throws: `CommandError.at` with file and line.
    static func compose(_ yaml: String, path: String) throws(CommandError) -> Node? {
        do {
            let node = try Yams.compose(yaml: yaml)
            // A file of comments alone is an empty document.
            return node?.null == nil ? node : nil
        } catch let error as YamlError {
            throw Self.mistake(error, in: path)
        } catch {
            throw .at(.file(path, line: 1), .badYAML("\(error)"))
        }
    }

    private static func mistake(_ error: YamlError, in path: String) -> CommandError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .at(.file(path, line: mark.line), .badYAML(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            .at(.file(path, line: context.mark.line), .duplicateKey(duplicates.first ?? ""))
        case .reader(let problem, _, _, _): .at(.file(path, line: 1), .badYAML(problem))
        default: .at(.file(path, line: 1), .badYAML("it can't be read"))
        }
    }
}
