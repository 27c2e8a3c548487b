import Glibc
import Synchronization
import Testing

@testable import Application
@testable import Configuration

extension InterruptionTests {
    /// One after the other with those of `Interruption`: signals are the process's.
    @Suite struct SignalWatchTests {
        private final class Ends: Sendable {
            private let ends = Mutex<[RunEnd]>([])
            var all: [RunEnd] { ends.withLock { $0 } }
            func add(_ end: RunEnd) { ends.withLock { $0.append(end) } }
        }

        private func wait(until condition: () -> Bool) async throws {
            for _ in 0..<2_000 where !condition() { try await Task.sleep(for: .milliseconds(5)) }
            #expect(condition())
        }

        @Test func endsARunThatDoesNotEndByItself() async throws {
            let forced = Ends()
            let watch = SignalWatch([SIGUSR1]) { forced.add($0) }
            defer { watch.stop() }
            watch.allow(.milliseconds(20))
            kill(getpid(), SIGUSR1)
            try await wait { forced.all == [.signal(SIGUSR1)] }
            #expect(watch.first == .signal(SIGUSR1))
        }

        @Test func endsARunThatLeavesNothingWithOthersSooner() async throws {
            let (forced, stage) = (Ends(), Stage())
            let watch = SignalWatch([SIGUSR1]) { forced.add($0) }
            defer { watch.stop() }
            watch.allow(stage.grace ?? .seconds(3_600))
            stage.name = "asking the broker"
            #expect(stage.grace == nil)
            stage.beginBreakable("making the snapshot")
            kill(getpid(), SIGUSR1)
            try await wait { forced.all == [.signal(SIGUSR1)] }
        }

        @Test func carriesOutEveryWillThatWasLeft() {
            let (stage, done) = (Stage(), Ends())
            stage.carryOutWill()
            stage.leave { done.add(.signal(1)) }
            stage.leave { done.add(.signal(2)) }
            stage.carryOutWill()
            #expect(done.all == [.signal(1), .signal(2)])
        }

        @Test func leavesARunAloneThatEndedInTime() async throws {
            let forced = Ends()
            let watch = SignalWatch([SIGUSR1]) { forced.add($0) }
            // Long enough for a busy machine to come to the stop before it is over.
            watch.allow(.seconds(5))
            kill(getpid(), SIGUSR1)
            try await wait { watch.first != nil }
            watch.stop()
            try await Task.sleep(for: .seconds(6))
            #expect(forced.all.isEmpty)
        }

        @Test func asksARunToEndAtItsDeadline() async throws {
            let (forced, asked) = (Ends(), Ends())
            let watch = SignalWatch([]) { forced.add($0) }
            defer { watch.stop() }
            watch.allow(.milliseconds(20))
            watch.atFirst { asked.add(.deadline(.milliseconds(10))) }
            watch.end(after: .milliseconds(10))
            try await wait { forced.all == [.deadline(.milliseconds(10))] }
            #expect(asked.all.count == 1)
            let error = RunEnd.deadline(.seconds(5)).error(during: "rendering the pages")
            #expect(error.status == .failed)
            #expect("\(error)".hasPrefix("the deadline of 5s passed while rendering the pages; nothing was published"))
        }

        @Test func goesOnAtAHangupThatIsForItsFile() async throws {
            let hangups = Hangups()
            let watch = SignalWatch([SIGHUP])
            defer { watch.stop() }
            watch.atHangup { hangups.add() }
            for count in 1...2 {
                kill(getpid(), SIGHUP)
                try await wait { hangups.count == count }
            }
            #expect(watch.first == nil)
        }
    }
}
