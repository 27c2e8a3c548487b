import Foundation
import Synchronization

/// Something that is done on a thread of its own, since it blocks: of the threads that tasks share there are few.
package final class OnThread<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let done = DispatchGroup()

    /// Begins to do it.
    package init(_ body: @escaping @Sendable () -> Value) {
        done.enter()
        Thread {
            let value = body()
            self.result.withLock { $0 = value }
            self.done.leave()
        }.start()
    }

    /// What came of it, for which it waits.
    package var value: Value {
        done.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("it left nothing") }
        return value
    }
}
