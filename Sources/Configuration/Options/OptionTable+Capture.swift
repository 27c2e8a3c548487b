package import Celery

extension OptionTable {
    /// How long and how closely to look, and which span to report on.
    package static let capture: [OptionEntry] = [
        OptionEntry(listen), OptionEntry(inspectTimeout), OptionEntry(deadline), OptionEntry(passive),
        OptionEntry(enableEvents), OptionEntry(noHistory), OptionEntry(since), OptionEntry(until),
        OptionEntry(offlineAfter), OptionEntry(forgetOffline), OptionEntry(maxTasks), OptionEntry(waitTarget),
        OptionEntry(groupBy),
    ]

    package static let listen = OptionSpec<Span>(
        "listen", "DURATION", standard: .seconds(5), "How long to listen for events and heartbeats; 0s is allowed.",
        parse: Span.init(parsing:))

    package static let inspectTimeout = OptionSpec<Span>(
        "inspect-timeout", "DURATION", standard: .seconds(3), "How long to wait for a silent worker.",
        parse: Span.init(parsing:))

    package static let deadline = OptionSpec<Span>(
        "deadline", "DURATION", standard: .minutes(5), "The run ends by then, whatever hangs.",
        parse: Span.init(parsing:))

    package static let passive = OptionSpec<Bool>(
        flag: "passive", "Write nothing at all to the broker: no inspection, no queue of our own.")

    package static let enableEvents = OptionSpec<Bool>(
        flag: "enable-events", "Ask workers to send task events.")

    package static let noHistory = OptionSpec<Bool>(flag: "no-history", "Keep no history, and use none.")

    package static let since = OptionSpec<TimeReference>(
        "since", "TIME", standard: .ago(.hours(24)), "Where the span begins: 2h or 7d ago, or an ISO 8601 time.",
        parse: TimeReference.init(parsing:))

    package static let until = OptionSpec<TimeReference>(
        "until", "TIME", "Where the span ends. (default: now)", parse: TimeReference.init(parsing:))

    package static let offlineAfter = OptionSpec<Span>(
        "offline-after", "DURATION", standard: .minutes(5), "A worker silent for that long is offline.",
        parse: Span.init(parsing:))

    package static let forgetOffline = OptionSpec<Span>(
        "forget-offline", "DURATION", standard: .hours(24),
        "Workers offline for longer are folded into one row.", parse: Span.init(parsing:))

    static let waitTarget = OptionSpec<WaitTargets>(
        "wait-target", "QUEUE=DURATION", isList: true,
        "How long a message of this queue may wait, '*' for all queues; may be repeated.",
        parse: WaitTargets.init(parsing:))

    package static let groupBy = OptionSpec<GroupPath>(
        "group-by", "PATH", "Tell what waits, runs and fails by this argument of tasks: kwargs.team_id, args.0."
    ) { text throws(CommandError) in
        guard let path = GroupPath(text) else { throw .badValue(text, .notAGroupPath) }
        return path
    }

    package static let maxTasks = OptionSpec<Int>(
        "max-tasks", "N", standard: 10_000, "How many of the newest tasks to keep; failures are the last to go."
    ) { text throws(CommandError) in try WholeNumber.parse(text, in: 0...10_000_000) }
}
