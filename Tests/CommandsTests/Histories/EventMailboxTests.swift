import Celery
import Testing

@testable import Application

/// What is held between the listener and the disk.
struct EventMailboxTests {
    @Test func countsWhatFindsNoRoom() {
        let mailbox = EventMailbox(capacity: 3 * [Event].events(1)[0].footprint, now: { Instant(microseconds: 0) })
        mailbox.put(.events(2))
        mailbox.put(.events(4))
        #expect(mailbox.take().lost == 3)
        #expect(mailbox.take().events.isEmpty)
    }

    @Test func weighsEventsByTheirTexts() {
        let mailbox = EventMailbox(capacity: 100_000, now: { Instant(microseconds: 0) })
        mailbox.put(.events(1, traceback: 60_000))
        mailbox.put(.events(1, traceback: 60_000))
        mailbox.put(.events(1))
        let content = mailbox.take()
        #expect((content.events.count, content.lost) == (2, 1))
        mailbox.put(.events(1, traceback: 60_000))
        #expect(mailbox.take().lost == 0)
    }

    @Test func watchesForAsLongAsTheConnectionGivesSignsOfLife() {
        let clock = TestClock()
        let mailbox = EventMailbox(now: { clock.now })
        let start = clock.now
        mailbox.put([])
        mailbox.begin()
        clock.pass(10)
        mailbox.put([])
        clock.pass(5)
        mailbox.put(.events(1))
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
