import Brokers
import Celery

/// All that the sources answered, to be made one observation of.
struct Answers {
    let identity: BrokerIdentity
    /// What the broker carries besides tasks.
    let features: BrokerFeatures
    /// Whether listening to events takes a queue of one's own.
    let makesQueueToListen: Bool
    /// When what the broker tells was so, where that isn't now.
    let saved: Instant?
    /// What kept the workers from being asked to send events, where they were to be.
    let enabling: BrokerError?
    let heard: Hearing
    /// What the workers said; `nil` where the broker carries no remote control.
    let asked: Timed<InspectionReport>?
    let first: Timed<QueueSurvey>
    let last: Timed<QueueSurvey>
    let stored: Timed<ResultReport?>
    let request: CaptureRequest
    let ended: Instant

    /// What is known, without secrets.
    var observation: Observation {
        var privacy = heard.privacy
        var evidence = evidence
        privacy.clean(&evidence)
        var broker = identity
        privacy.clean(&broker)
        let listening = heard.report.flatMap { try? $0.result.get() }
        var observation = Observation(
            broker: broker, state: heard.state, evidence: evidence, watched: listening.map { [$0.watched] } ?? [],
            ended: listening?.watched.until ?? ended,
            sources: [events, inspect, queues, management, results].compactMap(\.self),
            redactions: privacy.redactions)
        observation.isIncomplete = observation.sources.contains { $0.status == .failed } || isSomebodySilent
        return observation
    }

    private var evidence: Evidence {
        var evidence = Evidence()
        let report = try? asked?.result.get()
        evidence.inspection = report?.inspection
        // Of a dump, both are the same.
        let surveys = (saved == nil ? [first, last] : [last]).compactMap { try? $0.result.get() }
        evidence.queues = surveys.filter { $0.counts(surveys.last?.prioritySteps ?? []) }.map(\.reading)
        evidence.unacknowledged = surveys.last?.unacknowledged
        evidence.brokerNamesMessages = surveys.last?.namesMessages ?? true
        evidence.samples = surveys.last?.samples ?? []
        evidence.results = (try? stored.result.get())??.results ?? []
        evidence.schedules = schedules(surveys.last)
        evidence.boundWorkers = surveys.last?.boundWorkers ?? []
        if case .success = surveys.last?.management { evidence.controlQueues = Set(evidence.boundWorkers) }
        evidence.namesBoundWorkers = surveys.last?.namesBoundWorkers ?? false
        return evidence
    }

    /// What lies in the broker and beside the results; both may be one place.
    private func schedules(_ survey: QueueSurvey?) -> [ScheduleReading] {
        let told = [survey?.schedule, (try? stored.result.get())??.schedule].compactMap(\.self)
        guard told.count == 2, told[0].source == told[1].source else { return told }
        var both = ScheduleReading(
            source: told[0].source, entries: told[0].entries + told[1].entries, at: max(told[0].until, told[1].until))
        both.isWhole = told.allSatisfy(\.isWhole)
        return [both]
    }

    private var isSomebodySilent: Bool {
        guard let report = try? asked?.result.get() else { return false }
        return (report.silent ?? 0) > 0
    }

    private func absent(_ name: String, _ what: Phrase) -> SourceReport {
        if saved != nil {
            return SourceReport(
                name: name, status: .skipped, detail: "a dump holds none of it: only workers tell, while they live")
        }
        return SourceReport(name: name, status: .skipped, detail: "\(what) of Celery's doesn't go by this broker")
    }

    private var events: SourceReport {
        guard features.contains(.events) else { return absent("events", "the event stream") }
        guard request.listen > .zero, let listening = heard.report else {
            return SourceReport(name: "events", status: .skipped, detail: "listening was turned off")
        }
        if case .failure(.passive) = listening.result {
            return SourceReport(
                name: "events", status: .skipped, detail: "\(BrokerError.passive)")
        }
        // Who may make no queue to listen goes on as one that writes nothing.
        if case .failure(let error) = listening.result, case .notPermitted = error, makesQueueToListen {
            return forbidden("events", "\(error); went on without listening")
        }
        return source("events", listening) { report in
            let count: Phrase = "\(report.events) events in \(Int(report.watched.length.rounded())) s"
            if let failure = report.failure { return (.failed, "\(count), then: \(failure)") }
            guard report.unreadable > 0 else { return (.ok, count) }
            let reasons = report.reasons.joined(separator: "; ")
            return (.partial, "\(count); \(report.unreadable) messages could not be read: \(quote: reasons)")
        }
    }

    private var inspect: SourceReport {
        var report = asking
        guard let enabling, report.status != .skipped, enabling != failure else { return report }
        report.detail += "; the workers were not told to send events: \(enabling)"
        if report.status == .ok { report.status = .partial }
        return report
    }

    /// What kept the workers from being asked, or ended the asking.
    private var failure: BrokerError? {
        switch asked?.result {
        case .success(let report): report.failure
        case .failure(let error): error
        case nil: nil
        }
    }

    private var asking: SourceReport {
        guard let asked else { return absent("inspect", "remote control") }
        if case .failure(.passive) = asked.result {
            return SourceReport(
                name: "inspect", status: .skipped, detail: "\(BrokerError.passive)")
        }
        if case .failure(let error) = asked.result, case .notPermitted = error {
            return forbidden("inspect", "\(error); went on without asking the workers")
        }
        return source("inspect", asked) { report in
            let answered = report.inspection.workers.values.count(where: \.isAlive)
            let expected = report.inspection.expected ?? answered
            let count: Phrase = "\(answered) of \(expected) workers answered"
            if let failure = report.failure { return (.failed, "\(count), then: \(failure)") }
            var remarks: [Phrase] = []
            if !report.withheld.isEmpty {
                let names = report.withheld.joined(separator: ", ")
                remarks.append("\(words: names) not asked, since too many messages are in flight")
            }
            if report.spared > 0 {
                remarks.append(
                    (report.spared == 1
                        ? "1 worker was not asked all that it holds"
                        : "\(report.spared) workers were not asked all that they hold") as Phrase
                        + ": an argument that is no JSON would end remote control there")
            }
            if report.unreadable > 0 {
                remarks.append(
                    "\(report.unreadable) answers could not be read: \(quote: report.reasons.joined(separator: "; "))")
            }
            let isWhole = answered >= expected && report.unreadable == 0
            return (isWhole ? .ok : .partial, ([count] + remarks).joined(separator: "; "))
        }
    }

    private var queues: SourceReport {
        source("queues", last) { survey in
            let age = saved.map { ", as the dump left them at \($0.iso8601Seconds)" } ?? ""
            let count: Phrase = "\(survey.reading.queues.count) queues\(words: age)"
            // Only the first of them searched, the last asked for what was found.
            let searched = (try? first.result.get())?.notes ?? []
            let found = survey.notes + searched.filter { $0 == .searchCutShort && !survey.notes.contains($0) }
            let notes = found.filter { $0 != .noStatistics }
            let isWhole = notes.allSatisfy(\.isHarmless)
            return (isWhole ? .ok : .partial, ([count] + notes.map(\.phrase)).joined(separator: "; "))
        }
    }

    /// Whether the management API answered; that it doesn't where nobody named it is nothing that failed.
    private var management: SourceReport? {
        guard let survey = try? last.result.get(), let outcome = survey.management else { return nil }
        guard case .failure(let error) = outcome else {
            if survey.notes.contains(.noStatistics) {
                return SourceReport(
                    name: "management", status: .partial, detail: "\(QueueSurvey.Note.noStatistics)")
            }
            return SourceReport(name: "management", status: .ok, detail: "it told of the queues")
        }
        let consequence: Phrase = "only what waits is known, of the queues that workers named"
        return SourceReport(
            name: "management", status: request.isManagementNamed ? .failed : .skipped,
            detail: "\(error); \(consequence)")
    }

    private var results: SourceReport {
        if case .success(nil) = stored.result {
            return SourceReport(
                name: "results", status: .skipped, detail: request.unreadBackend ?? "no result backend was named")
        }
        return source("results", stored) { report in
            guard let report else { return (.skipped, "no result backend was named") }
            let remarks: [Phrase] =
                [
                    "\(report.results.count) of \(words: report.isMore ? "more than " : "")\(report.seen) results read"
                ] + report.remarks
            let age = [report.ageing, report.scheduleRemark].compactMap(\.self)
            return (remarks.count > 1 ? .partial : .ok, (remarks + age).joined(separator: "; "))
        }
    }

    private func source<Value>(
        _ name: String, _ answer: Timed<Value>, _ describe: (Value) -> (SourceReport.Status, Phrase)
    ) -> SourceReport {
        switch answer.result {
        case .success(let value):
            let (status, detail) = describe(value)
            return SourceReport(
                name: name, status: status, detail: detail, duration: answer.duration)
        case .failure(let error):
            var report = SourceReport(name: name, status: .failed, detail: "\(error)", duration: answer.duration)
            if case .notPermitted = error { report.isForbidden = true }
            return report
        }
    }

    private func forbidden(_ name: String, _ detail: Phrase) -> SourceReport {
        var report = SourceReport(name: name, status: .skipped, detail: detail)
        report.isForbidden = true
        return report
    }
}

extension ResultReport {
    /// What a dump has lost with time; whether there were results among it nobody can tell, so that it is no flaw.
    fileprivate var ageing: Phrase? {
        guard expired > 0 else { return nil }
        let keys: Phrase = expired == 1 ? "1 key of the dump has expired" : "\(expired) keys of the dump have expired"
        return "\(keys) since it was saved, and results may be among them"
    }

    /// Why the schedule beside the results isn't told, which is no flaw of theirs.
    fileprivate var scheduleRemark: Phrase? {
        scheduleRefusal.map { "the schedule beside them can't be read: \(quote: $0)" }
    }

    /// What keeps it from telling of all results, each as a fragment of a sentence.
    fileprivate var remarks: [Phrase] {
        var remarks: [Phrase] = []
        if oversized > 0 { remarks.append("\(oversized) passed over, since they are too large") }
        if unreadable > 0 {
            remarks.append(
                "\(unreadable) could not be read: \(reason.map { "\(quote: $0)" } ?? "for a reason unknown")")
        }
        if unreadable == 0, let reason { remarks.append("\(quote: reason)") }
        if isPartial { remarks.append("cut short, since the time ran out") }
        // Beside results of ours, those of others are nobody's business.
        if seen == 0, let (prefix, count) = strangers.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
            remarks.append(
                "\(count) have the prefix \(name: prefix); if they are yours, give it by --result-key-prefix")
        }
        return remarks
    }
}

extension QueueSurvey {
    /// Whether its sizes are those that counting these steps would have shown: the workers told theirs only afterwards.
    fileprivate func counts(_ steps: [Int]) -> Bool {
        if prioritySteps == steps { return true }
        let hasOthers = notes.contains { if case .otherPriorities = $0 { true } else { false } }
        return !hasOthers && steps.allSatisfy { (0...9).contains($0) || prioritySteps.contains($0) }
    }
}
