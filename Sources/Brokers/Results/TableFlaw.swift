package import Celery

/// Why a table of results can't be read.
package enum TableFlaw: Error, Equatable, Sendable {
    /// There is no such file.
    case absent
    /// It is a folder, a pipe or the like.
    case notAFile
    /// The file is none of SQLite's.
    case notADatabase
    /// It doesn't hold what SQLite wrote.
    case damaged
    /// The system keeps it from this user: the reason in its words.
    case forbidden(String)
    /// Somebody else holds it.
    case locked
    /// A program died while it wrote; whoever opens the database next to write puts that right.
    case unfinished
    /// It has no table of this name; the other backend's table is there instead, or isn't.
    case noTable(String, other: TableAddress.Layout?)
    /// The table lacks a column that every version has, or keeps it from this user.
    case noColumn(String, table: String)
    /// What else it says, in its own words.
    case failed(String)
}

extension TableFlaw: Phrased {
    /// As the end of a sentence: why, and what to do.
    package var phrase: Phrase {
        switch self {
        case .absent: "there is no such file; an absolute path begins behind three slashes, with a fourth"
        case .notAFile: "it is not a file"
        case .notADatabase: "it is not a database of SQLite"
        case .damaged: "it is damaged"
        case .forbidden(let reason): "\(quote: reason)"
        case .locked: "another process holds it; try again later"
        case .unfinished: "a program that wrote it died over that; it is put right once a worker opens it"
        case .noTable(let table, nil): "it has no table \(name: table)"
        case .noTable(let table, let other?):
            "it has no table \(name: table), but that of "
                + "\(words: other == .django ? "django-celery-results" : "Celery's own backend"); "
                + "the address begins with \(name: other.rawValue + "+") then"
        case .noColumn(let column, let table):
            "its table \(name: table) has no column \(name: column) that this user may read"
        case .failed(let reason): "\(quote: reason)"
        }
    }
}
