import Configuration
import Glibc
import Site

/// What `herbarium init` writes.
package struct InitialFiles {
    /// The name of the configuration.
    package static let configuration = "herbarium.yaml"

    /// Where they go.
    package let folder: String
    /// The program, by an absolute path.
    package let executable: String

    /// Drafts files for a folder, which run this program.
    package init(folder: String, executable: String) {
        self.folder = folder
        self.executable = executable
    }

    /// Writes them, into a folder that is made where it is missing; returns their paths.
    ///
    /// - Throws: `CommandError.exists` where one of them is there already, before any is written.
    package func write() throws -> [String] {
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST, let real = folder.realPath else {
            throw CommandError.unwritable(name: "the folder '\(folder)'", reason: SystemError.message(errno))
        }
        let schedule = ScheduleDraft(executable: executable, folder: real)
        let files = [
            (Self.configuration, ConfigurationDraft.text(output: schedule.output)),
            (ServiceUnit.name, schedule.service), (ScheduleDraft.alertName, schedule.alert),
            ("herbarium-record.service", schedule.recorder),
            ("herbarium.timer", schedule.timer),
        ].map { (path: folder == "." ? $0 : "\(folder)/\($0)", text: $1) }
        var status = stat()
        for file in files where lstat(file.path, &status) == 0 { throw CommandError.exists(path: file.path) }
        for file in files {
            // A password may come into the first.
            try Publisher.write(
                Array(file.text.utf8), to: file.path, isPrivate: file.path == files[0].path)
        }
        return files.map(\.path)
    }
}
