/// The commands that begin a connection: logging in, choosing the database, and saying who we are.
struct RedisGreeting {
    private enum Purpose { case login, database, name }

    private let steps: [(purpose: Purpose, command: RedisCommand)]

    /// The greeting that an address calls for.
    init(_ url: BrokerURL) {
        var steps: [(Purpose, RedisCommand)] = []
        if url.user != nil || url.password != nil {
            let credentials = [url.user, url.password?.revealed ?? (url.user == nil ? nil : "")].compactMap(\.self)
            steps.append((.login, RedisCommand("AUTH", credentials)))
        }
        if url.database != 0 { steps.append((.database, RedisCommand("SELECT", String(url.database)))) }
        steps.append((.name, RedisCommand("CLIENT", "SETNAME", "herbarium")))
        self.steps = steps
    }

    /// What to send.
    var commands: [RedisCommand] { steps.map(\.command) }

    /// Throws what the answer to the command of that number says against going on; a name that is forbidden, or unknown
    /// to the server, is none.
    func check(_ reply: RedisReply, to index: Int, broker: String) throws(BrokerError) {
        guard case .error(let text) = reply else { return }
        let step = steps[index]
        let error = BrokerError(redis: text, command: step.command.name, broker: broker)
        switch (step.purpose, error) {
        case (.login, .refused): throw .passwordRefused(broker: broker)
        case (.name, .notPermitted): return
        case (.name, .refused) where text.hasPrefix("ERR unknown"): return
        default: throw error
        }
    }
}
