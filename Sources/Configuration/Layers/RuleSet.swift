package import Celery
import Rules
package import Yams

/// The rules of a file, and the failures that don't count.
package struct RuleSet {
    /// The keys that rules stand under.
    enum Key: String, CaseIterable {
        /// A list of rules.
        case checks
        /// A list of fingerprints.
        case known

        /// The key of a mapping; `nil` where it is another one.
        init?(_ node: Node) {
            guard let key = node.scalar.flatMap({ Key(rawValue: $0.string) }) else { return nil }
            self = key
        }
    }

    /// The rules, as they were written; `nil` where the file has no such key.
    package private(set) var checks: [String]?
    /// The fingerprints; `nil` where the file has no such key.
    package private(set) var known: [String]?

    private static let most = 1_000

    /// Reads a file with `checks:` and `known:`, which may be a configuration.
    ///
    /// - Throws: `CommandError.at` with the place of the first mistake.
    package init(path: String) throws(CommandError) {
        let text = try InputFile(path: path).text()
        guard let root = try YAMLDocument.compose(text, path: path), case .mapping(let mapping) = root else {
            throw .at(.file(path, line: 1), .noRules)
        }
        try self.init(mapping, path: path)
        let names = OptionTable.entries.map(\.name)
        for (key, _) in mapping where Key(key) == nil {
            let name = key.scalar?.string ?? ""
            guard !names.contains(name) else { continue }
            let nearest = NearestName.of(name, among: Key.allCases.map(\.rawValue) + names)
            throw .at(.file(path, line: key.mark?.line ?? 1), .unknownKey(name, nearest: nearest))
        }
        guard mapping.contains(where: { Key($0.key) != nil }) else { throw .at(.file(path, line: 1), .noRules) }
    }

    /// Reads the two keys of a mapping, and passes over all others.
    ///
    /// - Throws: `CommandError.at` with line and column.
    package init(_ mapping: Node.Mapping, path: String) throws(CommandError) {
        for (key, node) in mapping {
            switch Key(key) {
            case .checks: checks = try Self.texts(of: node, under: .checks, path: path, check: Self.rule)
            case .known: known = try Self.texts(of: node, under: .known, path: path, check: Self.fingerprint)
            case nil: continue
            }
        }
    }

    /// Puts what the file has in the place of what a snapshot carries.
    package func replace(in report: inout Snapshot.ReportRequest) {
        report.checks = checks ?? report.checks
        report.known = known ?? report.known
    }

    private static func texts(
        of node: Node, under key: Key, path: String, check: (Node.Scalar) throws(CommandError) -> Void
    ) throws(CommandError) -> [String] {
        if node.null != nil || node.scalar?.string == "" { return [] }
        guard case .sequence(let items) = node else { throw .at(place(of: node, path), .notAList(key.rawValue)) }
        guard items.count <= most else { throw .at(place(of: node, path), .tooManyRules(limit: most)) }
        var texts: [String] = []
        for item in items {
            guard let scalar = item.scalar else { throw .at(place(of: item, path), .notARule) }
            do {
                try check(scalar)
            } catch .badRule(let mistake) {
                // Behind the quotation mark that an item may begin with.
                let shift = mistake.column - 1 + (scalar.style == .plain ? 0 : 1)
                throw .at(place(of: item, path, shift: shift), .badRule(mistake))
            } catch {
                throw .at(place(of: item, path), error)
            }
            texts.append(scalar.string)
        }
        return texts
    }

    private static func rule(_ scalar: Node.Scalar) throws(CommandError) {
        do {
            _ = try Rule(scalar.string)
        } catch {
            throw .badRule(error)
        }
    }

    private static func fingerprint(_ scalar: Node.Scalar) throws(CommandError) {
        let digits = scalar.string.utf8
        guard digits.count == 16, digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            throw .badValue(scalar.string, .notAFingerprint)
        }
    }

    private static func place(of node: Node, _ path: String, shift: Int = 0) -> Place {
        .file(path, line: node.mark?.line ?? 1, column: (node.mark?.column ?? 1) + shift)
    }
}
