package import Celery
package import Configuration
import Replay

import enum Charts.DurationText

/// What was, what a replay makes of it, and what would have been: as a table, as JSON, as Markdown and as two charts.
package struct WhatIfAnswer {
    /// What is imagined.
    package struct Request {
        package let queue: String
        package let slots: SlotRequest?
        package let without: String?
        package let arrivals: ArrivalFactor?

        /// Asks what would have been with slots more or less, without a type, or with so many times the arrivals.
        package init(queue: String, slots: SlotRequest?, without: String?, arrivals: ArrivalFactor?) {
            self.queue = queue
            self.slots = slots
            self.without = without
            self.arrivals = arrivals
        }

        /// Whether anything is.
        var isOther: Bool { slots != nil || without != nil || arrivals != nil }

        /// What is other, in words.
        package var others: Phrase {
            let others: [Phrase?] = [
                slots.map { "with \(words: "\($0)") \(words: $0.isOfOne ? "slot" : "slots")" },
                without.map { "without \(name: $0)" },
                arrivals.map { "with ×\(words: "\($0)") arrivals" },
            ]
            return others.compactMap(\.self).joined(separator: ", ")
        }
    }

    /// Of so many stretches of the span the longest queue is told.
    private static let stepCount = 240

    package let request: Request
    package let span: TimeSpan
    package let work: QueueWork
    package let slots: SlotTimes
    /// How much of what the consumers executed was seen, from 0 to 1.
    package let coverage: Double
    /// Consumers of whose work nobody told.
    let silent: [SilentWorker]
    let measured: ReplayOutcome
    let replayed: ReplayOutcome
    /// What would have been; `nil` where nothing else was asked for.
    let imagined: ReplayOutcome?
    /// The stretches of the span of which the longest queue is told.
    let steps: Workload.Steps

    /// Replays the work as it was, and as it would have been.
    package init(
        _ request: Request, span: TimeSpan, work: QueueWork, slots: SlotTimes, coverage: Double,
        silent: [SilentWorker]
    ) {
        (self.request, self.span, self.work, self.slots) = (request, span, work, slots)
        (self.coverage, self.silent) = (coverage, silent)
        let steps = Workload.Steps(length: max(1e-6, span.length / Double(Self.stepCount)), count: Self.stepCount)
        self.steps = steps
        measured = ReplayOutcome(observing: work.stays, steps: steps)
        replayed = Replay.run(
            work.workload(capacities: slots.capacities, handover: slots.handover, steps: steps))
        imagined =
            request.isOther
            ? Replay.run(
                work.workload(
                    without: request.without, times: request.arrivals, capacities: slots.capacities(request.slots),
                    handover: slots.handover, steps: steps))
            : nil
    }

    /// The workers whose slots are replayed.
    var workers: [WorkerName] { work.consumers.subtracting(silent.map(\.name)).sorted() }

    /// How many messages still waited at the end; `nil` where those of whom nobody told may have taken them.
    var waiting: Int? { silent.isEmpty ? work.waiting : nil }

    /// The lines of the table.
    package var lines: [String] {
        [introduction.text, ""] + Self.aligned([heads.map(\.text)] + rows) + remarks.map(\.text)
    }

    /// What stands above the columns.
    var heads: [Phrase] {
        ["", "measured", "replayed", "error"] + (imagined == nil ? [] : [request.others])
    }

    /// The numbers, each with its name in front.
    var rows: [[String]] {
        var rows: [[String]] = []
        func row(_ name: String, _ text: (ReplayOutcome) -> String, error: String) {
            rows.append([name, text(measured), text(replayed), error] + (imagined.map { [text($0)] } ?? []))
        }
        for (name, share) in Self.shares {
            row(
                name, { $0.wait(share).map(Self.duration) ?? "—" },
                error: Self.error(measured.wait(share), replayed.wait(share)))
        }
        row(
            "longest queue", { "\($0.longest)" },
            error: Self.signed(Double(replayed.longest - measured.longest)) { "\(Int($0))" })
        row("longest at", { time($0.longestAt) }, error: Self.shift(measured.longestAt, replayed.longestAt))
        row("empty again at", { time($0.emptyAt) }, error: Self.shift(measured.emptyAt, replayed.emptyAt))
        return rows
    }

    private static let shares = [("wait, median", 0.5), ("wait, 95th percentile", 0.95), ("wait, longest", 1.0)]

    /// What was replayed.
    var introduction: Phrase {
        let executions = Self.count(work.stays.count, "execution")
        let workers = Self.count(workers.count, "worker")
        return """
            queue \(name: request.queue) from \(time: span.since) to \(time: span.until): \(words: executions) by \
            \(words: workers) with \(words: slots.range.shown), \(words: Self.duration(slots.handover)) to hand \
            each over; \(words: Self.percent(coverage)) of all were seen
            """
    }

    fileprivate static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// So many workers are named.
    private static let mostNamed = 5

    /// What has to be known of the numbers.
    var remarks: [Phrase] {
        var remarks: [Phrase] = []
        let received = work.executions.count { $0.isMeasured && !$0.isSent }
        if received > 0 {
            remarks.append(
                "when \(received) of them were sent isn't known (task_send_sent_event): they count from their receipt")
        }
        if work.unknown > 0 {
            remarks.append(
                "of \(words: Self.count(work.unknown, "execution")) beside them the queue isn't known: they took slots, "
                    + "and no wait of theirs counts")
        }
        for worker in silent.prefix(Self.mostNamed) {
            let number = worker.executed.map { " (\($0))" } ?? ""
            remarks.append("what \(name: worker.name) executed\(words: number) is left out, as are its slots")
        }
        if silent.count > Self.mostNamed {
            remarks.append("so is what \(silent.count - Self.mostNamed) more executed")
        }
        if waiting == nil { remarks.append("whether messages still waited at the end isn't known") }
        if let waiting, waiting > 0 {
            remarks.append(
                "\(words: Self.count(waiting, "message")) still waited at the end and left no service time: left out")
        }
        if request.slots != nil, slots.unattended > 0 {
            remarks.append(
                "for \(words: Self.duration(slots.unattended)) of that time no worker was there: no slots are imagined "
                    + "then")
        }
        if let unbegun = imagined?.unbegun, unbegun > 0 {
            remarks.append("\(unbegun) would never have been executed: no slot was left")
        }
        return remarks
    }

    /// The same as one JSON document.
    package var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("arrivals", request.arrivals?.factor)
            json.member("coverage", coverage)
            json.key("error")
            json.object { json in
                json.member("longest_queue", replayed.longest - measured.longest)
                for (name, share) in [("p50", 0.5), ("p95", 0.95), ("max", 1.0)] {
                    json.key("wait_\(name)")
                    json.object { json in
                        let (was, again) = (measured.wait(share), replayed.wait(share))
                        let difference = was.flatMap { was in again.map { $0 - was } }
                        json.member("seconds", difference)
                        json.member(
                            "share", difference.flatMap { difference in was.flatMap { $0 > 0 ? difference / $0 : nil } }
                        )
                    }
                }
            }
            json.member("executions", work.stays.count)
            json.member("handover", slots.handover)
            json.key("imagined")
            if let imagined { write(imagined, slots.capacities(request.slots), to: &json) } else { json.null() }
            json.key("measured")
            write(measured, slots.capacities, to: &json)
            json.member("queue", request.queue)
            json.member("queue_unknown", work.unknown)
            json.key("replayed")
            write(replayed, slots.capacities, to: &json)
            json.member("schema", "herbarium.what-if/1")
            json.member("sent_known", work.executions.count { $0.isMeasured && $0.isSent })
            json.member("silent_workers", silent.map(\.name.description))
            json.member("since", span.since.iso8601)
            json.member("slots", request.slots.map { "\($0)" })
            json.member("step", steps.length)
            json.member("unattended", slots.unattended)
            json.member("until", span.until.iso8601)
            json.member("waiting_at_end", waiting)
            json.member("without", request.without)
            json.member("workers", workers.map(\.description))
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ outcome: ReplayOutcome, _ capacities: [Workload.Capacity], to json: inout JSONWriter) {
        json.object { json in
            json.member("empty_at", instant(outcome.emptyAt)?.iso8601)
            json.member("longest_at", instant(outcome.longestAt)?.iso8601)
            json.member("longest_queue", outcome.longest)
            json.member("queue_peaks", outcome.peaks)
            json.member("slots_least", capacities.map(\.slots).min())
            json.member("slots_most", capacities.map(\.slots).max())
            json.member("unbegun", outcome.unbegun)
            json.member("wait_max", outcome.wait(1))
            json.member("wait_p50", outcome.wait(0.5))
            json.member("wait_p95", outcome.wait(0.95))
        }
    }

    private func instant(_ seconds: Double?) -> Instant? { seconds.map { span.since + $0 } }

    private func time(_ seconds: Double?) -> String { instant(seconds)?.iso8601Seconds ?? "—" }

    private static func duration(_ seconds: Double) -> String {
        seconds == 0 ? "0 s" : DurationText.text(seconds: seconds)
    }

    /// `+1.2 s (+4.1 %)`; without the share where there is nothing to compare with.
    private static func error(_ was: Double?, _ again: Double?) -> String {
        guard let was, let again else { return "—" }
        let share = was > 0 ? " (\(signed((again - was) / was, percent)))" : ""
        return signed(again - was, duration) + share
    }

    private static func shift(_ was: Double?, _ again: Double?) -> String {
        guard let was, let again else { return was == nil && again == nil ? "0 s" : "—" }
        return signed(again - was, duration)
    }

    private static func signed(_ number: Double, _ text: (Double) -> String) -> String {
        (number < 0 ? "−" : number > 0 ? "+" : "") + text(abs(number))
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((min(share, 1e6) * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// Columns as wide as the widest of them; the first is flush left, the others right.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + padding : padding + row[column]
            }.joined(separator: "  ")
        }
    }
}

extension ClosedRange<Int> {
    /// `8`, or `4 to 8`.
    fileprivate var shown: String {
        lowerBound == upperBound ? WhatIfAnswer.count(lowerBound, "slot") : "\(lowerBound) to \(upperBound) slots"
    }
}
