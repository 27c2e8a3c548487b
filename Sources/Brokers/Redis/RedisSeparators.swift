import Celery

/// What the cluster's own kombu puts between the parts of its bindings (`sep` of `broker_transport_options`), read from
/// those that its workers have written.
///
/// A worker binds its control queue by neither a routing key nor a pattern, so the member of the set is the separator
/// twice and then the queue: `::w1@host.celery.pidbox`. Workers that are long gone may have left members of another
/// separator.
struct RedisSeparators: Sendable {
    /// What the bindings tell.
    enum Verdict: Equatable, Sendable {
        /// No worker has bound a control queue.
        case nobody
        /// The workers agree.
        case one(String)
        /// They don't, or one of them has bound itself by several.
        case several([String])
    }

    private var byWorker: [WorkerName: Set<String>] = [:]

    /// Reads the members of the control exchange's bindings; what is none of a control queue is passed over.
    init(controlMembers members: some Sequence<String>, _ internalQueues: InternalQueues) {
        for member in members {
            guard let (separator, worker) = Self.parts(ofControlMember: member, internalQueues) else { continue }
            byWorker[worker, default: []].insert(separator)
        }
    }

    /// The workers that have bound a control queue, dead ones among them.
    var workers: Set<WorkerName> { Set(byWorker.keys) }

    /// What those workers use that were heard; where none of them is known to be alive, all of them.
    func verdict(heard: Set<WorkerName>) -> Verdict {
        let alive = byWorker.filter { heard.contains($0.key) }
        let found = (alive.isEmpty ? byWorker : alive).values.reduce(into: Set()) { $0.formUnion($1) }
        guard let first = found.first else { return .nobody }
        return found.count == 1 ? .one(first) : .several(found.sorted())
    }

    private static func parts(
        ofControlMember member: String, _ internalQueues: InternalQueues
    ) -> (separator: String, worker: WorkerName)? {
        let scalars = Array(member.unicodeScalars)
        // The longest that fits: of '::::w1' the separator is '::', not ':' before a worker '::w1'.
        for length in stride(from: scalars.count / 2, to: 0, by: -1)
        where scalars[..<length] == scalars[length..<(2 * length)] {
            let queue = String(String.UnicodeScalarView(scalars[(2 * length)...]))
            guard let worker = internalQueues.worker(ofControlQueue: queue) else { continue }
            return (String(String.UnicodeScalarView(scalars[..<length])), worker)
        }
        return nil
    }
}

extension BrokerError {
    /// A separator as `--priority-separator` takes it: what can't be seen as `\xNN`.
    static func shown(separator: String) -> String {
        var shown = ""
        for scalar in separator.unicodeScalars {
            if scalar.value < 33 || scalar.value == 127 || scalar == "\\" || scalar == "'" {
                shown += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
