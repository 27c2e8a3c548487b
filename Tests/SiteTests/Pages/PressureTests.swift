import Celery
import Testing

/// The two numbers that a dashboard has before all others.
struct PressureTests {
    private func page(_ change: (inout Snapshot) -> Void) async throws -> String {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        for index in snapshot.workers.indices {
            (snapshot.workers[index].slotSeconds, snapshot.workers[index].busySeconds) = (nil, nil)
        }
        for index in snapshot.queues.indices { snapshot.queues[index].oldest = nil }
        change(&snapshot)
        return try await SampleSite(snapshot).text("index.html")
    }

    @Test func tellsHowBusyTheSlotsWereAndHowLongTheOldestHasWaited() async throws {
        let page = try await page { snapshot in
            (snapshot.workers[0].slotSeconds, snapshot.workers[0].busySeconds) = (100, 90)
            (snapshot.workers[1].slotSeconds, snapshot.workers[1].busySeconds) = (300, 10)
            snapshot.queues[0].oldest = OldestMessage(age: 61, basis: .event, isAtLeast: false)
            snapshot.queues[1].oldest = OldestMessage(age: 7_200, basis: .reading, isAtLeast: true)
        }
        let name = SampleSnapshot().snapshot.workers[0].name
        #expect(
            page.contains("Slots of 2 workers were busy for 25 % of the time, most on <code>\(name)</code> (90 %). ")
                && page.contains("The oldest message has waited for at least 2 h in <code>mail</code>."))
    }

    @Test func tellsOneWhereTheOtherIsNotKnown() async throws {
        let page = try await page { $0.queues[0].oldest = OldestMessage(age: 5, basis: .event, isAtLeast: false) }
        #expect(page.contains("The oldest message has waited for 5 s in <code>celery</code>."))
        #expect(!page.contains("were busy for"))
    }

    @Test func tellsNothingWhereNeitherIsKnown() async throws {
        let page = try await page { _ in }
        #expect(!page.contains("The oldest message") && !page.contains("were busy for"))
    }
}
