import Foundation

/// A PgBouncer in front of a PostgreSQL of the tests' own; it ends with the process of the tests, however that ends.
package final class PgBouncer: Sendable {
    /// The folder of its socket, as clients are told it.
    package var folder: String { home.path }
    /// Its port, by which the socket is named.
    package static let port = 6432
    private let home: TemporaryFolder
    private let process: Process
    private let leash: Pipe

    private static let program = "/usr/sbin/pgbouncer"

    /// Whether it is on this machine, and a PostgreSQL.
    package static var isThere: Bool { PostgresInstance.isThere && access(program, X_OK) == 0 }

    private static let script = """
        cd /
        "$2" -q "$1/pgbouncer.ini" >"$1/log" 2>&1 & server=$!
        until [ -S "$1/.s.PGSQL.\(port)" ]; do kill -0 $server || exit 1; sleep 0.05; done
        echo ready
        cat >/dev/null
        # Whoever starts it from a thread of Dispatch's keeps every other signal from it.
        exec 2>/dev/null; kill -KILL $server; wait $server
        """

    /// Starts one that shares two connections among all who come, and returns once it answers; its mode is
    /// `session`, `transaction` or `statement`.
    package init(of server: PostgresInstance, mode: String) throws {
        home = try TemporaryFolder()
        try home.write("\"\(PostgresInstance.user)\" \"\"\n", to: "users")
        try home.write(
            """
            [databases]
            * = host=\(server.folder)
            [pgbouncer]
            unix_socket_dir = \(home.path)
            listen_port = \(Self.port)
            auth_type = trust
            auth_file = \(home("users"))
            pool_mode = \(mode)
            default_pool_size = 2
            query_wait_timeout = 2
            server_login_retry = 1
            """, to: "pgbouncer.ini")
        leash = Spawning.pipe()
        process = Process()
        let command = PostgresInstance.unprivileged(["/bin/sh", "-c", Self.script, "sh", home.path, Self.program])
        try PostgresInstance.give(home.path)
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = leash
        let output = Spawning.pipe()
        process.standardOutput = output
        try Spawning.start(process)
        guard output.fileHandleForReading.availableData == Data("ready\n".utf8) else {
            throw CocoaError(.executableLoad)
        }
    }

    deinit {
        try? leash.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
