package import Configuration
import Glibc

/// Looks at the files that a configuration is made of and names.
package struct FileCheckup {
    package let general: GeneralOptions
    package let connection: ConnectionOptions
    package let presentation: PresentationOptions

    /// Checks the files that the options name.
    package init(general: GeneralOptions, connection: ConnectionOptions, presentation: PresentationOptions) {
        self.general = general
        self.connection = connection
        self.presentation = presentation
    }

    /// What was found; a configuration that can't be understood was refused before.
    package var lines: [CheckupLine] {
        var lines: [CheckupLine] = []
        if let config = general.config {
            lines.append(CheckupLine(grade: .ok, subject: "configuration", text: "'\(config)' is understood"))
        }
        let secretive = [general.config, connection.brokerFile, connection.tlsKey].compactMap(\.self)
        lines += secretive.compactMap { Self.exposure(of: $0, isKey: $0 == connection.tlsKey) }
        do {
            if try presentation.noteText() != nil {
                lines.append(CheckupLine(grade: .ok, subject: "note", text: "'\(presentation.note ?? "")' can be read"))
            }
        } catch {
            lines.append(CheckupLine(grade: .error, subject: "note", text: "\(error)"))
        }
        return lines + rules
    }

    /// Whether the rules are such, and how many there are.
    private var rules: [CheckupLine] {
        do {
            guard let set = try presentation.ruleSet(), let count = set.checks?.count, count > 0 else { return [] }
            let text = "\(count) \(count == 1 ? "rule is" : "rules are") understood"
            return [CheckupLine(grade: .ok, subject: "rules", text: text)]
        } catch {
            return [CheckupLine(grade: .error, subject: "rules", text: "\(error)")]
        }
    }

    /// A file with a password, or a key, that others than its owner can read.
    private static func exposure(of path: String, isKey: Bool) -> CheckupLine? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o007 != 0 else {
            return nil
        }
        if !isKey {
            // What can't be read was told before, or will be.
            guard let text = try? InputFile(path: path).text(), MessageLine.hidesPassword(in: text) else { return nil }
        }
        return CheckupLine(
            grade: .warning, subject: "secrets",
            text: "'\(path)' holds a \(isKey ? "key" : "password"), and everybody on this machine can read it",
            remedy: "chmod o= '\(path)'")
    }
}
