import Celery
import History
import TestSupport
import Testing

@testable import Application

/// What a recorder makes of what its listener heard.
struct EventKeeperTests {
    private let clock = TestClock()
    private let errors = Recorder()

    private func keeper(_ history: History, _ mailbox: EventMailbox) -> EventKeeper {
        let clock = clock
        return EventKeeper(
            writer: HistoryWriter(to: history, now: { clock.now }), recording: nil, privacy: Privacy(),
            mailbox: mailbox,
            console: Console(.test(errors: errors)), now: { clock.now })
    }

    @Test func claimsToHaveWatchedOnlyWhileItLostNothing() throws {
        let folder = try TemporaryFolder()
        let history = try History.open(folder.path + "/h.sqlite", identity: nil)
        let clock = clock
        let mailbox = EventMailbox(capacity: 2 * [Event].events(1)[0].footprint, now: { clock.now })
        var keeper = keeper(history, mailbox)
        mailbox.begin()
        for count in [1, 5, 0, 2] {
            clock.pass(10)
            mailbox.put(.events(count))
            try keeper.tick(connections: 1)
        }
        try keeper.finish(connections: 1)
        let start = Instant(microseconds: 0)
        let span = TimeSpan(since: start, until: start + 60)
        let excerpt = try history.read(HistoryRequest(span: span, now: start + 60))
        #expect(
            excerpt.watched == [
                TimeSpan(since: start, until: start + 10), TimeSpan(since: start + 20, until: start + 40),
            ])
        #expect(errors.text.contains("3 lost since the history did not keep up"))
    }

    @Test func saysOnceThatAServerIsAwayAndAtTheEndWhatIsLost() throws {
        let folder = try TemporaryFolder()
        let server = PostgresServer(["host": folder.path, "dbname": "d"], name: "postgresql://away/d")
        let history = try History.open(server, ClusterChoice(name: "c", identity: nil), waits: true)
        let clock = clock
        let mailbox = EventMailbox(now: { clock.now })
        var keeper = keeper(history, mailbox)
        #expect(!keeper.isBehind)
        let events = [Event].events(7)
        for event in events {
            clock.pass(10)
            mailbox.put([event])
            try keeper.tick(connections: 1)
        }
        #expect(keeper.isBehind)
        try keeper.finish(connections: 1)
        let lines = errors.text.split(separator: "\n").map(String.init)
        #expect(lines.count { $0.contains("cannot reach the history 'postgresql://away/d': ") } == 1, "\(lines)")
        #expect(lines.contains { $0.hasSuffix("6 events, 0 a second, 6 of all wait for the history") }, "\(lines)")
        #expect(lines.last?.hasSuffix("7 events are lost, which waited for the history") == true, "\(lines)")
    }
}
