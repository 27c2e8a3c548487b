import Glibc

/// An open file, pipe or standard input that is read without ever keeping a run from ending.
///
/// Nobody may ever write to a pipe: waiting for it ends when the run's task is cancelled.
package struct InputDescriptor: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Milliseconds between two looks at whether the run is to end.
    private static let patience: Int32 = 50

    /// Opens a file; `-` is the standard input.
    ///
    /// - Throws: `CommandError.unreadable` with the system's reason.
    package init(path: String) throws(CommandError) {
        self.path = path
        // Without O_NONBLOCK, a named pipe is open only once somebody opens its other end.
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: SystemError.message(errno)) }
    }

    deinit { close(descriptor) }

    /// How many bytes it has; `nil` for what is no regular file.
    package var size: Int? {
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        return isKnown ? Int(status.st_size) : nil
    }

    /// Whether it is a pipe, a socket or a terminal: what was read of it is gone.
    package var isStream: Bool { lseek(descriptor, 0, SEEK_CUR) < 0 && errno == ESPIPE }

    /// Fills a buffer, or as much of it as `most`; returns how much, 0 at the end.
    ///
    /// - Throws: `CommandError.unreadable`, and `.stopped` when the run is to end first.
    package func read(into buffer: inout [UInt8], most: Int = .max) throws(CommandError) -> Int {
        while true {
            try waitForInput()
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, most))
            if count >= 0 { return count }
            guard errno == EINTR || errno == EAGAIN else {
                throw .unreadable(path: path, reason: SystemError.message(errno))
            }
        }
    }

    private func waitForInput() throws(CommandError) {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // What can't be polled is read, and says why it can't be.
        while poll(&wait, 1, Self.patience) == 0 || wait.revents == 0 && errno == EINTR {
            if Task.isCancelled { throw .stopped(path: path) }
        }
    }
}
