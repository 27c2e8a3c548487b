package import Celery

/// Several clusters, ranked, with all that the files of their index show.
package struct OverviewBoard: Sendable {
    /// What is told of them.
    package let overview: Overview
    /// The clusters in that order.
    package let digests: [ClusterDigest]
    /// By which names their sections and cards go, in that order: each is one of its own.
    package let names: [String]
    let notation: Notation
    let version: String
    /// Whether nothing has to be said of strangers.
    let isGuarded: Bool
    /// Where the index is published, with a slash at its end; `nil` where nobody told.
    package let siteURL: String?

    /// The time of the newest snapshot.
    var asOf: Instant { notation.captured }
    /// The longest list of names.
    package var longestList: Int { digests.map(\.names.longest).max() ?? 0 }

    /// Ranks clusters; what is told of them is in the language of the catalogue, English without one.
    package init(
        _ digests: [ClusterDigest], title: String, staleAfter: Double, now: Instant, zone: Zone, version: String,
        siteURL: String? = nil, isGuarded: Bool = false, catalogue: Catalogue? = nil
    ) {
        let overview = Overview(digests.map(\.row), title: title, staleAfter: staleAfter, now: now)
        let places = Dictionary(digests.map { ($0.row.place.exact, $0) }) { first, _ in first }
        self.overview = overview
        self.digests = overview.clusters.compactMap { row in
            var digest = places[row.place.exact]
            digest?.row = row
            return digest
        }
        names = Self.names(of: overview.clusters)
        notation = Notation(zone: zone, captured: overview.asOf ?? now, catalogue: catalogue)
        (self.version, self.siteURL) = (version, siteURL)
        self.isGuarded = isGuarded || digests.allSatisfy(\.isGuarded)
    }

    /// The title made fit for a file, and, where several have it, what tells them apart.
    private static func names(of rows: [ClusterRow]) -> [String] {
        let safe = rows.map { SafeName($0.title, isFile: true).description }
        let counts = safe.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return zip(rows, safe).map { row, name in
            guard counts[name] != 1 else { return name }
            return "\(name)~\(IncidentLog.uuid("place", row.place).prefix(8))"
        }
    }

    /// An address for whoever reads of it elsewhere: from the index, or whole where it is known where that is.
    func whole(_ address: String) -> String {
        // A relative one is percent-encoded, and has no colon.
        address.contains(":") ? address : (siteURL ?? "") + address
    }

    /// `3 clusters`.
    var counts: String { Wording.count(overview.clusters.count, "cluster") }

    /// `1 with a critical incident, 1 can't be read, 4 well`: how they stand, the worst first.
    var standings: String {
        let words = ClusterRow.Standing.allCases.compactMap { standing -> String? in
            let count = overview.count(standing)
            guard count > 0 else { return nil }
            let number = Wording.count(count)
            return switch standing {
            case .critical: "\(number) with \(count == 1 ? "a critical incident" : "critical incidents")"
            case .warning: "\(number) with warnings"
            case .unreadable: "\(number) that can't be read"
            case .unknown: "\(number) of which nothing is known"
            case .stale: "\(number) stale"
            case .well: "\(number) well"
            }
        }
        return "\(counts): \(words.isEmpty ? "none" : Wording.list(words))"
    }

    /// `2 critical, 1 warning`: how many incidents last in all; `nil` where none does.
    var alarm: String? {
        let sums = [Finding.Severity.critical, .warning].compactMap { severity -> String? in
            let count = overview.clusters.reduce(0) { $0 + $1.lasting(severity) }
            return count == 0 ? nil : severity == .critical ? "\(count) critical" : Wording.count(count, "warning")
        }
        return sums.isEmpty ? nil : sums.joined(separator: ", ")
    }

    var openness: String? {
        isGuarded ? nil : "No access control: whoever can reach these pages can read them."
    }
}
