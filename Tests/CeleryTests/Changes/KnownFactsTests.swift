import Celery
import TestSupport
import Testing

struct KnownFactsTests {
    private let start = Snapshot.hour().capturedAt

    /// What successive captures tell, five minutes apart.
    private func changes(_ snapshots: Snapshot...) -> [ClusterChange] {
        var known = KnownFacts()
        return snapshots.enumerated().flatMap { number, snapshot in
            var snapshot = snapshot
            snapshot.capturedAt = start + Double(number) * 300
            snapshot.coverage.span = TimeSpan(since: snapshot.capturedAt - 3_600, until: snapshot.capturedAt)
            return known.take(ClusterFacts(snapshot))
        }
    }

    /// Each change in a line.
    private func lines(_ changes: [ClusterChange]) -> [String] {
        changes.map { change in
            let item = change.item.isEmpty ? "" : ".\(change.item)"
            return "\(change.kind.rawValue) \(change.subject)\(item): \(change.before ?? "-") > \(change.after ?? "-")"
        }
    }

    private func cluster(_ change: (inout Snapshot) -> Void = { _ in }) -> Snapshot {
        var hour = Snapshot.hour()
        hour.add(worker: "a@1")
        var answer = WorkerInspection()
        answer.registered = ["shop.pay [rate_limit=1/s]", "shop.mail"]
        answer.pool = [NamedValue("implementation", "prefork"), NamedValue("processes", "1, 2")]
        answer.configuration = [NamedValue("task_acks_late", "False")]
        hour.workers[0].inspection = answer
        hour.workers[0].software = Software(name: "py-celery", version: "5.5.0", system: "Linux")
        (hour.workers[0].concurrency, hour.workers[0].queues) = (4, ["mail", "pay"])
        hour.add(queue: "mail", ready: 1)
        hour.add(type: "shop.pay", [.succeeded: 1])
        change(&hour)
        return hour
    }

    @Test func tellsNothingByTheFirstCaptureNorByTheSameAgain() {
        #expect(changes(cluster(), cluster(), cluster()).isEmpty)
    }

    @Test func tellsWhatADeployChanges() {
        let deployed = cluster {
            $0.workers[0].software = Software(name: "py-celery", version: "5.6.2", system: "Linux")
            ($0.workers[0].concurrency, $0.workers[0].queues) = (8, ["pay", "batch"])
            var answer = $0.workers[0].inspection ?? WorkerInspection()
            answer.registered = ["shop.pay", "shop.refund"]
            answer.pool = [NamedValue("implementation", "threads")]
            answer.configuration = [NamedValue("task_acks_late", "True"), NamedValue("task_default_queue", "pay")]
            $0.workers[0].inspection = answer
            $0.broker.server = "Redis 7.2.4"
        }
        #expect(
            lines(changes(cluster(), deployed, deployed)) == [
                "worker_version a@1: py-celery 5.5.0 > py-celery 5.6.2", "worker_pool a@1: prefork > threads",
                "worker_concurrency a@1: 4 > 8", "worker_queues a@1: mail > batch",
                "worker_tasks a@1: shop.mail > shop.refund", "worker_setting a@1.task_acks_late: False > True",
                "worker_setting a@1.task_default_queue: - > pay", "task_type shop.mail: there > -",
                "task_type shop.refund: - > there", "broker : Redis 7.0.15 > Redis 7.2.4",
            ])
    }

    @Test func tellsWhoCameAndWent() {
        let more = cluster { $0.add(worker: "b@1") }
        #expect(lines(changes(cluster(), more)) == ["worker b@1: - > online"])
        let offline = cluster {
            $0.add(worker: "b@1", .offline)
            $0.add(worker: "c@1", .offline)
        }
        #expect(
            lines(changes(cluster(), more, offline, cluster())) == [
                "worker b@1: - > online", "worker b@1: online > offline",
            ])
        // Of one that is silent nothing is certain.
        #expect(changes(more, cluster { $0.add(worker: "b@1", .unknown) }, more).isEmpty)
        #expect(lines(changes(more, cluster())) == ["worker b@1: online > -"])
    }

    @Test func takesWhatMayHaveBeenMissedForNoChange() {
        let less = cluster {
            $0.workers = []
            $0.queues = []
            $0.taskTypes = []
            for index in $0.sources.indices { $0.sources[index].status = .partial }
        }
        #expect(changes(cluster(), less, cluster()).isEmpty)
        let blind = cluster {
            $0.workers = []
            $0.queues = []
            $0.taskTypes = []
            $0.broker.server = nil
            $0.coverage.watched = []
            for index in $0.sources.indices { $0.sources[index].status = .failed }
        }
        #expect(changes(cluster(), blind, cluster()).isEmpty)
        // What the first capture could not tell is no news when it is told first.
        #expect(changes(blind, cluster()).isEmpty)
    }

    @Test func tellsQueuesThatAreNewAndGone() {
        let other = cluster {
            $0.queues = []
            $0.add(queue: "pay", ready: 0)
        }
        #expect(lines(changes(cluster(), other)) == ["queue mail: there > -", "queue pay: - > there"])
    }

    @Test func keepsATypeThatAWorkerStillKnows() {
        #expect(changes(cluster(), cluster { $0.taskTypes = [] }).isEmpty)
        // Who didn't answer may know it.
        let silent = cluster {
            $0.taskTypes = []
            $0.workers[0].inspection = nil
        }
        #expect(changes(cluster(), silent).isEmpty)
        let earlier = cluster { $0.workers[0].inspection?.asOf = $0.capturedAt - 60 }
        let unregistered = cluster { $0.workers[0].inspection?.registered = [] }
        #expect(changes(unregistered, earlier).isEmpty)
    }

    @Test func tellsFailuresThatAreNewAndThatReturned() throws {
        func failing(_ minutes: Double?) -> Snapshot {
            cluster {
                guard let minutes else { return }
                $0.add(failures: 3, of: "shop.pay", by: "ValueError", fingerprint: "aa")
                $0.failures[0].last = $0.capturedAt + minutes * 60
            }
        }
        #expect(lines(changes(failing(nil), failing(1), failing(7))) == ["failures shop.pay.aa: - > ValueError"])
        #expect(changes(failing(-1), failing(1)).isEmpty)
        var known = KnownFacts()
        _ = known.take(ClusterFacts(failing(-30)))
        var later = failing(nil)
        later.capturedAt = start + 7_200
        later.coverage.span = TimeSpan(since: start + 3_600, until: start + 7_200)
        #expect(known.take(ClusterFacts(later)).isEmpty)
        later.failures = failing(70).failures
        later.capturedAt = start + 7_300
        #expect(
            lines(known.take(ClusterFacts(later))) == [
                "failures shop.pay.aa: last seen 2026-11-22T07:30:00Z > ValueError"
            ])
        // What stored results alone tell of was no attempt that anybody saw.
        var stored = failing(1)
        stored.failures[0].fromResults = 3
        #expect(changes(failing(nil), stored).isEmpty)
    }

    @Test func takesNothingFromAnOlderCapture() {
        var known = KnownFacts()
        var now = cluster()
        now.capturedAt = start + 600
        _ = known.take(ClusterFacts(now))
        let before = known
        #expect(known.take(ClusterFacts(cluster { $0.add(queue: "old", ready: 1) })).isEmpty && known == before)
    }

    /// One is composed, the other isn't; and a name may hold anything.
    @Test func tellsNamesApartByTheirBytes() {
        let (composed, decomposed) = ("\u{e9}", "e\u{301}")
        let one = cluster { $0.add(queue: composed, ready: 1) }
        let two = cluster { $0.add(queue: decomposed, ready: 1) }
        #expect(changes(one, two).count == 2)
        let strange = cluster {
            $0.add(queue: "", ready: 1)
            $0.add(queue: "\u{0}\n\"", ready: 1)
        }
        #expect(changes(cluster(), strange).map(\.subject) == ["", "\u{0}\n\""])
    }

    @Test func keepsNoMoreThanWhatChangedToBeWritten() {
        var known = KnownFacts()
        _ = known.take(ClusterFacts(cluster()))
        var same = KnownFacts()
        (same.entries, same.since, same.noted) = (known.entries, known.since, known.noted)
        var later = cluster()
        later.capturedAt = start + 300
        _ = same.take(ClusterFacts(later))
        #expect(same.changedKeys.isEmpty && same.begunKinds.isEmpty)
        later.capturedAt = start + 4_000
        _ = same.take(ClusterFacts(later))
        #expect(same.changedKeys.count == known.entries.count)
    }
}
