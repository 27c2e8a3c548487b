extension WorkerInspection: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("active", active)
            $0.member("alive", isAlive)
            // Only where the answer is an old one.
            if let asOf { $0.member("as_of", asOf) }
            $0.member("broker", broker)
            $0.member("concurrency", concurrency)
            $0.member("configuration", configuration)
            $0.member("executions", executions)
            $0.member("other", other)
            $0.member("pid", processID)
            $0.member("pool", pool)
            $0.member("prefetch_count", prefetchCount)
            $0.member("queues", queues)
            $0.member("registered", registered)
            $0.member("reserved", reserved)
            $0.member("revoked", revoked)
            $0.member("scheduled", scheduled)
            $0.member("system", system)
            $0.member("uptime", uptime)
            $0.member("visibility_timeout", visibilityTimeout)
        }
    }
}

extension HeldTask: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("acknowledged", isAcknowledged)
            $0.member("args", facts.args)
            $0.member("eta", facts.eta)
            $0.member("kwargs", facts.kwargs)
            $0.member("name", facts.name)
            $0.member("pid", processID)
            $0.member("retries", facts.retries)
            $0.member("started", started)
            $0.member("uuid", task)
        }
    }
}

extension ConsumedQueue: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("attributes", attributes)
            $0.member("name", name)
        }
    }
}
