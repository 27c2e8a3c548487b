/// What the workers answered to one round of questions.
package struct Inspection: Sendable, Equatable {
    /// When they were asked, by our clock.
    package var asked: Instant
    /// When the last answer came that we waited for.
    package var answered: Instant
    /// How many workers heard the questions; `nil` where the broker didn't say.
    package var expected: Int?
    /// The answers.
    package var workers: [WorkerName: WorkerInspection]
    /// Whether every question that this round asked was answered by every worker that heard it.
    package var isComplete: Bool
    /// How many workers answered in a form that can't be read, and are none of the answers.
    package var unreadableWorkers = 0

    /// Collects answers.
    package init(
        asked: Instant, answered: Instant, expected: Int? = nil, workers: [WorkerName: WorkerInspection] = [:],
        isComplete: Bool = false
    ) {
        self.asked = asked
        self.answered = answered
        self.expected = expected
        self.workers = workers
        self.isComplete = isComplete
    }
}
