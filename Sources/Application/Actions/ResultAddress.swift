import Brokers
import Celery
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

    /// Where results can be read, in words.
    enum Kind: String, CaseIterable {
        case redis = "Redis"
        case table = "tables of SQLite and PostgreSQL"

        /// The address, where it is one of this kind.
        func address(in text: String) throws(URLFlaw) -> ResultAddress? {
            switch self {
            case .redis: BrokerURL.isRedis(text) ? try BrokerURL.list(text).first.map { .redis($0) } : nil
            case .table: try TableAddress(text).map { .table($0) }
            }
        }
    }

    /// Reads a URL, or the name of a backend: an alias such as `django-db`, or a class.
    ///
    /// - Throws: `CommandError.badAddress` for an address that can't be one, of Redis or of a database that is read.
    init(_ address: Secret) throws(CommandError) {
        let text = address.exposed
        do throws(URLFlaw) {
            for kind in Kind.allCases {
                guard let address = try kind.address(in: text) else { continue }
                self = address
                return
            }
            self = .unread(Self.name(in: text))
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

    /// Why results there aren't read; `nil` where they are.
    var refusal: Phrase? {
        guard case .unread(let name) = self else { return nil }
        let kinds = Kind.allCases.map { "in \($0.rawValue)" }
        return "results in \(name: name) are not read, only those \(words: kinds.joined(separator: " and "))"
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
