package import Configuration
import Glibc

/// What of a systemd service decides where a report looks and writes.
package struct ServiceUnit {
    /// The name of the service that makes reports.
    package static let name = "herbarium.service"

    /// Where it stands.
    package let path: String
    /// Who runs it; `nil` for root.
    private(set) var user: String?
    /// The folder that it runs in.
    private(set) var folder: String?
    /// The folders that it may write to; `nil` where it may write everywhere.
    private(set) var writable: [String]?

    /// Finds the service beside a configuration, or where the system keeps its own.
    ///
    /// - Throws: `CommandError.noService` where there is none, and what reading it throws.
    package static func find(beside configuration: String?) throws(CommandError) -> ServiceUnit {
        let folder = configuration.map { path in path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./" }
        let places = [folder, "/etc/systemd/system/", "/usr/local/lib/systemd/system/", "/lib/systemd/system/"]
        for place in places.compactMap(\.self) where access(place + name, F_OK) == 0 {
            return ServiceUnit(path: place + name, text: try InputFile(path: place + name).text())
        }
        throw .noService(name)
    }

    /// Reads its text, as far as it matters.
    package init(path: String, text: String) {
        self.path = path
        var folders: [String] = []
        var isStrict = false
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") && !line.hasPrefix(";") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let value = Self.plain(parts[1])
            switch parts[0] {
            case "User": user = value.isEmpty ? nil : value
            case "WorkingDirectory": self.folder = value
            case "ReadWritePaths": folders.append(value)
            case "StateDirectory": folders.append("/var/lib/" + value)
            case "ProtectSystem": isStrict = value == "strict"
            default: continue
            }
        }
        writable = isStrict ? folders + ["/tmp", "/var/tmp", "/run"] : nil
    }

    /// Whether it may make something at an absolute path without links.
    func mayWrite(_ path: String) -> Bool {
        writable.map { $0.contains { path == $0 || path.hasPrefix($0 + "/") } } ?? true
    }

    private static func plain(_ value: Substring) -> String {
        let text = String(value).replacing("%%", with: "%")
        guard text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 else { return text }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("$$", with: "$")
    }
}
