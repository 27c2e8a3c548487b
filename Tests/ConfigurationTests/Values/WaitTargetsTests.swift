import Celery
import Testing

@testable import Configuration

struct WaitTargetsTests {
    @Test func readsQueuesAndDurations() throws {
        let targets = try WaitTargets(parsing: "mail=5m, a=b=500ms,*=1h").targets
        #expect(targets.map(\.queue) == ["mail", "a=b", "*"])
        #expect(targets.map(\.seconds) == [300, 0.5, 3600])
    }

    @Test(arguments: ["", "mail", "=5m", "mail=", "mail=5", "mail=5m,", "mail=-5m"])
    func refusesWhatIsNoTarget(text: String) {
        #expect(throws: CommandError.self) { try WaitTargets(parsing: text) }
    }
}
