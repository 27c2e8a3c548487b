import Celery

/// A made-up cluster of a shop, the same at every run.
struct SampleSnapshot {
    /// Changes each text that would come from the cluster, so that a test can make it hostile.
    var disguise: @Sendable (String) -> String = { $0 }
    /// How many tasks there are.
    var taskCount = 40

    static let captured = Instant(microseconds: 1_795_334_400_000_000)  // 2026-11-22 08:00 UTC
    private var captured: Instant { Self.captured }
    private var span: TimeSpan { TimeSpan(since: captured - 14_400, until: captured) }
    private static let types = [
        "shop.orders.charge", "shop.mail.send", "shop.images.thumbnail", "shop.batch.reindex", "shop.reports.daily",
    ]
    private static let names = ["celery@mail-1", "celery@mail-2", "celery@batch-1", "celery@batch-2", "celery@solo-1"]

    var snapshot: Snapshot {
        let workers = workers
        var snapshot = Snapshot(
            capturedAt: captured, producer: Snapshot.Producer(version: "0.1.0", host: "cron-1"),
            coverage: Snapshot.Coverage(
                span: span,
                watched: [
                    TimeSpan(since: span.since, until: captured - 7_200),
                    TimeSpan(since: captured - 4_740, until: captured),
                ],
                events: 31_804, tasks: max(taskCount, 10_611), offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(
                title: "shop-prod", timeZone: "UTC",
                note:
                    "**Incident 4711**: orders were slow from 06:40. See the [runbook](https://wiki.example.org/orders).",
                checks: [
                    "workers.online >= 3", "failure_rate <= 2%", "queue.ready <= 100000", "queue.consumers >= 1",
                    "a.later.version >= 1",
                ]),
            broker: BrokerIdentity(
                transport: "redis", url: disguise("redis://broker.shop.internal:6379/0"),
                server: disguise("Redis 7.0.15")),
            sources: sources, workers: workers,
            totals: Totals(counts: sum(workers.map(\.counts)), ofWorkers: workers.count), tasks: tasks,
            taskTypes: taskTypes, failures: failures, histograms: [], queues: queues, series: series,
            findings: findings,
            redactions: Snapshot.Redactions(
                values: [disguise("password"): 9].merging([disguise("api_key"): 5], uniquingKeysWith: +)))
        snapshot.turns = turns
        snapshot.grouping = grouping
        snapshot.periodic = periodic
        snapshot.workflows = workflows
        snapshot.incidents = incidents
        return snapshot
    }

    private var sources: [SourceReport] {
        [
            SourceReport(name: "events", status: .ok, detail: "31,804 events", duration: 5.02),
            SourceReport(
                name: "inspect", status: .partial,
                detail: "4 of 5 workers answered; \(name: disguise("celery@solo-1")) did not", duration: 3),
            SourceReport(name: "queues", status: .ok, detail: "4 queues, 3 in flight", duration: 0.018),
            SourceReport(name: "results", status: .ok, detail: "1,212 results", duration: 0.4),
            SourceReport(name: "history", status: .skipped, detail: "not asked for"),
        ]
    }

    private func counts(_ values: [Int], carried: Int = 0, scheduled: Int = 0) -> Counts {
        var counts = Counts()
        for (outcome, value) in zip(Outcome.allCases, values) { counts[outcome] = value }
        counts.processed = values.reduce(0, +)
        (counts.carried, counts.scheduled) = (carried, scheduled)
        return counts
    }

    private func sum(_ rows: [Counts]) -> Counts {
        counts(
            Outcome.allCases.map { outcome in rows.reduce(0) { $0 + ($1[outcome] ?? 0) } },
            carried: rows.reduce(0) { $0 + ($1.carried ?? 0) }, scheduled: rows.reduce(0) { $0 + ($1.scheduled ?? 0) })
    }

    // Columns: active, received, succeeded, failed, retried, revoked, rejected, returned, lost, unaccounted.
    private var workers: [WorkerRow] {
        let rows: [(WorkerStatus, [Int], [Double]?, Double)] = [
            (.online, [3, 4, 4051, 12, 30, 0, 2, 0, 0, 0], [0.42, 0.4, 0.38], 1),
            (.online, [4, 3, 4033, 9, 27, 0, 0, 0, 0, 1], [0.51, 0.44, 0.39], 2),
            (.online, [2, 4, 1043, 101, 88, 2, 0, 0, 0, 0], [3.92, 3.71, 3.1], 1),
            (.offline, [0, 0, 871, 64, 38, 2, 0, 2, 3, 0], [1, 1, 1], 1140),
            (.unknown, [1, 0, 205, 2, 1, 0, 0, 3, 0, 0], [1.02, 1, 0.97], 180),
        ]
        return zip(Self.names, rows).map { name, row in
            var worker = WorkerRow(
                name: WorkerName(disguise(name)), status: row.0,
                counts: counts(row.1, carried: 3, scheduled: min(row.1[1], 2)),
                unseen: row.1[2] / 50, executions: row.1[2] + row.1[2] / 40, loadAverage: row.2,
                lastHeartbeat: captured - row.3, lifetimeProcessed: row.1[2] * 7, concurrency: 8, processID: 4242,
                uptime: 86_400 * 3.2,
                software: Software(name: disguise("py-celery"), version: "5.7.0", system: "Linux"),
                queues: ["celery", "mail"].map(disguise), sendsEvents: true,
                inspection: row.0 == .online ? inspection(of: name) : nil)
            worker.busySeconds = Double(row.1[2]) / 4
            if row.0 == .online { worker.slotSeconds = 8 * 3600 }
            return worker
        }
    }

    private func inspection(of worker: String) -> WorkerInspection {
        var answer = WorkerInspection()
        answer.isAlive = true
        var facts = TaskFacts()
        facts.name = disguise("shop.batch.reindex")
        facts.args = disguise("(7, 'catalogue')")
        facts.kwargs = disguise("{'full': True}")
        answer.active = [
            HeldTask(task: id(1), facts: facts, started: captured - 184.3, processID: 4251, isAcknowledged: true)
        ]
        facts.eta = captured + 1_800
        answer.scheduled = [HeldTask(task: id(2), facts: facts)]
        answer.reserved = [HeldTask(task: id(3), facts: facts, isAcknowledged: false)]
        answer.revoked = [TaskID(disguise("6b1d2c9e-1f55-4c52-9f3c-6b2b2e6f2a11"))]
        answer.queues = [
            ConsumedQueue(
                name: disguise("celery"),
                attributes: [NamedValue("exchange", disguise("celery (direct)")), NamedValue("durable", "True")])
        ]
        answer.registered = Self.types.map { disguise("\($0) [rate_limit=10/m]") }
        answer.executions = Dictionary(Self.types.enumerated().map { (disguise($1), 1_200 / ($0 + 1)) }) { first, _ in
            first
        }
        answer.prefetchCount = 32
        answer.pool = [
            NamedValue("implementation", disguise("celery.concurrency.prefork:TaskPool")),
            NamedValue("max-concurrency", "8"),
        ]
        answer.broker = [NamedValue("hostname", disguise("broker.shop.internal")), NamedValue("transport", "redis")]
        answer.system = [
            NamedValue("utime", "812.44"), NamedValue("maxrss", "93184"), NamedValue("nvcsw", "120044"),
            NamedValue("stime", disguise("n/a")),
        ]
        answer.other = [NamedValue("clock", disguise("88123"))]
        answer.configuration = [NamedValue("task_acks_late", disguise("True"))]
        return answer
    }

    private func id(_ number: Int) -> TaskID {
        let digits = String(number * 7_919 % 65_536, radix: 16)
        let padded = String(repeating: "0", count: 4 - digits.count) + digits
        let serial = String(number, radix: 16)
        return TaskID(
            disguise("7c9e\(padded)-3f1a-4b6e-9d2a-" + String(repeating: "0", count: 12 - serial.count) + serial))
    }

    private static let traceback = """
        Traceback (most recent call last):
          File "/srv/shop/orders.py", line 88, in charge
            gateway.capture(order, amount=order.total)
          File "/srv/shop/gateway.py", line 41, in capture
            raise TimeoutError(f"no answer from {self.host} within {self.patience} s")
        TimeoutError: no answer from pay.example.org within 8 s
        """

    private var tasks: [TaskRow] {
        let states: [Outcome] = [
            .succeeded, .succeeded, .failed, .succeeded, .active, .retried, .succeeded, .lost, .received, .succeeded,
            .revoked, .unaccounted, .rejected, .returned,
        ]
        return (0..<taskCount).map { task($0, states[$0 % states.count]) }
    }

    private func task(_ number: Int, _ outcome: Outcome) -> TaskRow {
        let received = captured - Double(number) * 13.7 - 2
        var facts = TaskFacts()
        facts.name = disguise(Self.types[number % Self.types.count])
        facts.args = disguise("(\(number), 'order-\(number * 31)')")
        facts.kwargs = disguise("{'token': '[redacted]', 'retry': \(number % 3)}")
        facts.queue = disguise(number % 3 == 0 ? "mail" : "celery")
        facts.retries = outcome == .retried ? 1 : 0
        facts.root = id(number / 2)
        facts.parent = number.isMultiple(of: 3) ? nil : id(number / 2)
        if outcome == .succeeded {
            facts.result = disguise("{'ok': True, 'sent': \(number)}")
            facts.runtime = 0.021 * Double(number % 17 + 1) * Double(number % 5 + 1)
        }
        if outcome == .failed {
            facts.exception = disguise("TimeoutError('no answer from pay.example.org within 8 s')")
            facts.traceback = disguise(Self.traceback)
        }
        let worker = WorkerName(disguise(Self.names[outcome == .lost ? 3 : number % 3]))
        let isBegun = outcome != .received && outcome != .returned
        let isEnded = isBegun && outcome != .active && outcome != .lost && outcome != .unaccounted
        let last = AttemptRow(
            worker: worker, outcome: outcome, sent: received - 0.4, received: received,
            started: isBegun ? received + 0.12 : nil, finished: isEnded ? received + 1.9 : nil,
            runtime: facts.runtime, retries: facts.retries, exception: facts.exception,
            failure: outcome == .failed ? failures[number % 2].id : nil)
        let first = AttemptRow(
            worker: WorkerName(disguise(Self.names[2])), outcome: .retried, received: received - 60,
            started: received - 59.8,
            finished: received - 59, retries: 0, exception: disguise("Retry('Retry in 60s')"))
        return TaskRow(
            id: id(number), state: outcome.state, facts: facts, sent: received - 0.4, received: received,
            started: last.started, finished: last.finished, wait: isBegun ? 0.52 : nil,
            prefetchWait: isBegun ? 0.12 : nil,
            worker: worker, source: number % 19 == 18 ? .results : .events,
            attempts: outcome == .retried ? [first, last] : [last], isUnacknowledged: outcome == .lost ? true : nil,
            redelivery: outcome == .lost ? captured + 2_460 : nil)
    }

    private var taskTypes: [TaskTypeRow] {
        Self.types.enumerated().map { place, name in
            let scale = Double(place * place + 1)
            return TaskTypeRow(
                name: place == 4 ? nil : disguise(name),
                counts: counts([1, 2, 4_051 / (place + 1), 60 / (place + 1), 30, 0, 0, 1, 1, 0]),
                runtime: Percentiles(
                    count: 100, p50: 0.14 * scale, p95: 0.38 * scale, p99: 1.2 * scale, max: 12.4 * scale),
                wait: place == 2 ? nil : Percentiles(count: 100, p50: 0.012, p95: 0.4, p99: 2, max: 185),
                totalRuntime: 900 * scale,
                busy: BusyTime(microseconds: SIMD4(900, 110, 40, 2) &* Int(scale) &* 1_000_000))
        }
    }

    private var failures: [FailureGroup] {
        [("shop.orders.charge", "TimeoutError", 87), ("shop.mail.send", "smtplib.SMTPServerDisconnected", 14)].map {
            name, type, count in
            FailureGroup(
                name: disguise(name), exceptionType: disguise(type), fingerprint: "1f0c3a9b2e77d410", count: count,
                first: captured - 12_000, last: captured - 120,
                workers: Self.names.prefix(3).map { WorkerName(disguise($0)) },
                example: id(2), exception: disguise("\(type)('no answer from pay.example.org within 8 s')"),
                traceback: disguise(Self.traceback))
        }
    }

    private var queues: [QueueRow] {
        var rows = plainQueues
        rows[0].growthSeconds = 5
        rows[0].peak = QueueRow.Peak(ready: 412, time: captured - 3_600)
        rows[0].wait = QueueWait(
            Percentiles(count: 4_000, p50: 0.4, p95: 12, p99: 60, max: 185), withinTarget: 0.981, target: 30)
        rows[0].oldest = OldestMessage(age: 61.5, basis: .header, isAtLeast: false)
        (rows[0].arrivals, rows[0].departures) = (2.25, 2.5)
        (rows[0].trend, rows[0].drainSeconds) = (.draining, 990)
        rows[2].oldest = OldestMessage(age: 7_200, basis: .reading, isAtLeast: true)
        return rows
    }

    /// By an argument: two values, one of which is empty, the rest, and what isn't known.
    private var grouping: Grouping {
        var rows = [
            Grouping.Row(.value, value: disguise("acme")), Grouping.Row(.value, value: ""), Grouping.Row(.absent),
            Grouping.Row(.others), Grouping.Row(.unknown),
        ]
        for index in rows.indices {
            (rows[index].waiting, rows[index].active, rows[index].processed) = (50 - 10 * index, 2, 900 - index)
            (rows[index].succeeded, rows[index].failed, rows[index].retried) = (800, 40 - index, 3)
            rows[index].busySeconds = 1_200.5
        }
        (rows[0].unacknowledged, rows[3].values) = (3, 17)
        return Grouping(path: "kwargs.shop", rows: rows, attempts: 4_490, sampled: 202)
    }

    private var periodic: [PeriodicRow] {
        var nightly = PeriodicRow(
            name: disguise("reindex-nightly"), task: disguise("shop.batch.reindex"),
            schedule: disguise("<crontab: 0 4 * * * (m/h/dM/MY/d)>"))
        (nightly.last, nightly.next) = (captured - 14_300, captured + 72_000)
        (nightly.expected, nightly.seen, nightly.missed, nightly.overlapping) = (1, 1, 0, 0)
        var tick = PeriodicRow(
            name: disguise("mail-every-minute"), task: disguise("shop.mail.send"), schedule: "60")
        (tick.expected, tick.seen, tick.missed) = (199, 194, 5)
        (nightly.source, tick.source, tick.asOf) = (.redBeat, .configuration, captured - 3_600)
        return [tick, nightly]
    }

    private var workflows: [WorkflowRow] {
        var listed = WorkflowRow(
            root: id(1), name: disguise("shop.orders.charge"), state: .failed, count: 3,
            sums: [WorkflowRow.Sum(name: disguise("shop.orders.charge"), state: "FAILURE", count: 3)],
            tree: [
                WorkflowRow.Node(task: id(1), depth: 0), WorkflowRow.Node(task: id(2), depth: 1),
                WorkflowRow.Node(task: id(999), depth: 12),
            ], path: [id(1), id(2)])
        (listed.since, listed.until) = (captured - 60, captured - 20)
        let summed = WorkflowRow(
            root: id(500), name: nil, state: .running, count: 1_002,
            sums: [
                WorkflowRow.Sum(name: disguise("shop.images.thumbnail"), state: "SUCCESS", count: 1_001),
                WorkflowRow.Sum(name: nil, state: disguise("PROGRESS"), count: 1),
            ], tree: nil, path: [])
        return [listed, summed] + alike
    }

    /// Two of one form, of tasks that aren't listed.
    private var alike: [WorkflowRow] {
        [901, 903].map { first in
            let tasks = [id(first), id(first + 1)]
            var row = WorkflowRow(
                root: tasks[0], name: disguise("shop.mail.send"), state: .succeeded, count: 2,
                sums: [WorkflowRow.Sum(name: nil, state: "SUCCESS", count: 2)],
                tree: tasks.enumerated().map { WorkflowRow.Node(task: $1, depth: $0) }, path: tasks)
            (row.since, row.until) = (captured - 90, captured - Double(first - 820))
            return row
        }
    }

    private var plainQueues: [QueueRow] {
        [
            QueueRow(
                name: disguise("celery"), type: "list", ready: 231, unacknowledged: 3, consumers: 3,
                priorities: [0: 200, 3: 31],
                waiting: Self.types.prefix(3).enumerated().map {
                    QueueRow.Waiting(name: disguise($1), count: 100 / ($0 + 1))
                }
                    + [QueueRow.Waiting(name: nil, count: 2)],
                sampled: 200,
                inFlight: [
                    QueueRow.InFlight(
                        task: id(7), name: disguise("shop.batch.reindex"), delivered: captured - 1_140,
                        redelivery: captured + 2_460),
                    QueueRow.InFlight(
                        task: id(1), name: disguise("shop.batch.reindex"), delivered: captured - 185,
                        worker: WorkerName(disguise("celery@mail-1"))),
                ], growth: -14),
            QueueRow(
                name: disguise("mail"), type: "list", ready: 640, unacknowledged: 0, consumers: 2, priorities: [:],
                waiting: [], growth: 0.1),
            QueueRow(
                name: disguise("reports"), type: "list", ready: 412, unacknowledged: 0, consumers: 0,
                idleSince: captured - 7_200, priorities: [:], waiting: [], growth: 6),
            QueueRow(name: disguise("thumbnails"), ready: 0, priorities: [:], waiting: []),
        ]
    }

    private var series: [Series] {
        let steps = 0..<120
        let times = steps.map { span.since + Double($0) * 120 }
        let isWatched = { (step: Int) in !(60..<80).contains(step) }
        let wave = { (step: Int, seed: Int) in Double((step * 37 + seed * 101 + step * step * (seed + 3)) % 23) / 23 }
        let make = { (name: String, unit: String, label: (String, String), base: Double, sway: Double, seed: Int) in
            Series(
                name: name, unit: unit, labels: [label.0: label.1],
                points: steps.map { step in
                    let raw = base + sway * wave(step, seed)
                    let value = unit == "messages" ? raw.rounded() : raw
                    return Series.Point(times[step], isWatched(step) || unit == "messages" ? value : nil)
                })
        }
        let rates = ["succeeded", "failed", "retried"].enumerated().flatMap { kind, outcome in
            Self.names.enumerated().map { place, name in
                let most = kind == 0 ? 34 / Double(place + 1) : Double(2 - kind)
                let sway = kind == 0 ? 14 : 6 / Double(place + kind)
                return make(
                    "tasks.\(outcome)", "tasks/min", ("worker", disguise(name)), most, sway, place + 7 * kind)
            }
        }
        let ended = Self.types.prefix(4).enumerated().map { place, type in
            make("tasks.ended", "tasks/min", ("name", disguise(type)), 0, 9 / Double(place + 1), place + 3)
        }
        let durations = [("tasks.runtime", 0.12, 0.05), ("tasks.wait", 0.02, 0.3)].flatMap { name, base, sway in
            [String?.none, Self.types[0], Self.types[3]].flatMap { type in
                [("p50", 1.0), ("p95", 3), ("p99", 9)].enumerated().map { place, statistic in
                    var series = make(
                        name, "seconds", ("statistic", statistic.0), base * statistic.1, sway * statistic.1, place)
                    series.labels["name"] = type.map(disguise)
                    return series
                }
            }
        }
        let bins = [("0.05", "0.1"), ("0.1", "0.2"), ("0.2", "0.5"), ("0.5", "1"), ("1", "2")].enumerated()
            .map { place, bin in
                var series = make("tasks.runtime.counts", "tasks", ("above", bin.0), 0, 90 / Double(place + 1), place)
                series.labels["upto"] = bin.1
                return series
            }
        let queues = [("celery", 180.0, 90.0), ("mail", 560, 160), ("reports", 380, 40)].enumerated().flatMap {
            place, queue in
            [
                make("queue.ready", "messages", ("queue", disguise(queue.0)), queue.1, queue.2, place + 5),
                make("queue.unacked", "messages", ("queue", disguise(queue.0)), 4, 9, place),
                make("queue.oldest", "seconds", ("queue", disguise(queue.0)), queue.1 / 40, queue.2 / 40, place),
                make("queue.wait", "seconds", ("queue", disguise(queue.0)), queue.1 / 90, queue.2 / 90, place),
            ]
        }
        let loads = Self.names.enumerated().map { place, name in
            make("worker.load", "load", ("worker", disguise(name)), 0.4 * Double(place + 1), 0.9, place)
        }
        let used = Self.names.enumerated().map { place, name in
            make("worker.utilization", "ratio", ("worker", disguise(name)), 0.2 * Double(place + 1), 0.1, place)
        }
        var workers = [("workers.online", 4.0, 1.0), ("workers.active", 9, 14), ("workers.concurrency", 24, 0)].map {
            make($0, "workers", ("", ""), $1, $2, 2)
        }
        for index in workers.indices { workers[index].labels = [:] }
        return rates + ended + durations + bins + queues + workers + loads + used
    }

    private var turns: [WorkerTurn] {
        [
            WorkerTurn(.goodbye, of: WorkerName(disguise(Self.names[0])), time: captured - 9_000),
            WorkerTurn(.restart, of: WorkerName(disguise(Self.names[0])), time: captured - 8_990),
            WorkerTurn(.restart, of: WorkerName(disguise(Self.names[1])), time: captured - 8_970),
            WorkerTurn(.silence, of: WorkerName(disguise(Self.names[3])), time: captured - 1_140),
        ]
    }

    private var incidents: [Incident] {
        let (lost, reports) = (disguise("celery@batch-1"), disguise("reports"))
        return [
            Incident(
                since: captured - 1_140, severity: .critical, subject: lost,
                sentence: "\(name: lost) died at \(time: captured - 1_140): 3 attempts lost, 2 messages stuck until "
                    + "\(time: captured + 2_460); \(name: reports) grew from 12 to 412", findings: [0, 1, 2]),
            Incident(
                since: captured - 12_000, until: captured - 120, severity: .warning,
                subject: disguise("shop.orders.charge"),
                sentence: "87 of 1,074 finished runs of \(name: disguise("shop.orders.charge")) failed (8.1 %); from "
                    + "\(time: captured - 12_000) to \(time: captured - 120), none since", findings: [3]),
        ]
    }

    private var findings: [Finding] {
        let lost = disguise("celery@batch-2")
        return [
            Finding(
                .critical, .attemptsLost, subject: lost,
                message:
                    "3 attempts lost on \(name: lost); 2 messages will be delivered again; 1 message already acknowledged, and gone",
                time: captured + 2_460),
            Finding(
                .warning, .workerOffline, subject: lost,
                message: "worker \(name: lost) is offline: it stopped sending heartbeats without shutting down",
                time: captured - 1_140),
            Finding(
                .warning, .queueWithoutConsumer, subject: disguise("reports"),
                message: "queue \(name: disguise("reports")) has 412 messages and no consumer"),
            Finding(
                .warning, .typeFailing, subject: disguise("shop.orders.charge"),
                message:
                    "87 of 1,074 finished runs of \(name: disguise("shop.orders.charge")) failed (8.1 %), mostly with \(name: "TimeoutError")"
            ),
            Finding(
                .note, .workerSilent, subject: disguise("celery@solo-1"),
                message:
                    "worker \(name: disguise("celery@solo-1")) has been silent for 3 min while it executes a task; solo workers are",
                time: captured - 180),
        ]
    }

    /// The same with so many tasks more, of which nothing but their state is known.
    func withBareTasks(_ count: Int) -> Snapshot {
        var snapshot = snapshot
        snapshot.tasks += (0..<count).map { number in
            TaskRow(id: TaskID("bare-\(number)"), state: "SUCCESS", facts: TaskFacts(), source: .events, attempts: [])
        }
        return snapshot
    }

    /// A snapshot of which nothing is known.
    static var empty: Snapshot {
        Snapshot(
            capturedAt: captured, producer: Snapshot.Producer(version: "0.1.0", host: nil),
            coverage: Snapshot.Coverage(
                span: TimeSpan(since: captured, until: captured), watched: [], events: 0, tasks: 0, offlineAfter: 300,
                forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            workers: [], totals: Totals(counts: Counts(), ofWorkers: 0), tasks: [], taskTypes: [], failures: [],
            histograms: [], queues: [], series: [], findings: [], redactions: Snapshot.Redactions())
    }

    /// A snapshot in which everything is there, and nothing known of it.
    static var unknown: Snapshot {
        var snapshot = empty
        snapshot.workers = [WorkerRow(name: WorkerName("w"), status: .unknown, counts: Counts())]
        snapshot.tasks = [TaskRow(id: TaskID("t"), state: "PENDING", facts: TaskFacts(), source: .events, attempts: [])]
        snapshot.taskTypes = [TaskTypeRow(counts: Counts(), totalRuntime: 0)]
        snapshot.failures = [
            FailureGroup(exceptionType: "E", fingerprint: "0", count: 1, workers: [], example: TaskID("t"))
        ]
        snapshot.queues = [QueueRow(name: "q", priorities: [:], waiting: [])]
        snapshot.series = [Series(name: "tasks.runtime", unit: "seconds", points: [Series.Point(captured, nil)])]
        return snapshot
    }
}
