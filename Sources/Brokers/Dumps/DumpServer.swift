import CPosix
import Celery
import Glibc
import Synchronization

/// A server of our own that reads a copy of a dump, reachable by nothing but a socket in a folder of ours.
///
/// It has no port, writes nothing, reads no configuration, and ends with this process, however that ends.
final class DumpServer: Sendable {
    /// The programs that may read it, the first that is in `PATH`.
    private static let programs = ["redis-server", "valkey-server"]
    /// More databases than anybody has; each takes half a kilobyte.
    static let databases = 10_000

    private let folder: DumpFolder
    /// The handle of the process, as a number: what owns it is this object alone.
    private let process: Mutex<UInt>

    /// Its socket.
    var socket: String { folder.socket }

    /// Starts one on what the folder holds.
    init(_ folder: DumpFolder, search: String, dump: String) throws(BrokerError) {
        guard let program = Self.program(in: search) else { throw .dump(dump, .noServer) }
        self.folder = folder
        let log = open(folder.log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw .dump(dump, .noFolder(folder.path, reason: String(cString: strerror(errno)))) }
        defer { close(log) }
        let arguments = [
            program, "--port", "0", "--unixsocket", folder.socket, "--unixsocketperm", "600", "--save", "",
            "--appendonly", "no", "--dir", folder.path, "--dbfilename", folder.copy, "--daemonize", "no",
            // One reads it: the server needn't be allowed thousands of connections.
            "--maxclients", "64", "--databases", String(Self.databases), "--loglevel", "notice", "--logfile", "",
        ]
        let handle = Self.withCStrings(arguments) { arguments in
            Self.withCStrings(["LC_ALL=C"]) { shim_start_tied(program, arguments, $0, folder.path, log) }
        }
        guard let handle else { throw .dump(dump, .serverFailed(String(cString: strerror(errno)))) }
        process = Mutex(UInt(bitPattern: handle))
    }

    deinit { end() }

    /// Ends it and takes its folder away; a second time there is nothing to do.
    func end() {
        process.withLock { process in
            if let handle = OpaquePointer(bitPattern: process) { shim_end_tied(handle) }
            process = 0
        }
        folder.remove()
    }

    /// Waits until it has read the dump.
    ///
    /// - Returns: what it says of the reading: `INFO persistence`.
    /// - Throws: `.dump` with what is wrong with it; `.cancelled`.
    func untilReady(_ url: BrokerURL, options: StreamOptions, dump: String, version: Int) async throws(BrokerError)
        -> String
    {
        while true {
            if Task.isCancelled { throw .cancelled }
            if let status { throw .dump(dump, flaw(status, version: version)) }
            do throws(BrokerError) {
                let connection = try await RedisConnection.open(url, options: options)
                let reply = try await connection.ask(RedisCommand("INFO", "persistence"))
                await connection.close()
                if let text = reply.text, Self.hasLoaded(text) { return text }
            } catch {
                switch error {
                case .unreachable, .loading, .closed, .timedOut: break
                default: throw error
                }
            }
            do { try await Task.sleep(for: .milliseconds(10)) } catch { throw .cancelled }
        }
    }

    /// Whether a server that tells this of its `persistence` has read all of its file; it answers INFO meanwhile.
    static func hasLoaded(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains("loading:0")
    }

    /// How it ended; `nil` while it runs.
    private var status: Int32? {
        process.withLock { process in
            guard let handle = OpaquePointer(bitPattern: process) else { return 0 }
            let status = shim_status_of_tied(handle)
            return status == -1 ? nil : status
        }
    }

    /// Why it ended instead of reading.
    private func flaw(_ status: Int32, version: Int) -> DumpFlaw {
        DumpComplaint(log: tail(of: folder.log), signal: status & 0x7F).flaw(version: version)
    }

    /// The last of what it said.
    private func tail(of path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        let end = lseek(file, 0, SEEK_END)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = pread(file, &buffer, buffer.count, max(0, end - off_t(buffer.count)))
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// The first program that can be run in a list of folders, as `PATH` has it; relative ones are nobody's to trust.
    private static func program(in search: String) -> String? {
        for program in programs {
            for folder in search.split(separator: ":") where folder.hasPrefix("/") {
                let path = "\(folder)/\(program)"
                var status = stat()
                if access(path, X_OK) == 0, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return path }
            }
        }
        return nil
    }

    private static func withCStrings<Value>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) -> Value {
        var pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("the list ends with nil") }
            return body(start)
        }
    }
}
