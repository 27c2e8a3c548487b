package import Celery

extension ClusterRow.Standing: WordValue {}

extension ClusterRow.FindingCounts: Record {
    static var term: StaticString { "finding_counts" }
    static var meaning: StaticString { "How many findings there are, by severity." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("critical", &critical, "Those that are critical.")
        members.member("warning", &warning, "Those that are warnings.")
        members.member("note", &note, "Those that are notes.")
    }
}

extension ClusterRow.RuleCounts: Record {
    static var term: StaticString { "rule_counts" }
    static var meaning: StaticString { "How many rules there are, by verdict." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("pass", &pass, "Those that hold.")
        members.member("fail", &fail, "Those that don't.")
        members.member("unknown", &unknown, "Those that can't be judged.")
    }
}

extension ClusterRow.WorkerCounts: Record {
    static var term: StaticString { "worker_counts" }
    static var meaning: StaticString { "How many workers there are, by status." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("online", &online, "Those that were heard, or answered.")
        members.member("stopping", &stopping, "Those that said good-bye, and still execute.")
        members.member("offline", &offline, "Those that left, or were silent for long.")
        members.member("unknown", &unknown, "Those that are silent for a while, or were never heard.")
    }
}

extension ClusterRow.QueueCounts: Record {
    static var term: StaticString { "queue_counts" }
    static var meaning: StaticString { "The sums over all queues; null where a summand isn't known." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("queues", &queues, "How many queues there are.")
        members.member("ready", &ready, "Messages that wait.")
        members.member("unacked", &unacknowledged, "Messages delivered and not acknowledged.")
        members.member("messages", &messages, "All messages.")
    }
}

extension ClusterRow: Record {
    static var term: StaticString { "cluster" }
    static var meaning: StaticString { "A cluster; what only its snapshot tells is null where that can't be read." }
    static var blank: Self { Self(place: "", title: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("address", &address, "Where its pages are, from the index; null where nobody knows.")
        members.member("broker", &broker, "Its broker.")
        members.member("captured_at", &capturedAt, "When its snapshot was captured.")
        members.member("findings", &findings, "How many findings there are, by severity.")
        members.member("incidents", &incidents, "Its incidents: what lasts, the gravest first, then what is over.")
        members.member("known", &isKnown, "Whether anything told of its workers and what they do.")
        members.member("problem", &problem, "Why nothing of it can be read; null where it can.")
        members.member("queues", &queues, "The sums over its queues; null where nothing told of them.")
        members.member("rules", &rules, "How many of its rules hold; null where it has none.")
        members.member("source", &source, "The folder or the file that was named; null on an index for strangers.")
        members.member("span", &span, "The span that its counts are about.")
        members.member("stale", &isStale, "Whether its snapshot is too much older than the newest of all.")
        members.derived("standing", standing, "How it stands; the clusters are ranked by it, the worst first.")
        members.required("title", &title, "What it is called.")
        members.member("totals", &totals, "The sums over its workers.")
        members.member("watched_share", &watchedShare, "The part of the span in which somebody listened, from 0 to 1.")
        members.member("workers", &workers, "How many workers there are; null where nothing told of them.")
    }
}

extension Overview: Record {
    static var term: StaticString { "overview" }
    static var meaning: StaticString { "Several clusters at one time." }
    static var blank: Overview { Overview([], title: "", staleAfter: 0, now: .distantPast) }

    /// Its place on a site.
    package static let path = "data/overview.json"

    mutating func visit(_ members: inout some MemberVisitor) {
        var rows = clusters
        members.derived("as_of", asOf, "When the newest snapshot was captured.")
        members.rows("clusters", &rows, "The clusters, the worst first.")
        members.derived("schema", Self.schema, "The format, and its version.")
        members.member(
            "stale_after", &staleAfter, "A snapshot is stale that is older than the newest by more.", unit: .seconds)
        members.member("title", &title, "What the index is called.")
    }

    /// `data/overview.json`: sorted keys, a line for each cluster.
    package var file: [UInt8] { RecordWriter.file(of: self) }
}
