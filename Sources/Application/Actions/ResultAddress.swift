import Brokers
import Configuration
import ResultTables

/// Where finished tasks are kept, as Celery's `result_backend` names it.
enum ResultAddress: Equatable {
    /// In a Redis, which can be read.
    case redis(BrokerURL)
    /// In a table of a database that can be read.
    case table(TableAddress)
    /// In a backend of this name, which can't.
    case unread(String)

    /// The schemes by which Celery reaches Redis.
    private static let redisSchemes: Set = ["redis", "rediss", "redis+socket", "sentinel"]

    /// What stands before the name of a dump's file.
    private static let dumpScheme = "rdb"

    /// Reads a URL, or the name of a backend: an alias such as `django-db`, or a class.
    ///
    /// - Throws: `CommandError.badAddress` for an address that can't be one, of Redis or of a database that is read.
    init(_ address: Secret) throws(CommandError) {
        let text = address.exposed
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let isRedis =
            scheme == Self.dumpScheme && text.utf8.contains(UInt8(ascii: ":"))
            || Self.redisSchemes.contains(scheme) && text.dropFirst(scheme.count).hasPrefix("://")
        do throws(URLFlaw) {
            if isRedis {
                guard let url = try BrokerURL.list(text).first else { throw .empty }
                self = .redis(url)
            } else if let table = try TableAddress(text) {
                self = .table(table)
            } else {
                self = .unread(Self.name(in: text))
            }
        } catch {
            throw .badAddress(option: OptionTable.resultBackend.name, flaw: error.description)
        }
    }

    /// The address that can be read, if it is one of Redis'.
    var urls: [BrokerURL] {
        if case .redis(let url) = self { [url] } else { [] }
    }

    /// Who reads results there, from a dump where that is one; `nil` for a backend that can't be read.
    func backend(
        dumps: DumpShelf, keyPrefix: String, options: BrokerOptions
    ) -> (any ResultBackend)? {
        switch self {
        case .redis(let address):
            RedisResultBackend(
                dumps[address]?.place(of: address) ?? address, keyPrefix: keyPrefix,
                schedulePrefix: options.schedulePrefix, options: options.stream, sentinels: options.sentinels)
        case .table(let address): address.backend
        case .unread: nil
        }
    }

    /// What a backend that can't be read is called.
    var unreadName: String? {
        if case .unread(let name) = self { name } else { nil }
    }

    /// The scheme, or the alias: what stands before anything that could be a password.
    private static func name(in text: String) -> String {
        let name = text.prefix { $0 != ":" && $0 != "/" && $0 != "@" && $0 != "?" }
        let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789+-._")
        let isPlain = name.lowercased().allSatisfy(letters.contains)
        // A word that an `@` follows is a user, not a backend.
        guard isPlain, !name.isEmpty, name.utf8.count <= 64, text[name.endIndex...].first != "@" else {
            return "another backend"
        }
        return String(name)
    }
}
