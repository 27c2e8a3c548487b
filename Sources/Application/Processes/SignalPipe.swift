import Glibc

/// Carries signals out of their handlers, in which next to nothing is allowed, as bytes through a pipe.
///
/// Handlers belong to the process and can't carry a context, so there is one pipe. (libdispatch's own source of
/// signals blocks each signal in whatever thread it meets, and drops those that come before it is ready.)
enum SignalPipe {
    /// The end to read from; -1 where the system gave no pipe.
    static var reading: Int32 { ends.reading }

    /// Writes this signal's number to the pipe from now on, and returns what was done with it before.
    static func redirect(_ number: Int32) -> sigaction {
        // The handler must not be the first to open the pipe.
        _ = ends
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalPipe.ends.writing, &byte, 1)
            errno = saved
        }
        action.sa_flags = SA_RESTART
        var before = sigaction()
        sigaction(number, &action, &before)
        return before
    }

    private static let ends: (reading: Int32, writing: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        return (ends[0], ends[1])
    }()
}
