import Glibc
import Testing

@testable import Application
@testable import Configuration

/// One after the other: signals are the process's. SIGUSR1 and 2 stand in for those that would end the tests.
@Suite(.serialized)
struct InterruptionTests {
    private func untilSignalled(_ number: Int32, cleanUp: @escaping @Sendable () -> Void = {}) async throws {
        try await Interruption.watching(signals: [SIGUSR1, SIGUSR2]) {
            kill(getpid(), number)
            defer { cleanUp() }
            try await Task.sleep(for: .seconds(60))
        }
    }

    @Test(arguments: [SIGUSR1, SIGUSR2])
    func cancelsTheOperationAtASignal(number: Int32) async {
        await #expect(throws: CommandError.interrupted(signal: number)) { try await untilSignalled(number) }
    }

    @Test func waitsForTheOperationToCleanUp() async {
        let cleaned = Recorder()
        await #expect(throws: CommandError.self) {
            try await untilSignalled(SIGUSR1) { try? cleaned.output.write("clean") }
        }
        #expect(cleaned.text == "clean")
    }

    @Test func returnsWhatTheOperationReturns() async throws {
        #expect(try await Interruption.watching(signals: [SIGUSR1]) { 42 } == 42)
    }

    @Test func throwsWhatTheOperationThrows() async {
        await #expect(throws: CommandError.noBroker) {
            try await Interruption.watching(signals: [SIGUSR1]) { throw CommandError.noBroker }
        }
    }

    @Test func letsAFinishedOperationStand() async throws {
        let value = try await Interruption.watching(signals: [SIGUSR1]) {
            kill(getpid(), SIGUSR1)
            while !Task.isCancelled { await Task.yield() }
            return 42
        }
        #expect(value == 42)
    }

    @Test func endsAtTheSecondSignalThoughTheOperationNeverSuspends() async {
        await #expect(processExitsWith: .exitCode(143)) {
            _ = try await Interruption.watching(signals: [SIGINT, SIGTERM]) {
                kill(getpid(), SIGINT)
                while !Task.isCancelled { sched_yield() }
                kill(getpid(), SIGTERM)
                while true { sched_yield() }
            }
        }
    }
}
