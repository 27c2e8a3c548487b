import Foundation
import Glibc

/// A PostgreSQL of the tests' own, whose socket lies in a folder, so that no port is taken.
///
/// It ends with the process of the tests, however that ends: it waits for the end of a pipe.
package final class PostgresInstance: Sendable {
    /// The folder of its socket, as clients are told it.
    package var folder: String { home.path }
    /// Its port, by which its socket is named, too.
    package let port: Int
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
        home=$1 bin=$2 primary=$3 isEncrypted=$4
        shift 4
        if [ -n "$primary" ]; then
            "$bin/pg_basebackup" -h "$primary" -U \(user) -D "$home/data" -R -c fast --no-sync >"$home/log" 2>&1 || exit 1
        else
            "$bin/initdb" -D "$home/data" -U \(user) -A trust -E UTF8 --locale=C --no-sync >"$home/log" 2>&1 || exit 1
        fi
        if [ "$isEncrypted" = true ]; then
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \\
                -keyout "$home/server.key" -out "$home/server.crt" >>"$home/log" 2>&1 || exit 1
            set -- "$@" -c ssl=on -c "ssl_key_file=$home/server.key" -c "ssl_cert_file=$home/server.crt"
        fi
        begin() {
            "$bin/postgres" -D "$home/data" -k "$home" -c fsync=off -c shared_buffers=32MB -c max_connections=100 "$@" \\
                >>"$home/log" 2>&1 & server=$!
            until "$bin/pg_isready" -q -h "$home"; do kill -0 $server || exit 1; sleep 0.05; done
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

    /// Starts one, and returns once it answers: a new one, or a standby of another, which takes no changes.
    ///
    /// With a port, it is on loopback, too, for whoever is there by the name `localhost`, of which `certificate` says
    /// that it is its own.
    package init(standbyOf primary: PostgresInstance? = nil, port: LoopbackSocket? = nil) throws {
        home = try TemporaryFolder()
        self.port = port?.port ?? 5432
        leash = Spawning.pipe()
        process = Process()
        let command = Self.unprivileged([
            "/bin/sh", "-c", Self.script, "sh", home.path, Self.programs ?? "", primary?.folder ?? "",
            "\(port != nil)", "-c", "listen_addresses=\(port == nil ? "" : "127.0.0.1")",
        ])
        try Self.give(home.path)
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        // What PostgreSQL's own programs take for the port; one on a socket alone has a folder of its own.
        process.environment = ProcessInfo.processInfo.environment.merging(["PGPORT": "\(self.port)"]) { $1 }
        process.standardInput = leash
        output = Spawning.pipe()
        process.standardOutput = output
        try Spawning.start(process)
        try expect("ready")
    }

    /// Whom it runs as where the tests run as root, as whom it doesn't.
    private static let account: (uid: uid_t, gid: gid_t) = {
        let user = getpwnam("postgres") ?? getpwnam("nobody")
        return (user?.pointee.pw_uid ?? 65_534, user?.pointee.pw_gid ?? 65_534)
    }()

    /// The file of its certificate, which is its own authority.
    package var certificate: String { home("server.crt") }

    /// Lets in whoever these lines of `pg_hba.conf` say, from its next start on.
    package func admit(_ lines: String...) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: home("data/pg_hba.conf")))
    }

    /// Makes a folder, where there is none, and gives it to whom servers run as.
    package static func give(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if geteuid() == 0 { chown(folder, account.uid, account.gid) }
    }

    /// A command that is run as whom servers run as.
    static func unprivileged(_ command: [String]) -> [String] {
        guard geteuid() == 0 else { return command }
        return ["/usr/bin/setpriv", "--reuid=\(account.uid)", "--regid=\(account.gid)", "--clear-groups"] + command
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
