/// A cluster whose history is in a database.
package struct StoredCluster: Sendable, Equatable {
    /// Its own in the database; never another one's.
    package let number: Int64
    /// What it is called there.
    package let name: String
    /// The broker that it belongs to, without credentials; `nil` where it was only ever imported into.
    let broker: String?

    /// Whether somebody chose its name; else that is its broker's address.
    package var isNamed: Bool { name != broker }
}
