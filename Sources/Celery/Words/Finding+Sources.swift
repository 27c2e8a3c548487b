/// What is said of the sources, and of what asking the workers came to.
extension Finding {
    /// A source told nothing, or a part.
    static func source(_ source: SourceReport) -> Finding? {
        let message: Phrase = "\(words: source.name): \(source.detail)"
        switch source.status {
        case .ok, .skipped: return nil
        case .failed: return Finding(.critical, .sourceFailed, subject: source.name, message: message)
        case .partial: return Finding(.warning, .sourcePartial, subject: source.name, message: message)
        }
    }

    /// A worker is there, and takes no commands.
    static func workerWithoutControl(_ worker: WorkerName) -> Finding {
        Finding(
            .warning, .workerWithoutControl, subject: worker.description,
            message: "worker \(name: worker) sends heartbeats and takes no commands "
                + "(worker_enable_remote_control is off), so it could not be asked")
    }

    /// A worker is there, and did not answer.
    static func workerSilentToInspection(_ worker: WorkerName) -> Finding {
        Finding(
            .warning, .workerSilentToInspection, subject: worker.description,
            message: "worker \(name: worker) sends heartbeats and did not answer the inspection")
    }

    /// Fewer workers answered than were asked.
    static func inspectionIncomplete(answered: Int, of asked: Int) -> Finding {
        Finding(
            .warning, .inspectionIncomplete, subject: "inspect",
            facts: ["answered": .count(answered), "asked": .count(asked)],
            message: "\(Phrase.grouped(answered)) of \(Phrase.count(asked, "worker")) answered the inspection")
    }

    /// Workers answered in a form that isn't read.
    static func inspectionUnreadable(_ workers: Int) -> Finding {
        Finding(
            .warning, .inspectionUnreadable, subject: "inspect", facts: ["workers": .count(workers)],
            message: "\(Phrase.count(workers, "worker")) answered the inspection in a form that can't be read, "
                + "so that what \(workers == 1 ? "it executes" : "they execute") isn't known")
    }

    /// Dead workers left their names in the broker.
    static func namesLeft(_ workers: Int) -> Finding {
        Finding(
            .note, .namesLeft, subject: "workers", facts: ["workers": .count(workers)],
            message: "\(Phrase.count(workers, "worker is", "workers are")) only names in the broker: "
                + "nothing was heard of \(workers == 1 ? "it" : "them")")
    }

    /// One of several that are alike, for all of them.
    func standing(forOthers count: Int) -> Finding {
        var finding = self
        finding.facts?["alike"] = .count(count)
        finding.message = "\(Phrase.grouped(count)) more like this one: \(message)"
        return finding
    }
}
