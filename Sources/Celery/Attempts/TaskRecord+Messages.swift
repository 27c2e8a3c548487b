extension TaskRecord {
    /// The message of each attempt, as its producer told of it; `nil` where nobody told, or not of which attempt.
    ///
    /// An attempt's message says the same name and number of retries, and where several do, has the same parent and the
    /// same arguments. Of messages that are alike in all of that each attempt has its own, in their order; a message
    /// that was delivered again has several attempts.
    func messages(of attempts: [Attempt]) -> [Mark?] {
        if attempts.count == 1, sent.count < 2 {
            return [sent.first.flatMap { isMessage($0, of: attempts[0]) ? $0 : nil }]
        }
        guard !sent.isEmpty else { return Array(repeating: nil, count: attempts.count) }
        let candidates = attempts.map(candidates)
        return attempts.indices.map { index in
            let own = candidates[index]
            guard own.count > 1 else { return own.first.map { sent[$0] } }
            let alike = attempts.indices.filter { candidates[$0] == own }.sorted {
                Attempt.isReceivedEarlier(attempts[$0], attempts[$1])
            }
            if alike.count == own.count, let place = alike.firstIndex(of: index) { return sent[own[place]] }
            let since = (attempts[index].since ?? .distantPast) + Self.delay
            return sent[own.last { sent[$0].timestamp <= since } ?? own[0]]
        }
    }

    /// Whether the only message that is known of can be the only attempt's.
    private func isMessage(_ mark: Mark, of attempt: Attempt) -> Bool {
        if let name = mark.shared.name, let own = attempt.told.name, name != own { return false }
        let retries = mark.shared.retries ?? 0
        if let own = attempt.told.retries { return retries == own }
        return attempt.since.map { mark.timestamp <= $0 } ?? true || retries == 0
    }

    /// A producer tells of a message once it is sent; a quick worker may have it sooner by so many seconds.
    private static let delay = 0.5

    /// The places of the messages that may be an attempt's.
    ///
    /// Where the attempt doesn't tell its number of retries, the last sent before it began; the first of all precedes
    /// every attempt, whatever the clocks say.
    private func candidates(of attempt: Attempt) -> [Int] {
        let (name, retries) = (attempt.told.name, attempt.told.retries)
        let named = sent.indices.filter {
            sent[$0].shared.name == nil || name == nil || sent[$0].shared.name.isSame(as: name)
        }
        guard let retries else {
            guard let since = attempt.since else { return named.last.map { [$0] } ?? [] }
            let place =
                named.last { sent[$0].timestamp <= since } ?? named.first { (sent[$0].shared.retries ?? 0) == 0 }
            return place.map { [$0] } ?? []
        }
        let numbered = named.filter { (sent[$0].shared.retries ?? 0) == retries }
        guard numbered.count > 1, attempt.received != nil else { return numbered }
        let own = attempt.facts
        let related = numbered.filter { sent[$0].facts.parent == own.parent }.orAll(numbered)
        return related.filter { sent[$0].facts.args == own.args && sent[$0].facts.kwargs == own.kwargs }.orAll(related)
    }

    /// The queue of an attempt's message, or of the last one sent where that isn't known.
    func queue(of message: Mark?) -> String? { (message ?? sent.last)?.facts.queue }
}

extension [Int] {
    /// These, or others where there are none.
    fileprivate func orAll(_ others: [Int]) -> [Int] { isEmpty ? others : self }
}
