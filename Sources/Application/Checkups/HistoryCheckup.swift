import Configuration
import Glibc
import History

/// Looks whether a history can be opened and written; one that it makes for that is gone again.
package struct HistoryCheckup {
    package let file: HistoryFile

    /// Checks that file.
    package init(file: HistoryFile) {
        self.file = file
    }

    /// What was found.
    package var line: CheckupLine {
        do {
            if let server = try file.server { return try line(server) }
            let path = try file.path()
            let isNew = access(path, F_OK) != 0
            defer { if isNew { remove(path) } }
            try file.open().rehearse()
            var status = stat()
            if !isNew, stat(path, &status) == 0, status.st_mode & 0o044 != 0 {
                return CheckupLine(
                    grade: .warning, subject: "history",
                    text: "'\(path)' holds arguments and results, and others on this machine can read it",
                    remedy: "chmod go= '\(path)'")
            }
            let content = isNew ? "; nothing is in it yet" : ""
            return CheckupLine(grade: .ok, subject: "history", text: "'\(path)' can be written\(content)")
        } catch CommandError.noHome {
            return CheckupLine(grade: .warning, subject: "history", text: "\(CommandError.noHome)")
        } catch {
            return CheckupLine(grade: .warning, subject: "history", text: "\(error)")
        }
    }

    private func line(_ server: PostgresServer) throws -> CheckupLine {
        let choice = try file.cluster()
        let found = try History.examine(server, choice)
        var text = "'\(server.name)' can be written"
        if found.isNew { text += "; nothing is in it yet" }
        if !found.isNew {
            text += ", by \(found.clusters) \(found.clusters == 1 ? "cluster" : "clusters") so far"
            text += found.knowsCluster ? "" : ", and not this one"
        }
        if choice.name == nil, choice.identity == nil {
            return CheckupLine(
                grade: .warning, subject: "history", text: "\(HistoryError.unnamedCluster(path: server.name))")
        }
        guard found.ownsTables else {
            return CheckupLine(
                grade: .warning, subject: "history",
                text: "\(text), but its tables belong to another user, who alone can cut them by time",
                remedy: "GRANT their owner to this user, as README says")
        }
        return CheckupLine(grade: .ok, subject: "history", text: text)
    }

    private func remove(_ path: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
        // A folder that was there, or has other histories in it, stays.
        if file.options.history == nil { rmdir(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))) }
    }
}
