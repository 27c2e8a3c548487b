import Brokers
import Celery
package import Configuration
import Glibc
package import History

/// The history that a command's options name.
package struct HistoryFile {
    package let options: HistoryOptions
    package let connection: ConnectionOptions
    package let context: Context

    /// Finds it by the options, and by the broker where they name none.
    package init(options: HistoryOptions, connection: ConnectionOptions, context: Context) {
        self.options = options
        self.connection = connection
        self.context = context
    }

    /// The database that it is in; `nil` for a file.
    ///
    /// - Throws: `CommandError.badAddress`.
    package var server: PostgresServer? {
        get throws(CommandError) {
            guard options.isInDatabase, let text = options.history else { return nil }
            do throws(URLFlaw) {
                let address = try PostgresAddress(text)
                return PostgresServer(address.keywords, name: "\(address)")
            } catch {
                throw .badAddress(option: "history", flaw: error.description)
            }
        }
    }

    /// Which of the clusters in a database.
    package func cluster() throws(CommandError) -> ClusterChoice {
        ClusterChoice(name: options.cluster, identity: try identity())
    }

    /// Opens it, and makes its folder where that is ours.
    ///
    /// A history that is named needs no broker; it keeps the one that it belongs to.
    ///
    /// With `waits`, a server that is away is no error yet.
    ///
    /// - Throws: `CommandError.noBroker` where neither is named, and what is wrong with the file.
    package func open(waits: Bool = false) throws -> History {
        if let server = try server { return try History.open(server, try cluster(), waits: waits) }
        let path = try path()
        if options.history == nil { try Self.makeFolder(try Self.folder(context)) }
        return try History.open(path, identity: try identity())
    }

    /// Opens one that is there, whichever broker it belongs to, and as it is.
    package func existing() throws -> History {
        if let server = try server { return try History.existing(server, try cluster()) }
        return try History.existing(try path())
    }

    /// Opens it to be read; a file's tables may be brought up to this version's, a database is left as it is.
    package func opened() throws -> History { try server == nil ? open() : existing() }

    /// Where it is, or would be.
    ///
    /// - Throws: `CommandError.noBroker` where neither it nor a broker is named.
    package func path() throws -> String {
        if let server = try server { return server.name }
        if let path = options.history { return path }
        guard let identity = try identity() else {
            throw try connection.isDump ? CommandError.dumpHasNoHistory : CommandError.noBroker
        }
        return "\(try Self.folder(context))/\(identity.fileName)"
    }

    /// A writer that keeps as long as the options say.
    package func writer(to history: History) -> HistoryWriter {
        HistoryWriter(to: history, keeping: keeping, now: context.now)
    }

    /// Commits what such a writer gathered.
    package func committer(to history: History) -> HistoryCommitter { HistoryCommitter(to: history, keeping: keeping) }

    /// How long the options say.
    package var keeping: HistoryWriter.Keeping { HistoryWriter.Keeping(tasks: options.keep.seconds) }

    private func identity() throws(CommandError) -> HistoryIdentity? {
        do {
            // A dump doesn't say whose it is; the history that is named does.
            return try connection.brokerURLs().first { !$0.isDump }.map {
                HistoryIdentity($0, keyPrefix: connection.keyPrefix, master: connection.sentinelMaster)
            }
        } catch .noBroker {
            return nil
        }
    }

    /// Where programs keep what they should not lose: the XDG Base Directory Specification, version 0.8.
    private static func folder(_ context: Context) throws(CommandError) -> String {
        if let folder = context.environment["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder + "/herbarium" }
        guard let home = context.environment["HOME"], !home.isEmpty else { throw .noHome }
        return home + "/.local/state/herbarium"
    }

    private static func makeFolder(_ path: String) throws(CommandError) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
            throw .noFolder(made, reason: SystemError.message(errno))
        }
    }
}
