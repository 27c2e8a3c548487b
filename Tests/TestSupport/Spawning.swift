package import Foundation

/// Processes are started one after the other.
///
/// Foundation hears of a process's end by a socket that the process holds. A process that another thread starts at the same
/// moment would inherit it, and the end of the first would be heard with that of the second; so with the end of a pipe.
package enum Spawning {
    private static let lock = NSLock()

    /// Makes what no process may inherit that another thread starts meanwhile.
    package static func alone<Made>(_ make: () throws -> Made) rethrows -> Made {
        lock.lock()
        defer { lock.unlock() }
        return try make()
    }

    /// A pipe that only the process that is given it inherits.
    package static func pipe() -> Pipe { alone { Pipe() } }

    /// Starts a process.
    package static func start(_ process: Process) throws { try alone { try process.run() } }
}
