import Celery
import Report
import Site
import Templating

/// Sites in Chinese of clusters whose every text is in Cyrillic letters, so that all English on them is ours.
enum ChineseSites {
    /// Notes what is asked of the catalogue.
    static let recorder = CatalogueRecorder()
    /// The built-in templates in Chinese, compiled once.
    static let builder = Result { () throws(SiteError) in
        try SiteBuilder(templates: BuiltInTemplates.all, language: .chinese, recorder: recorder)
    }

    /// The files that people read of all of them, by the name of the site and the path; made once.
    static let made = Result { try make() }

    /// A text in letters that no message of ours has; all signs in it stay.
    static func cyrillic(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { told, scalar in
            switch scalar {
            case "a"..."z": told.unicodeScalars.append(Unicode.Scalar(scalar.value - 97 + 0x430) ?? scalar)
            case "A"..."Z": told.unicodeScalars.append(Unicode.Scalar(scalar.value - 65 + 0x410) ?? scalar)
            default: told.unicodeScalars.append(scalar)
            }
        }
    }

    /// A cluster with everything.
    static func snapshot(_ disguise: @escaping @Sendable (String) -> String = cyrillic) -> Snapshot {
        var snapshot = SampleSnapshot(disguise: disguise, taskCount: 8).snapshot
        snapshot.report.note = disguise("a note")
        snapshot.report.title = disguise("shop")
        snapshot.producer.host = disguise("cron-1")
        snapshot.findings = ChineseFindings.all(disguise)
        for index in snapshot.incidents.indices { snapshot.incidents[index].findings = [index] }
        snapshot.sources = ChineseFindings.sources(disguise)
        return snapshot
    }

    private static func make() throws -> [String: String] {
        var files: [String: String] = [:]
        func add(_ name: String, _ made: [RenderedFile]) {
            for file in made where [".html", ".md", ".svg", ".atom", ".txt"].contains(where: file.path.hasSuffix) {
                files["\(name)/\(file.path)"] = String(decoding: file.bytes, as: UTF8.self)
            }
        }
        let builder = try builder.get()
        let whole = snapshot()
        var options = SiteOptions()
        options.baseline = whole
        options.baseline?.taskTypes[0].counts[.failed] = 9_000
        options.baseline?.queues[0].ready = 77
        options.baseline?.failures.removeLast()
        add("whole", try builder.files(for: whole, zone: .utc, options: options))
        let hostile = snapshot { text in cyrillic(HostilePagesTests.disguise(1, isHostile: true)(text)) }
        add("hostile", try builder.files(for: hostile, zone: .utc))
        add("bare", try builder.files(for: bare(whole), zone: .utc))
        add("empty", try builder.files(for: SampleSnapshot.empty, zone: .utc))
        add("unknown", try builder.files(for: SampleSnapshot.unknown, zone: .utc))
        var lasting = bare(whole)
        lasting.tasks = (0..<120).map { number in
            TaskRow(id: TaskID("\(number)"), state: "SUCCESS", facts: TaskFacts(), source: .events, attempts: [])
        }
        add("lasting", try builder.files(for: lasting, zone: .utc))
        add("overview", try builder.files(for: board(of: [whole, lasting], builder)))
        return files
    }

    /// One without anything, to which nobody listened.
    private static func bare(_ whole: Snapshot) -> Snapshot {
        var bare = whole
        (bare.tasks, bare.workers, bare.queues, bare.findings, bare.incidents) = ([], [], [], [], [])
        (bare.failures, bare.taskTypes, bare.series, bare.coverage.watched) = ([], [], [], [])
        return bare
    }

    private static func board(of snapshots: [Snapshot], _ builder: SiteBuilder) -> OverviewBoard {
        var stale = snapshots[1]
        stale.capturedAt = stale.capturedAt - 90_000
        var ahead = snapshots[0]
        ahead.capturedAt = ahead.capturedAt + 9_000
        let digests = (snapshots + [stale, ahead]).enumerated().map { place, snapshot in
            ClusterDigest(
                place: "\(place)", source: place == 0 ? nil : "\(place)", address: "\(place)/", snapshot, zone: .utc,
                log: nil, catalogue: builder.catalogue)
        }
        let unread = ClusterDigest(place: "x", title: cyrillic("x"), source: nil, problem: cyrillic("damaged"))
        return OverviewBoard(
            digests + [unread], title: cyrillic("shops"), staleAfter: 3_600, now: SampleSnapshot.captured, zone: .utc,
            version: "0.1.0", catalogue: builder.catalogue)
    }
}
