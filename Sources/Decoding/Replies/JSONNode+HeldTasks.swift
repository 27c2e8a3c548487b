import Celery

extension JSONNode {
    /// The texts among the elements; `nil` for what is no array.
    var texts: [String]? { elements?.compactMap(\.string) }

    /// The answer to `active` and `reserved`: a list of requests.
    ///
    /// Of their arguments only text is taken, which is `argsrepr` and `kwargsrepr`, the caller's own words: what came
    /// as JSON are the arguments themselves, which a caller may have masked.
    var heldTasks: [HeldTask]? { elements?.compactMap(\.heldTask) }

    /// The answer to `scheduled`: a list of `{"eta": …, "priority": …, "request": {…}}`; the priority is the timer's.
    var scheduledTasks: [HeldTask]? {
        elements?.compactMap { entry in
            var held = entry["request"]?.heldTask
            held?.facts.eta = entry["eta"]?.isoTime
            return held
        }
    }

    /// A request.
    private var heldTask: HeldTask? {
        guard let id = self["id"]?.string, !id.isEmpty else { return nil }
        var held = HeldTask(task: TaskID(id))
        held.facts.name = self["name"]?.string ?? self["type"]?.string
        held.facts.args = self["args"]?.callersWords
        held.facts.kwargs = self["kwargs"]?.callersWords
        held.started = self["time_start"]?.epoch
        held.processID = self["worker_pid"]?.count
        held.isAcknowledged = self["acknowledged"]?.bool
        return held
    }

    /// Arguments as the caller told them; `nil` for the arguments themselves, and where nothing was told.
    private var callersWords: String? {
        guard let text = string, !text.isEmpty else { return nil }
        return text
    }

    /// The answer to `active_queues`.
    var consumedQueues: [ConsumedQueue]? {
        elements?.compactMap { queue in
            guard let name = queue["name"]?.string else { return nil }
            return ConsumedQueue(name: name, attributes: queue.attributes)
        }
    }

    /// What a queue is like; what isn't set is left out.
    private var attributes: [NamedValue] {
        let names: [StaticString] = [
            "exchange.name", "exchange.type", "routing_key", "durable", "exclusive", "auto_delete", "no_ack", "expires",
            "message_ttl", "max_length", "max_length_bytes", "max_priority", "queue_arguments.x-queue-type",
            "queue_arguments.x-max-priority",
        ]
        let all = flattened
        return names.compactMap { name in
            all.last { $0.name == name.description && $0.value != "None" && !$0.value.isEmpty }
        }
    }
}
