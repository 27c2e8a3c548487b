extension Attempt {
    /// Closes the attempt by a stored result that was made after it began.
    ///
    /// - Returns: its outcome; `nil` where the result proves nothing of this attempt.
    mutating func close(by result: StoredResult) -> Outcome? {
        guard let finished = result.finished, let since, finished >= (started ?? since),
            result.worker == nil || result.worker == worker, interruption == nil || started != nil
        else { return nil }
        switch result.state {
        case "SUCCESS": ending = .succeeded
        case "FAILURE": ending = .failed
        default: return nil
        }
        self.finished = finished
        facts.fill(result.facts)
        return ending.map { Outcome($0, isBegun: true) }
    }
}

extension StoredResult {
    /// What it tells of the task rather than of its end.
    var descriptiveFacts: TaskFacts {
        var facts = facts
        facts.result = nil
        facts.exception = nil
        facts.traceback = nil
        facts.retries = nil
        return facts
    }
}
