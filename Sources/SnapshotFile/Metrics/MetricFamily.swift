import Celery

/// Samples of one name, as Prometheus' text format has them.
///
/// The format is that of "Exposition formats", version 0.0.4, which node_exporter's textfile collector reads.
struct MetricFamily {
    /// What kind of number it is.
    enum Kind: String {
        /// One that may fall.
        case gauge
        /// One that only grows, until whoever counts begins anew.
        case counter
    }

    let name: String
    let kind: Kind
    let help: String
    private var lines: [[UInt8]] = []
    private var seen: Set<[UInt8]> = []

    init(_ name: String, _ kind: Kind, help: String) { (self.name, self.kind, self.help) = (name, kind, help) }

    /// Adds a sample; what isn't known, or is no number, is none, and of two with the same labels the first counts.
    mutating func add(_ labels: [MetricLabel], _ value: Double?) {
        guard let value, value.isFinite else { return }
        var line = Array(name.utf8)
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            line += Array("{\(pairs.joined(separator: ","))}".utf8)
        }
        // By bytes: two names that look alike are two.
        guard seen.insert(line).inserted else { return }
        let whole = Int64(exactly: value)
        lines.append(line + Array(" \(whole.map { String($0) } ?? "\(value)")\n".utf8))
    }

    /// Writes help, type and samples; nothing where there are none.
    func write(to bytes: inout [UInt8]) {
        guard !lines.isEmpty else { return }
        bytes += Array("# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n".utf8)
        for line in lines { bytes += line }
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\"" where quotes: escaped.append(contentsOf: "\\\"".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

/// What tells one sample of a family from another.
struct MetricLabel {
    let name: String
    let value: String

    init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}
