package import Celery

/// What came of asking the workers.
package struct InspectionReport: Sendable, Equatable, UnreadableCount {
    /// The answers, and how many were expected.
    package var inspection: Inspection
    /// The questions that were not asked, by Celery's names, since so much is in flight that answering would hold the
    /// workers up.
    package var withheld: [String] = []
    /// How many workers were not asked all that they hold, since an argument that JSON can't hold would have ended
    /// their remote control.
    package var spared = 0
    /// Names under which more than one worker answered.
    package var sharedNames: [WorkerName] = []
    /// How many answers couldn't be read.
    package var unreadable = 0
    /// Why the first few of them couldn't be read, each reason once.
    package var reasons: [String] = []
    /// What ended the waiting before its time; the answers until then are kept.
    package var failure: BrokerError?

    /// Reports on answers.
    package init(_ inspection: Inspection) {
        self.inspection = inspection
    }

    /// That there was nobody to ask, which is known for certain.
    static func nobody(asked: Instant) -> InspectionReport {
        InspectionReport(Inspection(asked: asked, answered: asked, expected: 0, isComplete: true))
    }

    /// How many that heard the questions answered none of them; `nil` where nobody knows how many heard them.
    package var silent: Int? {
        let known = inspection.workers.count + inspection.unreadableWorkers + sharedNames.count
        return inspection.expected.map { max(0, $0 - known) }
    }
}
