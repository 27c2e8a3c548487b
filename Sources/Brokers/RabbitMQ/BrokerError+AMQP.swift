extension BrokerError {
    /// Reads why a RabbitMQ server closed a channel or a connection.
    init(_ closing: AMQPClosing, broker: String) {
        let text = String(closing.text.prefix { !$0.isNewline }.prefix(255))
        self =
            switch closing.code {
            case 403: .notPermitted(broker: broker, command: Self.permission(text))
            case 404: .missing(broker: broker, reason: text)
            case 320: .dismissed(broker: broker, reason: text)
            default: .refused(broker: broker, reason: text)
            }
    }

    /// What was not permitted: of "ACCESS_REFUSED - configure access to queue 'q' in vhost '/' refused for user 'u'"
    /// the part in the middle.
    private static func permission(_ text: String) -> String {
        let start = text.firstRange(of: " - ")?.upperBound ?? text.startIndex
        let end = text.lastRange(of: " in vhost ") ?? text.endIndex
        return start <= end ? String(text[start..<end]) : text
    }
}

extension String {
    fileprivate func lastRange(of part: String) -> String.Index? {
        ranges(of: part).last?.lowerBound
    }
}
