package import Celery

/// What went wrong with a broker or a result backend; `broker` is its address without the password.
package enum BrokerError: Error, Equatable, Sendable {
    /// The address can't be read.
    case invalidURL(URLFlaw)
    /// No connection could be made: the reason in the system's words.
    case unreachable(broker: String, reason: String)
    /// It didn't answer in time.
    case timedOut(broker: String)
    /// It closed the connection.
    case closed(broker: String)
    /// It closed the connection, and said why.
    case dismissed(broker: String, reason: String)
    /// It takes no messages, for a reason in its own words.
    case blocked(broker: String, reason: String)
    /// It doesn't have what was asked for, in its own words.
    case missing(broker: String, reason: String)
    /// What listens there speaks another protocol.
    case otherProtocol(broker: String)
    /// It wants a password, and the address has none.
    case passwordMissing(broker: String)
    /// It refuses the user or the password.
    case passwordRefused(broker: String)
    /// It forbids the user what was asked.
    case notPermitted(broker: String, command: String)
    /// It is still loading its data.
    case loading(broker: String)
    /// It refuses what was asked for another reason, in its own words.
    case refused(broker: String, reason: String)
    /// Redis: the workers separate the parts of names otherwise than we were told, so that nothing may be written.
    case separatorDiffers(broker: String, found: String, given: String)
    /// Redis: how the workers separate the parts of names can't be told, so that nothing may be written; `key` is where
    /// they say it.
    case separatorUnclear(broker: String, found: [String], key: String)
    /// Redis: a binding of somebody else's there would stop workers that answer.
    case unreadableBinding(broker: String, key: String)
    /// RabbitMQ: the exchange is none of remote control's, so that nothing may be published to it.
    case notRemoteControl(broker: String, exchange: String)
    /// RabbitMQ: the queue is none that `tap add` has made, so that nothing may be taken from it, for a reason.
    case notATap(queue: String, reason: String)
    /// A dump can't be read.
    case dump(String, DumpFlaw)
    /// A table of results can't be read.
    case table(String, TableFlaw)
    /// What it would have to write is ruled out by the options.
    case passive
    /// The run had to end before it answered.
    case deadlinePassed
    /// The task was cancelled.
    case cancelled
}

extension BrokerError: Phrased, CustomStringConvertible {
    /// One line: what failed, on what, why, and what to do.
    package var description: String { phrase.text }

    /// The same, told in parts.
    package var phrase: Phrase {
        switch self {
        case .invalidURL(let flaw): "invalid broker URL: \(quote: flaw)"
        case .unreachable(let broker, let reason): "cannot connect to \(place: broker): \(quote: reason)"
        case .timedOut(let broker): "no answer from \(place: broker) in time"
        case .closed(let broker): "\(place: broker) closed the connection"
        case .dismissed(let broker, let reason): "\(place: broker) closed the connection: \(quote: reason)"
        case .blocked(let broker, let reason): "\(place: broker) takes no messages at present: \(quote: reason)"
        case .missing(let broker, let reason): "\(place: broker) does not have it: \(quote: reason)"
        case .otherProtocol(let broker):
            "what answers at \(place: broker) speaks another protocol; check scheme, host and port"
        case .passwordMissing(let broker): "\(place: broker) asks for a password; give one in the URL or in a file"
        case .passwordRefused(let broker): "\(place: broker) refuses the user name or the password"
        case .notPermitted(let broker, let command):
            "\(place: broker) does not permit this user \(command.contains("'") ? "\(quote: command)" : "\(name: command)")"
        case .loading(let broker): "\(place: broker) is still loading its data; try again later"
        case .refused(let broker, let reason): "\(place: broker) refuses: \(quote: reason)"
        case .separatorDiffers(let broker, let found, let given):
            "the workers at \(place: broker) were not asked, since an answer's address would stop them: they separate names by "
                + "\(name: Self.shown(separator: found)), not by \(name: Self.shown(separator: given)); give "
                + "--priority-separator \(name: Self.shown(separator: found))"
        case .separatorUnclear(let broker, let found, let key):
            "the workers at \(place: broker) were not asked, since a wrong separator in an answer's address would stop them, and "
                + (found.isEmpty
                    ? "none has left its own in \(name: key): restart one, if they take commands "
                        + "(worker_enable_remote_control)"
                    : "\(name: key) has more than one (\(found.map { "\(name: Self.shown(separator: $0))" }.joined(separator: ", "))); "
                        + "take out those of workers that are gone, and give theirs by --priority-separator")
        case .unreadableBinding(let broker, let key):
            "the workers at \(place: broker) were not asked, since their answers would stop them: a binding of another program in "
                + "\(name: key) is not separated as theirs; take it out, and see --priority-separator"
        case .notRemoteControl(let broker, let exchange):
            "nothing is published to the exchange \(name: exchange) at \(place: broker): it is not of the kind of remote control's; "
                + "give Celery's setting 'control_exchange' by --control-exchange"
        case .notATap(let queue, let reason):
            "\(name: queue) is not a tap, and is left alone: \(quote: reason); 'herbarium tap add' makes one"
        case .dump(let dump, let flaw): "cannot read the dump \(place: dump): \(flaw.phrase)"
        case .table(let address, let flaw): "cannot read results in \(place: address): \(flaw.phrase)"
        case .passive: "not asked, since nothing may be written to the broker"
        case .deadlinePassed: "no answer before the run's deadline; raise --deadline"
        case .cancelled: "interrupted"
        }
    }
}
