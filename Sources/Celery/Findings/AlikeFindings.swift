/// Findings of one kind, each about another worker, where there are more than anybody reads.
enum AlikeFindings {
    /// So many of a kind stand for themselves, the newest; the others are counted.
    private static let most = 100

    /// What kind a finding is of.
    private struct Kind: Hashable {
        let code: Finding.Code
        let severity: Finding.Severity
    }

    /// Makes one of those beyond; what is critical always stands for itself.
    static func folded(_ findings: [Finding]) -> [Finding] {
        var places: [Kind: [Int]] = [:]
        for (place, finding) in findings.enumerated() where finding.severity != .critical {
            places[Kind(code: finding.code, severity: finding.severity), default: []].append(place)
        }
        var left: Set<Int> = []
        var sums: [Int: Finding] = [:]
        for alike in places.values where alike.count > most {
            let newest = alike.sorted { one, other in
                let (time, otherTime) = (findings[one].time, findings[other].time)
                return time == otherTime ? one < other : (time ?? .distantPast) > (otherTime ?? .distantPast)
            }
            let others = newest.dropFirst(most)
            guard let last = alike.last, let first = others.first else { continue }
            left.formUnion(others)
            sums[last] = findings[first].standing(forOthers: others.count)
        }
        guard !sums.isEmpty else { return findings }
        return findings.enumerated().flatMap { place, finding in
            (left.contains(place) ? [] : [finding]) + [sums[place]].compactMap { $0 }
        }
    }
}

extension Finding {
    /// One of several that are alike, for all of them.
    fileprivate func standing(forOthers count: Int) -> Finding {
        var finding = self
        finding.facts?["alike"] = .count(count)
        finding.message = "\(Phrase.grouped(count)) more like this one: \(message)"
        return finding
    }
}
