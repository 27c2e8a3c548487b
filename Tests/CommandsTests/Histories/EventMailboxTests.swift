import Celery
import Synchronization
import Testing

@testable import Commands

/// What is held between the listener and the disk.
struct EventMailboxTests {
    private final class Clock: Sendable {
        private let seconds = Mutex(0.0)

        var now: Instant { Instant(microseconds: 0) + seconds.withLock { $0 } }

        func pass(_ more: Double) { seconds.withLock { $0 += more } }
    }

    private func events(_ count: Int, traceback length: Int? = nil) -> [Event] {
        let origin = EventOrigin(sender: "w@a", timestamp: Instant(microseconds: 0))
        var facts = TaskFacts()
        facts.traceback = length.map { String(repeating: "x", count: $0) }
        return (0..<count).map { .task(TaskEvent(.started, task: TaskID("t\($0)"), origin: origin, facts: facts)) }
    }

    @Test func countsWhatFindsNoRoom() {
        let mailbox = EventMailbox(capacity: 3 * events(1)[0].footprint, now: { Instant(microseconds: 0) })
        mailbox.put(events(2))
        mailbox.put(events(4))
        #expect(mailbox.take().lost == 3)
        #expect(mailbox.take().events.isEmpty)
    }

    @Test func weighsEventsByTheirTexts() {
        let mailbox = EventMailbox(capacity: 100_000, now: { Instant(microseconds: 0) })
        mailbox.put(events(1, traceback: 60_000))
        mailbox.put(events(1, traceback: 60_000))
        mailbox.put(events(1))
        let content = mailbox.take()
        #expect((content.events.count, content.lost) == (2, 1))
        mailbox.put(events(1, traceback: 60_000))
        #expect(mailbox.take().lost == 0)
    }

    @Test func watchesForAsLongAsTheConnectionGivesSignsOfLife() {
        let clock = Clock()
        let mailbox = EventMailbox(now: { clock.now })
        let start = clock.now
        mailbox.put([])
        mailbox.begin()
        clock.pass(10)
        mailbox.put([])
        clock.pass(5)
        mailbox.put(events(1))
        #expect(mailbox.take().watched == [TimeSpan(since: start, until: start + 15)])
        clock.pass(2)
        mailbox.put([])
        clock.pass(20)
        mailbox.end()
        mailbox.begin()
        clock.pass(1)
        mailbox.put([])
        #expect(
            mailbox.take().watched == [
                TimeSpan(since: start + 15, until: start + 17), TimeSpan(since: start + 37, until: start + 38),
            ])
    }
}
