/// What in a snapshot needs attention, in sentences.
struct Findings {
    private let snapshot: Snapshot
    private let assessment: Assessment
    private let state: ClusterState

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        self.snapshot = snapshot
        self.assessment = assessment
        self.state = state
    }

    /// All of them, the most severe first, then those that do the most harm.
    var all: [Finding] {
        let found =
            sources + WorkerFindings(snapshot: snapshot, assessment: assessment, state: state).all
            + TaskFindings(snapshot: snapshot, assessment: assessment).all
            + QueueFindings(snapshot: snapshot, assessment: assessment).all
        return Finding.Severity.allCases.flatMap { severity in
            let alike = found.enumerated().filter { $0.element.severity == severity }
            return alike.sorted { one, other in
                (one.element.code.harm, one.offset) < (other.element.code.harm, other.offset)
            }.map(\.element)
        }
    }

    private var sources: [Finding] {
        snapshot.sources.compactMap { source in
            switch source.status {
            case .ok, .skipped: nil
            case .failed:
                Finding(
                    .critical, .sourceFailed, subject: source.name, message: "\(words: source.name): \(source.detail)"
                )
            case .partial:
                Finding(
                    .warning, .sourcePartial, subject: source.name, message: "\(words: source.name): \(source.detail)"
                )
            }
        }
    }
}

/// Numbers and durations in the words of findings.
enum Wording {
    /// `1 message`, `412 messages`.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> Phrase {
        "\(grouped(number)) \(words: number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `10,611`.
    static func grouped(_ number: Int) -> Phrase {
        var digits = Array(String(number.magnitude))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return "\(words: (number < 0 ? "-" : "") + String(digits))"
    }

    /// `8 s`, `3 min`, `2 h`, `4 d`.
    static func duration(_ seconds: Double) -> Phrase {
        let units: [(Double, String)] = [(86_400, "d"), (3600, "h"), (60, "min")]
        for (length, name) in units where seconds >= 2 * length { return "\(Int(seconds / length)) \(words: name)" }
        return "\(Int(seconds)) s"
    }

    /// `8.1 %`.
    static func percent(_ part: Int, of whole: Int) -> Phrase {
        let tenths = (Double(part) * 1000 / Double(max(whole, 1))).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
    }
}
