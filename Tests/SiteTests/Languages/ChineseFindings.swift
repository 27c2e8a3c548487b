@testable import Celery

/// What is found, and how sources did, in each way in which it is told.
enum ChineseFindings {
    /// One finding for each way in which each is told; texts that would come from a cluster are disguised.
    static func all(_ disguise: (String) -> String) -> [Finding] {
        let worker = WorkerName(disguise("celery@w1"))
        let task = TaskID("6f2c3b1e-0000-4000-8000-000000000001")
        let now = SampleSnapshot.captured
        let growth = QueueGrowth(rate: 12, stretch: 58)
        return [
            .queueWithoutConsumer(disguise("mail"), ready: 1), .queueWithoutConsumer(disguise("mail"), ready: 4_102),
            .queuesWithoutConsumer(
                3, messages: 9, fullest: [(disguise("a"), 4), (disguise("b"), 3), (disguise("c"), 2)]),
            .deadLetters(disguise("dead"), ready: 4),
            .queueGrowing(disguise("mail"), ready: 30, growth: growth, peak: nil),
            .queueGrowing(disguise("mail"), ready: 30, growth: growth, peak: 90),
            .consumersStalled(disguise("mail"), ready: 9, consumers: 1, free: 1, slots: 4, seconds: 200),
            .consumersSilent(disguise("mail"), ready: 9, consumers: 2, silent: [worker], mayBeBusy: true, seconds: 90),
            .consumersSilent(
                disguise("mail"), ready: 9, consumers: 2, silent: [worker, worker], mayBeBusy: false, seconds: 90),
            .unacknowledgedGrowing(disguise("mail"), count: 30, growth: 4),
            .messagesUnseen(disguise("mail"), counted: 3.2, readings: 4, told: 1.1, messages: 9),
            .messagesUnclaimed(disguise("mail"), count: 1, redelivery: nil),
            .messagesUnclaimed(disguise("mail"), count: 8, redelivery: now),
            .workerOffline(worker, saidGoodbye: true, since: now),
            .workerOffline(worker, saidGoodbye: false, since: now),
            .workerUnknown(worker, processed: 0), .workerUnknown(worker, processed: 3), .workersUnheard, .workerSilent(worker, for: 90, active: 0, since: now),
            .workerSilent(worker, for: 9_000, active: 2, since: now),
            .attemptsMadeGood(worker, lost: 1), .attemptsMadeGood(worker, lost: 4),
            .attemptsLost(worker, lost: 4, comingBack: 3, gone: 1, redelivery: now),
            .attemptsLost(worker, lost: 1, comingBack: 0, gone: 0, redelivery: nil),
            .eventsOff(worker), .eventsOff(ended: 5, whileListening: 2), .eventsOff(ended: 5, whileListening: 0),
            .workerTwins(worker), .clockSkew(worker, lead: 90), .clockSkew(worker, lead: -5),
            .executionsUnseen(worker, unseen: 2, of: 9, margin: nil),
            .executionsUnseen(worker, unseen: 2, of: 9, margin: 3),
            .executionsUntold(worker, active: 4, untold: 2), .executionsUntold(worker, active: 4, untold: 4),
            .prefetchedBehindLong(worker, reserved: 1, active: 1, seconds: 700, free: nil),
            .prefetchedBehindLong(worker, reserved: 8, active: 4, seconds: 700, free: nil),
            .prefetchedBehindLong(worker, reserved: 1, active: 1, seconds: 700, free: (worker, disguise("mail"))),
            .prefetchedBehindLong(worker, reserved: 8, active: 4, seconds: 700, free: (worker, nil)), .noWorkers,
            .consumersOfVersions(disguise("mail"), [("5.4.0", worker), ("5.6.2", worker)], queues: 1),
            .consumersOfVersions(disguise("mail"), [("5.4.0", worker), ("5.6.2", worker)], queues: 3),
            .consumersOfTypes(
                disguise("mail"), type: disguise("a.b"), unknownTo: worker, knownTo: worker, types: 1,
                isCarried: false, queues: 1),
            .consumersOfTypes(
                disguise("mail"), type: disguise("a.b"), unknownTo: worker, knownTo: worker, types: 4,
                isCarried: true, queues: 3),
            .runningLong(disguise("a.b"), task: task, on: worker, seconds: 700, p99: 4.21, tasks: 1),
            .runningLong(disguise("a.b"), task: task, on: worker, seconds: 700, p99: 40, tasks: 3),
            .poison(disguise("a.b"), task: task, receipts: 4, killed: 0, messages: 1),
            .poison(nil, task: task, receipts: 4, killed: 3, messages: 1),
            .poison(disguise("a.b"), task: task, receipts: 4, killed: 0, messages: 4),
            .retryStorm(disguise("a.b"), retried: 1, seconds: 80, of: 100),
            .runTwice(disguise("a.b"), task: task, seconds: 4.2, tasks: 1),
            .runTwice(nil, task: task, seconds: 90, tasks: 3),
            .nearVisibilityTimeout(disguise("a.b"), p99: 3_000, timeout: 3_600, types: 1),
            .nearVisibilityTimeout(disguise("a.b"), p99: 3_000, timeout: 3_600, types: 3),
            .etaNearVisibilityTimeout(1, longest: 4_000, timeout: 3_600),
            .workerIdle(worker, queue: disguise("mail"), ready: 4, free: 1, seconds: 200),
            .workerRestarting(worker, restarts: 4, last: now),
            .chordStuck(task, of: nil, since: now, count: 1),
            .chordStuck(task, of: disguise("a.b"), since: now, count: 3),
            .typeFailing(disguise("a.b"), failed: 26, ended: 338, mostly: nil),
            .typeFailing(disguise("a.b"), failed: 26, ended: 338, mostly: disguise("KeyError")),
            .taskUnregistered(disguise("a.b"), messages: 2, workers: [worker]),
            .taskUnregistered(nil, messages: 1, workers: []),
            .negativeWaits(1, clocksDisagreeBy: nil), .negativeWaits(4, clocksDisagreeBy: 3),
            .attemptsUnaccounted(1), .attemptsUnaccounted(4), .resultsPlain(3, of: 9),
        ]
    }

    /// How the sources did.
    static func sources(_ disguise: (String) -> String) -> [SourceReport] {
        [
            SourceReport(name: "events", status: .ok, detail: "31,804 events in 5.0 s", duration: 5.02),
            SourceReport(name: "inspect", status: .partial, detail: "4 of 5 workers answered", duration: 3),
            SourceReport(name: "queues", status: .ok, detail: "4 queues", duration: 0.018),
            SourceReport(
                name: "results", status: .skipped,
                detail:
                    "results in \(name: disguise("mongodb://h")) are not read, only those in Redis and in tables of "
                    + "SQLite and PostgreSQL", duration: 0),
            SourceReport(
                name: "management", status: .failed, detail: "no answer from \(name: disguise("h")) in time",
                duration: 2),
        ]
    }
}
