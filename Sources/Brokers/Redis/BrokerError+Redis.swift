extension BrokerError {
    /// Reads an error that a Redis server answered to a command.
    init(redis text: String, command: String, broker: String) {
        let (code, reason) = Self.split(text)
        self =
            switch code {
            case "NOAUTH": .passwordMissing(broker: broker)
            case "WRONGPASS": .passwordRefused(broker: broker)
            case "NOPERM": .notPermitted(broker: broker, command: command)
            case "LOADING": .loading(broker: broker)
            case "ERR" where reason == "invalid password": .passwordRefused(broker: broker)
            case "ERR" where reason == "operation not permitted": .passwordMissing(broker: broker)
            case "ERR": .refused(broker: broker, reason: reason)
            default: .refused(broker: broker, reason: text)
            }
    }

    private static func split(_ text: String) -> (code: Substring, reason: String) {
        let line = text.prefix { !$0.isNewline }
        let code = line.prefix { $0 != " " }
        return (code, String(line[code.endIndex...].drop { $0 == " " }.prefix(200)))
    }
}
