import Foundation
import Glibc

/// A PostgreSQL of the tests' own, whose socket lies in a folder, so that no port is taken.
///
/// It ends with the process of the tests, however that ends: it waits for the end of a pipe.
package final class PostgresInstance: Sendable {
    /// The folder of its socket, as clients are told it.
    package var folder: String { home.path }
    private let home: TemporaryFolder
    private let process: Process
    private let leash: Pipe
    private let output: Pipe

    /// The user that it knows, without a password.
    package static let user = "tester"

    private static let programs: String? = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let folders = versions.compactMap(Int.init).sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin" }
        return folders.first { access($0 + "/initdb", X_OK) == 0 }
    }()

    /// Whether there is a PostgreSQL on this machine, and tests may start it: `make check` starts no server.
    package static var isThere: Bool { programs != nil && getenv("WITHOUT_SERVERS") == nil }

    private static let script = """
        cd /
        "$2/initdb" -D "$1/data" -U \(user) -A trust -E UTF8 --locale=C --no-sync >"$1/log" 2>&1 || exit 1
        begin() {
            "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c shared_buffers=32MB \\
                -c max_connections=100 >>"$1/log" 2>&1 & server=$!
            until "$2/pg_isready" -q -h "$1"; do kill -0 $server || exit 1; sleep 0.05; done
            echo ready
        }
        begin "$@"
        while read -r word; do
            case $word in
            stop) kill -INT $server; wait $server; echo stopped ;;
            start) begin "$@" ;;
            esac
        done
        kill -INT $server; wait $server
        """

    /// Starts one, and returns once it answers.
    package init() throws {
        home = try TemporaryFolder()
        leash = Spawning.pipe()
        process = Process()
        var command = ["/bin/sh", "-c", Self.script, "sh", home.path, Self.programs ?? ""]
        if geteuid() == 0 {
            let user = getpwnam("postgres") ?? getpwnam("nobody")
            let (uid, gid) = (user?.pointee.pw_uid ?? 65_534, user?.pointee.pw_gid ?? 65_534)
            chown(home.path, uid, gid)
            command = ["/usr/bin/setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--clear-groups"] + command
        }
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = leash
        output = Spawning.pipe()
        process.standardOutput = output
        try Spawning.start(process)
        try expect("ready")
    }

    private func expect(_ word: String) throws {
        guard output.fileHandleForReading.availableData == Data("\(word)\n".utf8) else {
            throw CocoaError(.executableLoad)
        }
    }

    /// Ends the server as a failure of its machine does to those who are connected; what was committed stays.
    package func stop() throws {
        try leash.fileHandleForWriting.write(contentsOf: Data("stop\n".utf8))
        try expect("stopped")
    }

    /// Starts it again, and returns once it answers.
    package func start() throws {
        try leash.fileHandleForWriting.write(contentsOf: Data("start\n".utf8))
        try expect("ready")
    }

    deinit {
        try? leash.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
