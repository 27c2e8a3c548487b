import Glibc

/// System calls on files for the sake of one output, whose errors say what was to be done, and to what.
struct Disk: Sendable {
    /// The output as the user wrote it.
    let output: String

    /// The result of a call, made again when a signal interrupts it; throws when it is negative.
    ///
    /// `file` is what the user should read in the error.
    @discardableResult
    func check(_ action: PublishError.Action, _ file: String, _ call: () -> Int) throws(PublishError) -> Int {
        while true {
            let result = call()
            if result >= 0 { return result }
            let code = errno
            guard code == EINTR else { throw .system(action, file: file, output: output, code: code) }
        }
    }

    /// What is at `path`, a link itself and not what it leads to; `nil` when nothing is.
    func status(of path: String) -> FileStatus? {
        var status = stat()
        return lstat(path, &status) == 0 ? FileStatus(status) : nil
    }

    /// The names in a folder, sorted; throws `.foreignFiles` for one that is not UTF-8, which nobody of ours has made.
    func names(in folder: String, shown: String) throws(PublishError) -> [String] {
        guard let raw = rawNames(in: folder.utf8CString.map { $0 }) else {
            throw .system(.read, file: shown, output: output, code: errno)
        }
        var names: [String] = []
        for name in raw {
            guard let valid = String(validating: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) else {
                let readable = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
                throw .foreignFiles(folder: output, names: [readable], areMore: false)
            }
            names.append(valid)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The whole of a file; a link at `path` is not followed.
    func read(_ path: String, shown: String) throws(PublishError) -> [UInt8] {
        let file = Int32(try check(.read, shown) { Int(open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) })
        defer { close(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try check(.read, shown) { Glibc.read(file, &block, block.count) }
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }

    /// Whether the regular file at `path` holds exactly these bytes.
    func holds(_ path: String, _ bytes: [UInt8], shown: String) throws(PublishError) -> Bool {
        guard let status = status(of: path), status.kind == .file, status.size == bytes.count else { return false }
        return try read(path, shown: shown) == bytes
    }
}

/// The names in a folder, each with its final zero, in no order; `nil` with `errno` set.
func rawNames(in folder: [CChar]) -> [[CChar]]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
        let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
            tuple.withMemoryRebound(to: CChar.self, capacity: capacity) { start in
                Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
            }
        }
        if name != [46, 0], name != [46, 46, 0] { names.append(name) }
    }
    return names
}
