import Brokers

/// Where finished tasks are kept, as Celery's `result_backend` names it.
enum ResultAddress: Equatable {
    /// In a Redis, which can be read.
    case redis(BrokerURL)
    /// In a backend of this name, which can't.
    case unread(String)

    /// The schemes by which Celery reaches Redis.
    private static let redisSchemes: Set = ["redis", "rediss", "redis+socket", "sentinel"]

    /// Reads a URL, or the name of a backend: an alias such as `django-db`, or a class.
    ///
    /// - Throws: `CommandError.badAddress` for the address of a Redis that is none.
    init(_ address: Secret) throws(CommandError) {
        let text = address.exposed
        guard let separator = text.firstRange(of: "://"),
            Self.redisSchemes.contains(text[..<separator.lowerBound].lowercased())
        else {
            self = .unread(Self.name(in: text))
            return
        }
        do throws(URLFlaw) {
            guard let url = try BrokerURL.list(text).first else { throw .empty }
            self = .redis(url)
        } catch {
            throw .badAddress(option: OptionTable.resultBackend.name, flaw: error.description)
        }
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
