/// The address of a database that holds results in a table, as Celery and SQLAlchemy write it.
///
/// `db+sqlite:///file` is Celery's own backend, where a fourth slash begins an absolute path;
/// `django-db+sqlite:///file` is the table of django-celery-results. `postgresql` stands where `sqlite` does; what
/// names the driver (`sqlite+pysqlite`) makes no difference.
package struct TableAddress: Sendable, Equatable {
    /// Who made the table, and so how it is laid out.
    package enum Layout: String, Sendable, CaseIterable {
        /// Celery's own, by SQLAlchemy.
        case celery = "db"
        /// That of django-celery-results.
        case django = "django-db"
    }

    /// Where the database is.
    package enum Place: Sendable, Equatable {
        /// In a file.
        case sqlite(path: String)
        /// At a server of PostgreSQL.
        case postgres(PostgresAddress)
    }

    /// How the table is laid out.
    package let layout: Layout
    /// Where it is.
    package let place: Place

    /// The names by which Celery knows its own backend, and what the contract of ours calls that of Django.
    private static let layouts: [String: Layout] = ["db": .celery, "database": .celery, "django-db": .django]

    /// Reads an address; `nil` for one that names no database that can be read here, such as `db+mysql://` or one that
    /// is in memory alone.
    package init?(_ text: String) throws(URLFlaw) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let words = text[..<mark.lowerBound].lowercased().split(separator: "+", omittingEmptySubsequences: false)
        guard (2...3).contains(words.count), let layout = Self.layouts[String(words[0])] else { return nil }
        self.layout = layout
        switch words[1] {
        case "sqlite":
            guard let path = try Self.path(in: text[mark.upperBound...]) else { return nil }
            place = .sqlite(path: path)
        case "postgresql", "postgres":
            place = .postgres(try PostgresAddress("postgresql://\(text[mark.upperBound...])"))
        default: return nil
        }
    }

    /// The file behind the third slash, written as it is; `nil` where the database is in memory.
    private static func path(in rest: Substring) throws(URLFlaw) -> String? {
        guard rest.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else { throw .controlCharacter }
        let path = rest.prefix { $0 != "?" }
        if path.isEmpty || path == "/" || path == "/:memory:" { return nil }
        guard path.hasPrefix("/") else { throw .noFile }
        // With `?uri=true` it would be an address of SQLite's own.
        return path.hasPrefix("/file:") ? nil : String(path.dropFirst())
    }
}

extension TableAddress: CustomStringConvertible {
    /// The address, without its password.
    package var description: String {
        switch place {
        case .sqlite(let path): "\(layout.rawValue)+sqlite:///\(path)"
        case .postgres(let server): "\(layout.rawValue)+\(server)"
        }
    }
}
