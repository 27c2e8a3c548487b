import Brokers
import Celery
import Glibc
import History

/// The history that a command's options name.
struct HistoryFile {
    let options: HistoryOptions
    let connection: ConnectionOptions
    let context: Context

    /// Opens it, and makes its folder where that is ours.
    ///
    /// A history that is named needs no broker; it keeps the one that it belongs to.
    ///
    /// - Throws: `CommandError.noBroker` where neither is named, and what is wrong with the file.
    func open() throws -> History {
        let identity = try identity()
        if let path = options.history { return try History.open(path, identity: identity) }
        guard let identity else { throw CommandError.noBroker }
        let folder = try stateFolder() + "/herbarium"
        try Self.makeFolder(folder)
        return try History.open("\(folder)/\(identity.fileName)", identity: identity)
    }

    /// A writer that keeps as long as the options say.
    func writer(to history: History) -> HistoryWriter {
        HistoryWriter(to: history, keeping: keeping, now: context.now)
    }

    /// Commits what such a writer gathered.
    func committer(to history: History) -> HistoryCommitter { HistoryCommitter(to: history, keeping: keeping) }

    private var keeping: HistoryWriter.Keeping { HistoryWriter.Keeping(tasks: options.keep.seconds) }

    private func identity() throws -> HistoryIdentity? {
        do {
            let address = try connection.brokerAddress()
            return try BrokerURL.list(address.exposed).first.map {
                HistoryIdentity($0, keyPrefix: connection.keyPrefix)
            }
        } catch CommandError.noBroker {
            return nil
        } catch let flaw as URLFlaw {
            throw CommandError.badAddress(option: "broker", flaw: flaw.description)
        }
    }

    /// Where programs keep what they should not lose: the XDG Base Directory Specification, version 0.8.
    private func stateFolder() throws(CommandError) -> String {
        if let folder = context.environment["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder }
        guard let home = context.environment["HOME"], !home.isEmpty else { throw .noHome }
        return home + "/.local/state"
    }

    private static func makeFolder(_ path: String) throws(CommandError) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
            throw .unwritable(name: "the folder '\(made)'", reason: SystemError.message(errno))
        }
    }
}
