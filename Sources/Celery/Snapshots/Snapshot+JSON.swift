extension Snapshot {
    /// What a task and a worker take where little is known of them: room that is made at once needn't be moved.
    private static let (usualBytesOfTask, usualBytesOfWorker) = (1_024, 700)

    /// The snapshot as `data/snapshot.json`: sorted keys, a line for each row.
    package var json: [UInt8] {
        var json = JSONWriter(
            capacity: tasks.count * Self.usualBytesOfTask + workers.count * Self.usualBytesOfWorker)
        write(to: &json)
        json.endLine()
        return json.bytes
    }
}

extension Snapshot: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("broker", broker)
            $0.member("captured_at", capturedAt)
            $0.member("coverage", coverage)
            $0.member("eta_backlog", etaBacklog)
            $0.lines("failures", failures)
            $0.lines("findings", findings)
            $0.lines("histograms", histograms)
            $0.member("producer", producer)
            $0.lines("queues", queues)
            $0.member("redactions", redactions)
            $0.member("report", report)
            $0.member("schema", Self.schema)
            $0.lines("series", series)
            $0.lines("sources", sources)
            $0.lines("task_types", taskTypes)
            $0.lines("tasks", tasks)
            $0.member("totals", totals)
            $0.lines("turns", turns)
            $0.lines("workers", workers)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func lines<Element: JSONWritable>(_ name: String, _ elements: [Element]) {
        key(name)
        lines(elements)
    }
}

extension BacklogRow: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("count", count)
            $0.member("due_within", dueWithin)
        }
    }
}

extension Snapshot.Producer: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("host", host)
            $0.member("version", version)
        }
    }
}

extension Snapshot.Coverage: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("events", events)
            $0.member("forget_offline", forgetOffline)
            $0.member("offline_after", offlineAfter)
            $0.member("since", span.since)
            $0.member("tasks", tasks)
            $0.member("until", span.until)
            $0.member("watched", watched)
        }
    }
}

extension TimeSpan: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.pair(since, until)
    }
}

extension Snapshot.ReportRequest: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("note", note)
            $0.member("protected", isProtected)
            $0.member("time_zone", timeZone)
            $0.member("title", title)
        }
    }
}

extension Snapshot.Redactions: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("omitted", omitted)
            $0.member("public", isPublic)
            $0.member("values", values)
        }
    }
}

extension BrokerIdentity: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("server", server)
            $0.member("transport", transport)
            $0.member("url", url)
        }
    }
}

extension SourceReport: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("detail", detail.text)
            $0.member("duration", duration)
            $0.member("name", name)
            $0.member("parts", detail.parts)
            $0.member("status", status.rawValue)
        }
    }
}

extension Phrase.Part: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            switch self {
            case .words(let words): $0.member("words", words)
            case .name(let name): $0.member("name", name)
            case .place(let place): $0.member("place", place)
            case .quote(let text): $0.member("quote", text)
            case .unparted(let text): $0.member("unparted", text)
            }
        }
    }
}

extension Finding: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("message", message.text)
            $0.member("parts", message.parts)
            $0.member("severity", severity.rawValue)
            $0.member("subject", subject)
            $0.member("time", time)
        }
    }
}

extension Series: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("labels", labels)
            $0.member("name", name)
            $0.member("points", points)
            $0.member("unit", unit)
        }
    }
}

extension Series.Point: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.pair(time, value)
    }
}

extension WorkerTurn: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("kind", kind.rawValue)
            $0.member("time", time)
            $0.member("worker", worker.description)
        }
    }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            for (name, value) in sorted(by: { $0.key < $1.key }) { json.member(name, value) }
        }
    }
}
