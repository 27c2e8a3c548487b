extension Finding {
    /// What kind of finding it is: the word in `code`, which a newer version may have others of. Those of this version
    /// stand beside what finds them.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The word.
        package let rawValue: String

        /// Takes a word as it stands in a file.
        package init(rawValue: String) { self.rawValue = rawValue }

        init(_ word: String) { rawValue = word }
    }

    /// What a finding of a kind does harm to, the worst first: what is lost and stands still, then what fails, then what
    /// will, and last what only keeps the report from knowing.
    enum Harm: Int, Comparable {
        case workLost, nobodyWorks, workerGone, workStandsStill, workRepeats, workFails, workGathers
        case sourceLacks, answersLack, eventsLack, reportLacks

        static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
    }
}

extension Finding.Code {
    private static let harms = Findings.finders.reduce(into: [:]) { harms, finder in
        harms.merge(finder.kinds) { first, _ in first }
    }

    /// Whether something happened to the cluster, and not just to what is known of it.
    package var isOfCluster: Bool { harm < .sourceLacks }

    /// What it does harm to; a kind that only another version knows does it to what is gathering.
    var harm: Finding.Harm { Self.harms[self] ?? .workGathers }
}
