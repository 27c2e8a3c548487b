package import Brokers

extension TableAddress {
    /// What reads the table.
    package var backend: any ResultBackend {
        switch place {
        case .sqlite(let path): SQLiteResultBackend(self, path: path)
        case .postgres(let server): PostgresResultBackend(self, at: server)
        }
    }
}
