import Celery
import TestSupport
import Testing

/// Who executed what, and when, as a page shows it.
struct TimelinePageTests {
    @Test func showsWorkersWithTheirExecutionsAndWhereMoreIsTold() async throws {
        let page = try await SampleSite.standard.text("timeline.html")
        #expect(page.contains(#"<text class="worker""#) && page.contains(#"<path class="good""#))
        #expect(page.contains(#"href="data/trace.json""#) && page.contains(#"id="timeline""#))
        #expect(page.contains(#"aria-current="page">Timeline"#))
    }

    /// An incident leads to its own time.
    @Test func isReachedFromAnIncident() async throws {
        var snapshot = SampleSnapshot(taskCount: 40).snapshot
        let latest = snapshot.tasks.flatMap(\.attempts).compactMap(\.started).max()
        snapshot.incidents[0].since = latest
        let site = try await SampleSite(snapshot)
        let link = try #require(site.text("index.html").firstMatch(of: #/timeline\.html#([a-z0-9-]+)">Show the time/#))
        #expect(try site.text("timeline.html").contains("id=\"\(link.output.1)\""))
    }

    @Test func saysThatNothingWasExecuted() async throws {
        let page = try await SampleSite(.hour()).text("timeline.html")
        #expect(page.contains("No execution is known.") && !page.contains("<svg class=\"chart timeline"))
    }

    /// Many workers with many slots and far more executions than there are pixels: strips, and a page one can send.
    @Test func staysSmallHoweverManyThereAre() async throws {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        let end = snapshot.capturedAt
        let task = try #require(snapshot.tasks.first { !$0.attempts.isEmpty })
        let worker = try #require(snapshot.workers.first)
        snapshot.workers = (1...70).map { number in
            var other = worker
            (other.name, other.concurrency) = (WorkerName("celery@worker-\(number).production.example.org"), 8)
            return other
        }
        snapshot.tasks = (0..<12_000).map { number in
            var other = task
            let begun = end - Double((number &* 7_919) % 14_000)
            other.id = TaskID("task-\(number)")
            other.attempts = [
                AttemptRow(
                    worker: snapshot.workers[number % 70].name, outcome: number % 9 == 0 ? .failed : .succeeded,
                    received: begun - 3, started: begun, finished: begun + Double(number % 41))
            ]
            return other
        }
        let page = try await SampleSite(snapshot).bytes("timeline.html")
        #expect(page.count < 300_000)
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains(#"<path class="heat""#) && text.contains("12,000 executions by 70 workers are listed"))
        #expect(text.contains("10 workers that executed least: not drawn."))
    }
}
