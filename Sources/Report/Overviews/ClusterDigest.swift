package import Celery
import Rules

/// What the index of several clusters needs of one, once its snapshot was read: all else is let go.
package struct ClusterDigest: Sendable {
    /// What it tells.
    package var row: ClusterRow
    /// Its names.
    package let names: ClusterNames
    /// How it stands, in a word and a shape.
    let mark: StateMark
    /// The same as a sentence; `nil` where it can't be read.
    let sentence: Phrase?
    /// Where more is told of each incident, below the site's root.
    let links: [[EvidenceLink]]
    /// How it does, as one picture; `nil` where it can't be read.
    package let card: Card?
    /// The incidents that are remembered of it.
    let log: IncidentLog?
    /// Whether its own site is for strangers, or kept from them.
    let isGuarded: Bool

    /// A cluster that can't be read, and why.
    package init(place: String, title: String, source: String?, problem: String) {
        row = ClusterRow(place: place, title: Excerpt.cell(title, limit: 200))
        row.source = source
        row.problem = problem
        names = ClusterNames()
        mark = StateMark("Can't be read", .cross, "warn")
        (sentence, links, card, log, isGuarded) = (nil, [], nil, nil, true)
    }

    /// Takes what is needed out of a snapshot, whose pages are at an address, if anybody knows that; `log` is what its
    /// site remembers. Its card is told in the language of the catalogue, English without one.
    package init(
        place: String, source: String?, address: String?, _ snapshot: Snapshot, zone: Zone, log: IncidentLog?,
        catalogue: Catalogue? = nil
    ) {
        let report = Report(snapshot, zone: zone, catalogue: catalogue)
        let title = snapshot.report.title
        var row = ClusterRow(place: place, title: title.isEmpty ? "Herbarium" : Excerpt.cell(title, limit: 200))
        (row.source, row.address) = (source, address)
        row.capturedAt = snapshot.capturedAt
        row.span = snapshot.coverage.span
        row.watchedShare = snapshot.coverage.watchedShare
        row.broker = snapshot.broker
        row.isKnown = snapshot.tellsOfWorkers
        let order = snapshot.incidents.indices.sorted { Self.rank($0, in: snapshot) < Self.rank($1, in: snapshot) }
        row.incidents = order.map { place in
            var incident = snapshot.incidents[place]
            // The list that these are places in isn't told.
            incident.findings = []
            return incident
        }
        row.findings = ClusterRow.FindingCounts(snapshot.findings)
        if !report.judgements.isEmpty {
            let count = { (verdict: Verdict) in report.judgements.count { $0.verdict == verdict } }
            row.rules = ClusterRow.RuleCounts(pass: count(.pass), fail: count(.fail), unknown: count(.unknown))
        }
        row.totals = snapshot.totals
        if snapshot.tellsOfWorkers || !snapshot.workers.isEmpty {
            row.workers = ClusterRow.WorkerCounts(snapshot.workers)
        }
        if snapshot.isTold(by: "queues") || !snapshot.queues.isEmpty {
            row.queues = ClusterRow.QueueCounts(snapshot.queues)
        }
        self.row = row
        names = ClusterNames(report)
        links = order.prefix(Self.mostIncidents).map {
            report.incidentEntry(snapshot.incidents[$0], linkedAt: address).links
        }
        (mark, sentence, _) = report.standing
        card = Card(report)
        var gravest = snapshot
        gravest.incidents = order.prefix(Self.mostIncidents).map { snapshot.incidents[$0] }
        self.log = IncidentLog(gravest, after: log)
        isGuarded = snapshot.report.isProtected || snapshot.redactions.isPublic
    }

    /// So many of its incidents, the gravest, are looked at closely: a file may have any number.
    private static let mostIncidents = 200

    private static func rank(_ place: Int, in snapshot: Snapshot) -> (Int, Int, Int) {
        let incident = snapshot.incidents[place]
        let severity = Finding.Severity.allCases.firstIndex(of: incident.severity) ?? 0
        return (incident.until == nil ? 0 : 1, severity, place)
    }
}
