extension RuleMeasure {
    /// All measures with their units, labels and meanings, as lines for a terminal.
    package static var list: String {
        let heads = all.map { measure in
            let labels = measure.labels.map(\.name).joined(separator: ", ")
            return measure.name + (labels.isEmpty ? "" : "{\(labels)}")
        }
        let units = all.map(\.unit.rawValue)
        let (widest, unit) = (heads.map(\.count).max() ?? 0, units.map(\.count).max() ?? 0)
        let lines = all.indices.map { index in
            "\(padded(heads[index], to: widest))  \(padded(units[index], to: unit))  \(all[index].meaning)"
        }
        let labels = all.flatMap(\.labels).reduce(into: [(name: String, meaning: String)]()) { known, label in
            if !known.contains(where: { $0.name == label.name }) { known.append((label.name, label.meaning)) }
        }
        let longest = labels.map(\.name.count).max() ?? 0
        let legend = labels.map { "\(padded($0.name, to: longest))  \($0.meaning)" }
        return (lines + ["", "Labels:"] + legend).joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
