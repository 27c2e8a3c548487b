package import Celery
package import Templating

/// One worker: how it is, its attempts, and all that it answered.
package struct WorkerPage: TemplateRecord {
    let frame: PageFrame
    let worker: WorkerEntry
    let sum: SumBar
    let facts: [TaskDetail]
    let answers: WorkerAnswers?
    let tasks: [TaskEntry]
    let incidents: [IncidentEntry]
    let findings: [FindingEntry]
    let left: [LeftTaskEntry]
    let charts: [ChartEntry]
    let search: String

    /// What templates may name.
    package static let fields: [Field<WorkerPage>] = [
        .record("frame", "what every page has", \.frame),
        .record("worker", "its row of the workers' table", \.worker),
        .record("sum", "the sum that closes", \.sum),
        .list("facts", "what is known of it, by name", \.facts),
        .record("answers", "what it answered; nothing where it didn't", \.answers),
        .list("tasks", "the tasks it received last, newest first", \.tasks),
        .truth("has_tasks", "whether there are any") { !$0.tasks.isEmpty },
        .list("incidents", "what happened to it", \.incidents),
        .list("findings", "what else was found of it", \.findings),
        .truth("has_findings", "whether anything was") { !$0.incidents.isEmpty || !$0.findings.isEmpty },
        .list("left", "what it had in its hands when it went", \.left),
        .truth("has_left", "whether it had anything") { !$0.left.isEmpty },
        .list("charts", "its charts", \.charts),
        .text("search", "a search for all its tasks, below the site's root", \.search),
    ]

    private static let mostFindings = 20

    /// Shows one worker of the report; takes the charts drawn.
    package init(
        _ report: Report, worker row: WorkerRow, files: SiteFiles, charts: [ChartEntry], limits: ReportLimits = .whole
    ) {
        var omissions = Omissions()
        self.charts = charts
        search = TaskSearch([("worker", row.name.description)]).href
        worker = report.workerEntry(row)
        let isComplete = row.counts.processed != nil
        sum = SumBar(
            Totals(counts: row.counts, ofWorkers: isComplete ? 1 : 0), workers: isComplete ? 1 : 0,
            of: .worker(row.name))
        facts = report.facts(of: row)
        let about = report.about[row.name.description.exact] ?? ([], [])
        incidents = about.incidents.prefix(Self.mostFindings).map {
            report.incidentEntry(report.snapshot.incidents[$0], linkedAt: nil)
        }
        findings = about.findings.prefix(Self.mostFindings).map {
            report.findingEntry(report.snapshot.findings[$0])
        }
        left = report.leftTasks(of: row, most: limits.rows)
        answers = row.inspection.map { WorkerAnswers($0, in: report, most: limits.rows) }
        if limits.rows < WorkerAnswers.mostNames, answers != nil {
            omissions.note("Of each list the first \(Wording.count(limits.rows)) are shown.")
        }
        tasks = (report.digest.newest[row.name] ?? []).prefix(limits.rows).map(report.taskEntry)
        frame = report.frame(
            page: "Worker", subject: Excerpt.cell(row.name.description, limit: 200), files: files, depth: 1,
            omissions: omissions)
    }
}

extension Report {
    /// What is known of a worker besides its counts.
    fileprivate func facts(of row: WorkerRow) -> [TaskDetail] {
        let numbers = [
            ("concurrency", row.concurrency.map { Wording.count($0, "attempt") + " at a time" }),
            ("slots busy", slotsBusy(row)),
            ("executions since it started", row.lifetimeProcessed.map { Wording.count($0) }),
            (
                "of them seen in the span",
                row.executions.flatMap { all in
                    row.unseen.map { "\(Wording.count(max(0, all - $0))) of \(Wording.count(all))" }
                }
            ),
            ("load average", row.loadAverage.map { Figure(load: $0).text }),
            ("uptime", row.uptime.map(Wording.duration)), ("main process ID", row.processID.map { "\($0)" }),
            ("sends task events", row.sendsEvents.map { $0 ? "yes" : "no" }),
        ]
        let software = row.software.map { "\($0.name) \($0.version), \($0.system)" }
        let times = [("last heartbeat", row.lastHeartbeat), ("settings and queues as of", row.inspection?.asOf)]
        return story(of: row)
            + times.compactMap { name, time in notation.timestamp(time).map { TaskDetail(name: name, time: $0) } }
            + numbers.compactMap { name, text in text.map { TaskDetail(name: name, text: $0) } }
            + (software.map { [TaskDetail(name: "software", code: Excerpt.cell($0, limit: 200))] } ?? [])
    }

    /// `41 % (3 min 20 s of 8 min of slot time)`; the time alone where its slots aren't known.
    private func slotsBusy(_ row: WorkerRow) -> String? {
        guard let busy = row.busySeconds else { return nil }
        guard let slots = row.slotSeconds, slots > 0 else { return Wording.duration(busy) }
        let times = "\(Wording.duration(busy)) of \(Wording.duration(slots))"
        return "\(Wording.share(busy, of: slots)) (\(times) of slot time)"
    }

    /// The pages of the workers: the path of each, and what it shows.
    package var workerPages: [(path: String, worker: WorkerRow)] {
        snapshot.workers.compactMap { worker in places.worker(worker.name).map { ($0, worker) } }
    }
}
