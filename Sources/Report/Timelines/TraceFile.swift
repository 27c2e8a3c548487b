package import Celery

/// The timeline in Chrome's trace format, which Perfetto opens: a process for each worker, a thread for each slot.
///
/// The format: "Trace Event Format", https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
/// `X` is an execution, which tells how long it waited; `b` and `e` are the ends of the waiting before it, where that
/// took long enough to be seen; `i` is what happened to a worker, and `M` names processes and threads. Times are
/// microseconds since 1970, by the workers' clocks.
package struct TraceFile: Sendable {
    private let snapshot: Snapshot

    /// About so many bytes are handed on at a time.
    private static let stretch = 1 << 16
    /// Shorter waits than so many seconds have no events of their own, which are as long as those of the execution.
    private static let leastWait = 0.1

    /// Tells of what a snapshot lists.
    package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// Writes the file, and hands it on stretch by stretch.
    package func write(to reader: (UnsafeBufferPointer<UInt8>) -> Void) {
        let timeline = Timeline(snapshot)
        let turns = Dictionary(grouping: snapshot.turns) { $0.worker }
        var json = JSONWriter()
        var number = 0
        json.object { json in
            json.member("displayTimeUnit", "ms")
            json.key("traceEvents")
            json.begin("[")
            for (place, row) in timeline.rows.enumerated() {
                name(row, process: place + 1, &json)
                for turn in turns[row.worker] ?? [] { write(turn, process: place + 1, &json) }
                for run in row.runs {
                    number += 1
                    write(run, number: number, process: place + 1, &json)
                    if json.bytes.count >= Self.stretch { json.drain(reader) }
                }
            }
            json.breakLine(isAfterLast: true)
            json.end("]")
        }
        json.endLine()
        json.drain(reader)
    }

    private func name(_ row: Timeline.Row, process: Int, _ json: inout JSONWriter) {
        write("M", "process_name", process: process, thread: 0, &json) { json in
            json.key("args")
            json.object { $0.member("name", row.worker.description) }
        }
        for lane in 0..<row.lanes {
            write("M", "thread_name", process: process, thread: lane + 1, &json) { json in
                json.key("args")
                json.object { $0.member("name", "slot \(lane + 1)") }
            }
        }
    }

    private func write(_ turn: WorkerTurn, process: Int, _ json: inout JSONWriter) {
        write("i", turn.kind.rawValue, process: process, thread: 0, &json) { json in
            json.member("ts", Int(turn.time.microseconds))
            json.member("s", "p")
        }
    }

    private func write(_ run: Timeline.Run, number: Int, process: Int, _ json: inout JSONWriter) {
        let task = snapshot.tasks[run.task]
        let name = task.facts.name ?? "not told"
        let begin = Int(run.shown.microseconds)
        let wait = run.received.map { run.begun.since($0) }
        if let received = run.received, let wait, wait >= Self.leastWait {
            // The ends of one waiting are known by their id, which needs no meaning, and is written twice a run.
            let id = String(number, radix: 36)
            for (phase, time) in [("b", received), ("e", run.begun)] {
                write(phase, name, process: process, thread: 0, &json) { json in
                    json.member("cat", "wait")
                    json.member("id", id)
                    json.member("ts", Int(time.microseconds))
                }
            }
        }
        write(run.end == nil ? "i" : "X", name, process: process, thread: run.lane + 1, &json) { json in
            json.member("cat", run.outcome.state)
            json.member("ts", begin)
            if let end = run.end { json.member("dur", Int(end.microseconds) - begin) } else { json.member("s", "t") }
            json.key("args")
            json.object { json in
                json.member("uuid", task.id.description)
                if let queue = task.facts.queue { json.member("queue", queue) }
                if let wait, wait > 0 { json.member("wait", wait.rounded(toPlaces: 6)) }
                if let retries = task.attempts[run.attempt].retries, retries > 0 { json.member("retries", retries) }
                if let runtime = task.attempts[run.attempt].runtime {
                    json.member("runtime", runtime.rounded(toPlaces: 6))
                }
            }
        }
    }

    private func write(
        _ phase: String, _ name: String, process: Int, thread: Int, _ json: inout JSONWriter,
        _ members: (inout JSONWriter) -> Void
    ) {
        json.breakLine()
        json.object { json in
            json.member("ph", phase)
            json.member("name", name)
            json.member("pid", process)
            json.member("tid", thread)
            members(&json)
        }
    }
}
