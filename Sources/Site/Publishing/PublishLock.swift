import Glibc

/// Keeps other runs away from one output for as long as it lives; a run that is killed lets go of it.
///
/// A file with an `flock`: it is removed at the end, so each that takes it must see that it still has its name.
struct PublishLock: ~Copyable {
    private let path: String
    private let file: Int32

    /// Throws `.busy` when another run has it; where there can be no lock, the output is what could not be written.
    init(_ path: String, to action: PublishError.Action, disk: Disk) throws(PublishError) {
        while true {
            let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
            let file = Int32(try disk.check(action, disk.output) { Int(open(path, flags, 0o666)) })
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                close(file)
                guard code != EWOULDBLOCK else { throw .busy(disk.output) }
                throw .system(action, file: disk.output, output: disk.output, code: code)
            }
            var status = stat()
            if fstat(file, &status) == 0, let named = disk.status(of: path), named.isSame(as: FileStatus(status)) {
                self.path = path
                self.file = file
                return
            }
            close(file)
        }
    }

    /// Lets go of the output; an error on the way here does so too.
    consuming func release() {}

    /// Takes away the file, and leaves the lock itself to the end of the process.
    borrowing func remove() { unlink(path) }

    deinit {
        unlink(path)
        close(file)
    }
}
