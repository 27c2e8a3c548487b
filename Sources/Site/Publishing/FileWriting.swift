import Glibc

/// A file that is being written stretch by stretch: as long as all of it stands in a file from before, nothing is
/// written. Of one that fails, or is given up before its end, nothing stays.
struct FileWriting: ~Copyable {
    /// A file from before that holds what has come so far.
    private struct Former {
        let path: String
        let file: Int32
        let size: Int
    }

    private let path: String
    private let disk: Disk
    /// What the user should read in an error.
    private let shown: String
    /// Those that hold all of what has come, the one that is preferred first.
    private var formers: [Former] = []
    /// How much has come.
    private var count = 0
    /// The new file; `nil` as long as one from before does.
    private var file: Int32?
    private var block: [UInt8] = []
    private var failure: PublishError?
    /// Whether the new file is there with all that came.
    private var isWhole = false

    /// Begins a new file at a path, where none may be yet; regular files at the paths `formers` may hold the same,
    /// links are not followed.
    init(to path: String, comparing formers: [String], disk: Disk, shown: String) {
        (self.path, self.disk, self.shown) = (path, disk, shown)
        for former in formers {
            let file = open(former, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard file >= 0 else { continue }
            var status = stat()
            if fstat(file, &status) == 0, FileStatus(status).kind == .file {
                self.formers.append(Former(path: former, file: file, size: FileStatus(status).size))
            } else {
                close(file)
            }
        }
    }

    deinit {
        for former in formers { close(former.file) }
        guard let file else { return }
        close(file)
        if !isWhole { unlink(path) }
    }

    /// Takes the next stretch; after a failure, which `finish` tells, no more.
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard failure == nil, !bytes.isEmpty else { return }
        do throws(PublishError) {
            if file == nil, try !isFormer(bytes) { try begin() }
            if let file { try disk.append(bytes, to: file, shown: shown) }
            count += bytes.count
        } catch {
            failure = error
        }
    }

    /// Ends the file.
    ///
    /// - Returns: the path of one from before that holds the same; nothing has been written then. `nil` where the new
    ///   one is there.
    consuming func finish() throws(PublishError) -> String? {
        if let failure { throw failure }
        if file == nil {
            for former in formers where former.size == count { return former.path }
            try begin()
        }
        isWhole = true
        return nil
    }

    /// Leaves those files from before that go on with a stretch; says whether there are any, and else leaves one with
    /// what came before.
    private mutating func isFormer(_ bytes: UnsafeBufferPointer<UInt8>) throws(PublishError) -> Bool {
        var same: [Former] = []
        for former in formers where try holds(former, bytes) { same.append(former) }
        guard !same.isEmpty else { return false }
        for former in formers where !same.contains(where: { $0.file == former.file }) { close(former.file) }
        formers = same
        return true
    }

    private mutating func holds(_ former: Former, _ bytes: UnsafeBufferPointer<UInt8>) throws(PublishError) -> Bool {
        guard former.size - count >= bytes.count else { return false }
        if block.count < bytes.count { block = [UInt8](repeating: 0, count: bytes.count) }
        guard try read(former, upTo: bytes.count, at: count) == bytes.count else { return false }
        return block.withUnsafeBytes { block in
            guard let one = block.baseAddress, let other = bytes.baseAddress else { return bytes.isEmpty }
            return memcmp(one, other, bytes.count) == 0
        }
    }

    /// Reads into the block; returns how much there was.
    private mutating func read(_ former: Former, upTo length: Int, at place: Int) throws(PublishError) -> Int {
        var done = 0
        while done < length {
            let more = try disk.check(.read, shown) {
                block.withUnsafeMutableBytes {
                    pread(former.file, $0.baseAddress?.advanced(by: done), length - done, off_t(place + done))
                }
            }
            if more == 0 { break }
            done += more
        }
        return done
    }

    /// Makes the new file, with all that has come so far.
    private mutating func begin() throws(PublishError) {
        let new = try disk.makeFile(path, shown: shown)
        file = new
        guard count > 0, let former = formers.first else { return }
        if block.count < Self.piece { block = [UInt8](repeating: 0, count: Self.piece) }
        var done = 0
        while done < count {
            let more = try read(former, upTo: min(Self.piece, count - done), at: done)
            // Nobody else writes there.
            guard more > 0 else { throw .system(.read, file: shown, output: disk.output, code: EIO) }
            try block.withUnsafeBufferPointer { buffer throws(PublishError) in
                try disk.append(UnsafeBufferPointer(rebasing: buffer[..<more]), to: new, shown: shown)
            }
            done += more
        }
    }

    private static let piece = 1 << 16
}
