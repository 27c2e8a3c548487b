import Yams

/// The options that a configuration file gives.
struct ConfigurationLayer {
    /// The values, in their order.
    let values: [OptionValue]

    /// Reads the file that the option's value names.
    ///
    /// - Throws: `CommandError.at`, for a file that can't be read with the place that names it.
    init(_ option: OptionValue) throws(CommandError) {
        let text: String
        do {
            text = try InputFile(path: option.text).text()
        } catch {
            throw .at(option.place, error)
        }
        try self.init(text, path: option.text)
    }

    /// Reads the text of a file: a mapping of option names to values, or nothing at all.
    ///
    /// - Throws: `CommandError.at` with file and line.
    init(_ yaml: String, path: String) throws(CommandError) {
        guard let root = try Self.compose(yaml, path: path) else {
            values = []
            return
        }
        guard case .mapping(let mapping) = root else {
            throw .at(.file(path, line: root.mark?.line ?? 1), .notAMapping)
        }
        var values: [OptionValue] = []
        for (key, node) in mapping {
            let place = Place.file(path, line: key.mark?.line ?? 1)
            if let value = try Self.value(of: key, node, at: place) { values.append(value) }
        }
        self.values = values
    }

    private static func compose(_ yaml: String, path: String) throws(CommandError) -> Node? {
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

    private static func value(of key: Node, _ node: Node, at place: Place) throws(CommandError) -> OptionValue? {
        let name = key.scalar?.string ?? ""
        guard let entry = OptionTable.entry(named: name) else {
            let known = OptionTable.entries.filter { $0.reach == .everywhere }.map(\.name)
            throw .at(place, .unknownKey(name, nearest: NearestName.of(name, among: known)))
        }
        guard entry.reach == .everywhere else { throw .at(place, .onlyOnCommandLine(name)) }
        do {
            guard let text = try ConfigurationValue.text(of: node, for: entry) else { return nil }
            let value = OptionValue(name: name, text: text, place: place)
            try entry.check(text)
            return value
        } catch {
            throw .at(.file(path(of: place), line: node.mark?.line ?? 1), error)
        }
    }

    private static func path(of place: Place) -> String {
        if case .file(let path, _) = place { path } else { place.description }
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
