extension Counts {
    /// The members of a row that are counts, each under its name; the caller interleaves them with its own.
    func member(_ name: String) -> Int? {
        switch name {
        case "processed": processed
        case "carried": carried
        case "scheduled": scheduled
        default: Outcome(rawValue: name).flatMap { self[$0] }
        }
    }

    /// The names of all counts, sorted.
    static let names = (Outcome.allCases.map(\.rawValue) + ["processed", "carried", "scheduled"]).sorted()
}

extension JSONWriter {
    /// Writes an object of counts and other members, all sorted by name.
    fileprivate mutating func object(_ counts: Counts, _ others: [String: any JSONWritable]) {
        let names = (Counts.names + others.keys).sorted()
        object { json in
            for name in names {
                json.key(name)
                if let other = others[name] {
                    other.write(to: &json)
                } else if let count = counts.member(name) {
                    json.value(count)
                } else {
                    json.null()
                }
            }
        }
    }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
    package func write(to json: inout JSONWriter) {
        if let self { self.write(to: &json) } else { json.null() }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.array(self) { $1.write(to: &$0) }
    }
}

extension WorkerRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object(
            counts,
            [
                "concurrency": concurrency, "executions": executions, "inspection": inspection,
                "last_heartbeat": lastHeartbeat, "lifetime_processed": lifetimeProcessed,
                "load_average": loadAverage, "name": name, "pid": processID, "queues": queues,
                "sends_events": sendsEvents, "software": software, "status": status.rawValue, "unseen": unseen,
                "unseen_margin": unseenMargin,
                "uptime": uptime,
            ])
    }
}

extension Software: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("name", name)
            $0.member("system", system)
            $0.member("version", version)
        }
    }
}

extension Totals: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object(counts, ["of_workers": ofWorkers])
    }
}

extension TaskRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("args", facts.args)
            $0.member("attempts", attempts)
            $0.member("eta", facts.eta)
            $0.member("exception", facts.exception)
            $0.member("expired", facts.expired)
            $0.member("expires", facts.expires)
            $0.member("finished", finished)
            $0.member("kwargs", facts.kwargs)
            $0.member("name", facts.name)
            $0.member("parent", facts.parent)
            $0.member("prefetch_wait", prefetchWait)
            $0.member("queue", facts.queue)
            $0.member("received", received)
            $0.member("redelivery", redelivery)
            $0.member("requeued", facts.requeued)
            $0.member("result", facts.result)
            $0.member("retries", facts.retries)
            $0.member("root", facts.root)
            $0.member("runtime", facts.runtime)
            $0.member("sent", sent)
            $0.member("source", source.rawValue)
            $0.member("started", started)
            $0.member("state", state)
            $0.member("terminated", facts.terminated)
            $0.member("traceback", facts.traceback)
            $0.member("unacknowledged", isUnacknowledged)
            $0.member("uuid", id)
            $0.member("wait", wait)
            $0.member("worker", worker)
        }
    }
}

extension AttemptRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("exception", exception)
            $0.member("finished", finished)
            $0.member("outcome", outcome.rawValue)
            $0.member("received", received)
            $0.member("retries", retries)
            $0.member("runtime", runtime)
            $0.member("sent", sent)
            $0.member("started", started)
            $0.member("worker", worker)
        }
    }
}

extension TaskTypeRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object(
            counts, ["name": name, "runtime": runtime, "total_runtime": totalRuntime, "wait": wait])
    }
}

extension Percentiles: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("count", count)
            $0.member("max", max)
            $0.member("p50", p50)
            $0.member("p95", p95)
            $0.member("p99", p99)
        }
    }
}

extension FailureGroup: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("count", count)
            $0.member("example", example)
            $0.member("exception", exception)
            $0.member("exception_type", exceptionType)
            $0.member("fingerprint", fingerprint)
            $0.member("first", first)
            $0.member("from_results", fromResults)
            $0.member("last", last)
            $0.member("name", name)
            $0.member("traceback", traceback)
            $0.member("workers", workers)
        }
    }
}

extension HistogramRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("buckets", buckets)
            $0.member("measure", measure)
            $0.member("name", name)
        }
    }
}

extension HistogramRow.Bucket: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.pair(upper, count)
    }
}

extension QueueRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        let byPriority = Dictionary(uniqueKeysWithValues: priorities.map { (String($0.key), $0.value) })
        json.object {
            $0.member("consumers", consumers)
            $0.member("delayed", delayed)
            $0.member("growth", growth)
            $0.member("idle_since", idleSince)
            $0.member("in_flight", inFlight)
            $0.member("messages", messages)
            $0.member("name", name)
            $0.member("priorities", byPriority)
            $0.member("ready", ready)
            $0.member("redelivered", redelivered)
            $0.member("sampled", sampled)
            $0.member("settings", settings)
            $0.member("type", type)
            $0.member("unacked", unacknowledged)
            $0.member("waiting", waiting)
        }
    }
}

extension QueueRow.Waiting: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("count", count)
            $0.member("name", name)
        }
    }
}

extension QueueRow.InFlight: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("delivered", delivered)
            $0.member("name", name)
            $0.member("redelivery", redelivery)
            $0.member("task", task)
            $0.member("unclaimed", isUnclaimed)
            $0.member("worker", worker)
        }
    }
}
