import Foundation

/// Lets as much work run side by side as the machine bears; what takes longest begins first.
///
/// Each piece of work takes a share of the capacity, which is four times the number of processors: work that mostly
/// waits takes 1, work that keeps a processor busy 2. What must be alone takes all, and comes last.
package actor Machine {
    /// The one that the tests run on.
    package static let shared = Machine(capacity: 4 * max(2, ProcessInfo.processInfo.activeProcessorCount))

    private struct Waiter {
        let load: Int
        let seconds: Int
        let ticket: Int
        let enter: CheckedContinuation<Void, Never>
    }

    private let capacity: Int
    private var free: Int
    private var waiting: [Waiter] = []
    private var tickets = 0
    private var isOpen = false

    /// One that bears so much.
    package init(capacity: Int) { (self.capacity, free) = (capacity, capacity) }

    /// Runs `body` once there is room for it, says how long it took, and returns what it returned.
    ///
    /// Of what waits, that begins first which is expected to take the most seconds. While it finds no room, nothing else
    /// begins: what takes a larger share would else come last, however long it takes.
    package nonisolated(nonsending) func run<Value>(
        _ name: String, load: Int, about seconds: Int, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let load = await enter(load, seconds)
        let start = ContinuousClock.now
        do {
            let value = try await body()
            await leave(load)
            let seconds = Int(((ContinuousClock.now - start) / .seconds(1)).rounded())
            if load > 0, seconds > 1 { print("lane: \(name): \(seconds) s") }
            return value
        } catch {
            await leave(load)
            throw error
        }
    }

    private func enter(_ wanted: Int, _ seconds: Int) async -> Int {
        let load = min(wanted, capacity)
        guard load > 0 else { return 0 }
        tickets += 1
        let ticket = tickets
        // Whoever comes first isn't the longest: all are to come before any begins.
        if ticket == 1 { Task { await open() } }
        await withCheckedContinuation { enter in
            waiting.append(Waiter(load: load, seconds: load == capacity ? 0 : seconds, ticket: ticket, enter: enter))
            admit()
        }
        return load
    }

    private func open() async {
        // Cancelled, it opens sooner, which harms nobody.
        try? await Task.sleep(for: .seconds(1))
        isOpen = true
        admit()
    }

    private func leave(_ load: Int) {
        free += load
        admit()
    }

    private func admit() {
        guard isOpen else { return }
        waiting.sort { ($1.seconds, $0.ticket) < ($0.seconds, $1.ticket) }
        while let next = waiting.first, next.load <= free {
            waiting.removeFirst()
            free -= next.load
            next.enter.resume()
        }
    }
}
