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
        guard let root = try YAMLDocument.compose(yaml, path: path) else {
            values = []
            return
        }
        guard case .mapping(let mapping) = root else {
            throw .at(.file(path, line: root.mark?.line ?? 1), .notAMapping)
        }
        var values: [OptionValue] = []
        for (key, node) in mapping {
            let place = Place.file(path, line: key.mark?.line ?? 1)
            if RuleSet.Key(key) != nil { continue }
            if let value = try Self.value(of: key, node, at: place) { values.append(value) }
        }
        if let rules = try Self.rules(in: mapping, path: path, given: values) { values.append(rules) }
        self.values = values
    }

    /// The rules of a configuration are in the file itself.
    private static func rules(
        in mapping: Node.Mapping, path: String, given: [OptionValue]
    ) throws(CommandError) -> OptionValue? {
        guard let key = mapping.first(where: { RuleSet.Key($0.key) != nil })?.key else { return nil }
        let place = Place.file(path, line: key.mark?.line ?? 1)
        guard !given.contains(where: { $0.name == OptionTable.rules.name }) else {
            throw .at(place, .rulesTwice)
        }
        _ = try RuleSet(mapping, path: path)
        return OptionValue(name: OptionTable.rules.name, text: path, place: place)
    }

    private static func value(of key: Node, _ node: Node, at place: Place) throws(CommandError) -> OptionValue? {
        let name = key.scalar?.string ?? ""
        guard let entry = OptionTable.entry(named: name) else {
            let known =
                OptionTable.entries.filter { $0.reach == .everywhere }.map(\.name)
                + RuleSet.Key.allCases.map(\.rawValue)
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
        if case .file(let path, _, _) = place { path } else { place.description }
    }
}
