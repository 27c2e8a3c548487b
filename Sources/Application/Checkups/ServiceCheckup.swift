package import Configuration
import Glibc
import Site

/// Looks at everything as a service would: as its user, in its folder, with what it may write to.
package struct ServiceCheckup {
    package let unit: ServiceUnit
    package let configuration: String?
    package let publishing: PublishingOptions

    /// Checks a unit against what it would run with.
    package init(unit: ServiceUnit, configuration: String?, publishing: PublishingOptions) {
        self.unit = unit
        self.configuration = configuration
        self.publishing = publishing
    }

    /// Becomes the service's user, for good, and goes to its folder; what was found on the way.
    package func enter() -> [CheckupLine] {
        var lines = [CheckupLine(grade: .ok, subject: "service", text: "'\(unit.path)' is what this looks as")]
        // A relative path of the configuration is one from here.
        let configuration = configuration.flatMap(\.realPath)
        if let folder = unit.folder, chdir(folder) != 0 {
            lines.append(error("its WorkingDirectory '\(folder)' can't be entered: \(SystemError.message(errno))"))
        }
        lines += become()
        if let configuration, access(configuration, R_OK) != 0 {
            lines.append(
                error(
                    "its user can't read the configuration: \(SystemError.message(errno))",
                    remedy: "chown \(unit.user ?? "root"): '\(configuration)'"))
        }
        return lines + [output].compactMap(\.self)
    }

    private func become() -> [CheckupLine] {
        guard let user = unit.user else { return [] }
        guard let entry = getpwnam(user) else {
            return [error("there is no user '\(user)'", remedy: "make it, or name another in User=")]
        }
        let (number, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
        if geteuid() == number { return [] }
        guard geteuid() == 0 else {
            return [
                CheckupLine(
                    grade: .warning, subject: "service", text: "only root can look as '\(user)' does",
                    remedy: "run this as root, or as that user")
            ]
        }
        guard initgroups(user, group) == 0, setgid(group) == 0, setuid(number) == 0 else {
            return [error("can't become '\(user)': \(SystemError.message(errno))")]
        }
        return []
    }

    /// What the system denies the service, whoever its user is.
    private var output: CheckupLine? {
        let place = publishing.output
        let absolute = place.hasPrefix("/") ? place : "\(unit.folder ?? "")/\(place)"
        let parent = absolute.lastIndex(of: "/").map { String(absolute[..<$0]) } ?? "/"
        let needed = publishing.inPlace ? absolute : parent.isEmpty ? "/" : parent
        guard !unit.mayWrite(needed) else { return nil }
        return error(
            "'\(needed)' is read-only for it, and the site is to be made there",
            remedy: "add ReadWritePaths=\(needed) to '\(unit.path)'")
    }

    private func error(_ text: String, remedy: String? = nil) -> CheckupLine {
        CheckupLine(grade: .error, subject: "service", text: text, remedy: remedy)
    }
}
