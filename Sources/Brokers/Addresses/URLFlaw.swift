/// Why an address can't be used; never holds a part that could be a password.
package enum URLFlaw: Error, Equatable, Sendable {
    /// There is none.
    case empty
    /// It has no `scheme://`.
    case noScheme
    /// The scheme is none that Celery knows.
    case unknownScheme(String)
    /// It is no address of a web server.
    case notHTTP
    /// The port is no number from 1 to 65535.
    case badPort
    /// An IPv6 address lacks its bracket.
    case badHost
    /// The database is no number.
    case badDatabase
    /// The name of a dump's file is missing.
    case noDump
    /// Behind the `?` of a dump stands something else than its database.
    case notADatabase(String)
    /// The file of a database is missing.
    case noFile
    /// A path to a socket is missing.
    case noSocketPath
    /// Behind the `?` it says something about encryption that we don't know.
    case unknownEncryption(String)
    /// The same of a database, with what is known there.
    case unknownKeyword(String, known: [String])
    /// What it says about encryption under that name is none of the words for it.
    case badEncryption(String, choices: String)
    /// It asks for encryption on a socket of this machine.
    case encryptedSocket
    /// There is a line break or another control character in it.
    case controlCharacter
}

extension URLFlaw: CustomStringConvertible {
    /// What is wrong, and where it helps what would be right.
    package var description: String {
        switch self {
        case .empty: "it is empty"
        case .noScheme: "it has no scheme; 'redis://host:6379/0' is a complete one"
        case .unknownScheme(let scheme): "unknown scheme '\(scheme)'"
        case .notHTTP: "it is not an address by http or https; 'http://host:15672' is a complete one"
        case .badPort:
            "the port is not a number from 1 to 65535; a '/', '?', '#' or '@' in a password is percent-encoded"
        case .badHost: "the host is not a name or an address; an IPv6 address stands in brackets"
        case .badDatabase: "the database is not a number"
        case .noDump: "the file is missing; 'rdb:/var/lib/redis/dump.rdb?db=0' is a complete one"
        case .notADatabase(let text): "'\(text)' behind the '?' names no database; 'db=1' does"
        case .noFile:
            "a file stands behind three slashes, and its absolute path begins with a fourth; "
                + "'db+sqlite:////var/lib/shop/results.sqlite' is a complete one"
        case .noSocketPath:
            "the path of the socket is missing; 'redis+socket:///run/redis.sock?virtual_host=0' is a complete one"
        case .unknownEncryption(let name):
            "'\(name)' behind the '?' says something about encryption that is not known here; what is: "
                + EncryptionQuery.names.joined(separator: ", ")
        case .unknownKeyword(let name, let known):
            "'\(name)' behind the '?' says something about encryption that is not known here; what is: "
                + known.joined(separator: ", ")
        case .badEncryption(let name, let choices): "'\(name)' behind the '?' must be \(choices)"
        case .encryptedSocket: "a socket on this machine is not encrypted; leave out what asks for TLS"
        case .controlCharacter: "it holds a control character"
        }
    }
}
