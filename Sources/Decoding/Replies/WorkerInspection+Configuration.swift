import Celery

extension WorkerInspection {
    /// The answer to `conf`, of which only harmless settings are taken, by their present names and in their order.
    mutating func mergeConfiguration(_ answer: JSONNode) {
        guard let fields = answer.fields else { return }
        var settings: [NamedValue] = []
        for (key, value) in fields {
            switch key {
            case "broker_transport_options", "BROKER_TRANSPORT_OPTIONS", "CELERY_BROKER_TRANSPORT_OPTIONS":
                visibilityTimeout = value["visibility_timeout"]?.seconds ?? visibilityTimeout
                settings += Self.transportOptions(value)
            case "beat_schedule", "CELERYBEAT_SCHEDULE", "CELERY_BEAT_SCHEDULE":
                periodic = value.fields?.compactMap { PeriodicEntry(name: $0.text, $1) } ?? periodic
            default:
                guard let name = HarmlessSettings.name(of: key.text) else { continue }
                settings += value.setting(name)
            }
        }
        configuration = settings.filter { !$0.value.contains("://") && !$0.value.contains("@") }
            .sorted { $0.name < $1.name }
    }

    private static func transportOptions(_ node: JSONNode) -> [NamedValue] {
        guard let fields = node.fields else { return [] }
        return fields.flatMap { key, value -> [NamedValue] in
            guard HarmlessSettings.transportOptions.contains(key.text) else { return [] }
            return value.setting("broker_transport_options.\(key.text)")
        }
    }
}

extension PeriodicEntry {
    /// Reads an entry of `beat_schedule`, of which only what is sent and when is taken; `nil` for anything else.
    fileprivate init?(name: String, _ node: JSONNode) {
        guard let task = node["task"]?.string, let schedule = node["schedule"]?.plainText else { return nil }
        self.init(name: name, task: task, text: schedule)
    }
}

extension JSONNode {
    /// A setting that is a plain value or a list of such; nothing where it is not, since its keys would be anyone's.
    fileprivate func setting(_ name: String) -> [NamedValue] {
        if let text = plainText { return [NamedValue(name, text)] }
        guard let elements else { return [] }
        return [NamedValue(name, elements.compactMap(\.plainText).joined(separator: ", "))]
    }

    /// A duration in seconds, as a number or as its text.
    fileprivate var seconds: Double? {
        guard let seconds = double ?? string.flatMap({ Double($0) }), seconds.isFinite, seconds >= 0 else { return nil }
        return seconds
    }
}
