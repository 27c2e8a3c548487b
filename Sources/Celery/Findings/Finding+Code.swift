extension Finding {
    /// What kind of finding it is: the word in `code`, which a newer version may have others of.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The word.
        package let rawValue: String

        /// Takes a word as it stands in a file.
        package init(rawValue: String) { self.rawValue = rawValue }

        private init(_ word: String) { rawValue = word }
    }
}

extension Finding.Code {
    /// Attempts were begun by a worker that is gone.
    package static let attemptsLost = Self("attempts_lost")
    /// No worker is online.
    package static let noWorkers = Self("no_workers")
    /// A worker is gone.
    package static let workerOffline = Self("worker_offline")
    /// A queue has messages and nobody to take them.
    package static let queueWithoutConsumer = Self("queue_without_consumer")
    /// Messages were delivered, and no live worker holds them.
    package static let messagesUnclaimed = Self("messages_unclaimed")
    /// A queue has messages, and its consumers free slots, and nothing is begun.
    package static let consumersStalled = Self("consumers_stalled")
    /// A task type fails unusually often.
    package static let typeFailing = Self("type_failing")
    /// One exception came many times within a short while.
    package static let failureBurst = Self("failure_burst")
    /// Two live workers have one name.
    package static let workerTwins = Self("worker_twins")
    /// A queue grows.
    package static let queueGrowing = Self("queue_growing")
    /// A queue has what others have given up.
    package static let deadLetters = Self("dead_letters")
    /// A source told nothing.
    package static let sourceFailed = Self("source_failed")
    /// A worker sends heartbeats and did not answer.
    package static let workerSilentToInspection = Self("worker_silent_to_inspection")
    /// A worker takes no commands.
    package static let workerWithoutControl = Self("worker_without_control")
    /// Fewer workers answered than were asked.
    package static let inspectionIncomplete = Self("inspection_incomplete")
    /// A source told a part.
    package static let sourcePartial = Self("source_partial")
    /// A worker sends no task events.
    package static let eventsOff = Self("events_off")
    /// A worker's clock disagrees with ours.
    package static let clockSkew = Self("clock_skew")
    /// A worker was asked for a task type that it doesn't know.
    package static let taskUnregistered = Self("task_unregistered")
    /// More and more messages are delivered and not acknowledged.
    package static let queueUnacknowledgedGrowing = Self("queue_unacknowledged_growing")
    /// The end of attempts was not seen.
    package static let attemptsUnaccounted = Self("attempts_unaccounted")
    /// A worker's counter tells of more executions than events did.
    package static let executionsUnseen = Self("executions_unseen")
    /// A worker executes tasks that nothing tells of.
    package static let executionsUntold = Self("executions_untold")
    /// Workers answered in a form that isn't read.
    package static let inspectionUnreadable = Self("inspection_unreadable")
    /// Dead workers left their names in the broker.
    package static let namesLeft = Self("names_left")
    /// Attempts began before they were sent.
    package static let negativeWaits = Self("negative_waits")
    /// A worker's prefetched tasks wait behind a long one.
    package static let prefetchedBehindLong = Self("prefetched_behind_long")
    /// Stored results have no name.
    package static let resultsPlain = Self("results_plain")
    /// Messages pass through a queue that no event tells of.
    package static let messagesUnseen = Self("messages_unseen")
    /// A worker has been silent for a while.
    package static let workerSilent = Self("worker_silent")
    /// Workers were neither listened to nor asked.
    package static let workersUnheard = Self("workers_unheard")
    /// A worker is only a name in the broker.
    package static let workerUnknown = Self("worker_unknown")

    /// A task runs far longer than its type usually does.
    package static let taskRunningLong = Self("task_running_long")
    /// A message is begun again and again without success, or kills what executes it.
    package static let poisonMessage = Self("poison_message")
    /// Much of a type's slot time ends in retries.
    package static let retryStorm = Self("retry_storm")
    /// A task was executed twice at once.
    package static let taskRunTwice = Self("task_run_twice")
    /// Executions, or ETAs, come near the visibility timeout.
    package static let nearVisibilityTimeout = Self("near_visibility_timeout")
    /// A worker idles though a queue of its has work.
    package static let workerIdleBesideWork = Self("worker_idle_beside_work")
    /// A chord's header has ended, and its body was never sent.
    package static let chordStuck = Self("chord_stuck")
    /// Consumers of one queue run different versions, or don't know the same types.
    package static let consumersDiffer = Self("consumers_differ")
    /// A worker restarted again and again.
    package static let workerRestarting = Self("worker_restarting")

    /// The kinds by the harm that they do, the worst first: what is lost and stands still, then what fails, then what
    /// will, and last what only keeps the report from knowing.
    private static let byHarm: [Self] = [
        .attemptsLost, .noWorkers, .workerOffline, .queueWithoutConsumer, .messagesUnclaimed, .consumersStalled,
        .workerIdleBesideWork, .prefetchedBehindLong, .taskRunTwice, .poisonMessage, .chordStuck, .workerRestarting,
        .retryStorm, .taskRunningLong, .consumersDiffer,
        .nearVisibilityTimeout, .typeFailing, .failureBurst, .workerTwins, .queueGrowing, .deadLetters, .sourceFailed,
        .workerSilentToInspection,
        .workerWithoutControl, .inspectionIncomplete, .sourcePartial, .eventsOff, .clockSkew,
    ]

    /// What only keeps the report from knowing: nothing happened to the cluster.
    private static let ofReport: Set<Self> = [
        .sourceFailed, .workerSilentToInspection, .workerWithoutControl, .inspectionIncomplete, .sourcePartial,
        .eventsOff, .clockSkew, .attemptsUnaccounted, .executionsUnseen, .executionsUntold, .inspectionUnreadable,
        .namesLeft, .negativeWaits, .resultsPlain, .workerSilent, .workersUnheard, .workerUnknown, .messagesUnseen,
    ]

    /// Whether something happened to the cluster, and not just to what is known of it.
    package var isOfCluster: Bool { !Self.ofReport.contains(self) }

    private static let ranks = Dictionary(uniqueKeysWithValues: zip(byHarm, byHarm.indices))

    /// Its rank by harm; all that have none come last, as they were found.
    var harm: Int { Self.ranks[self] ?? Self.byHarm.count }
}
