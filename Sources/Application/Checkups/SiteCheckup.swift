package import Configuration
import Site

/// Looks at the templates and at the place where the site goes.
package struct SiteCheckup {
    package let publishing: PublishingOptions
    package let console: Console

    /// Checks where a site would go.
    package init(publishing: PublishingOptions, console: Console) {
        self.publishing = publishing
        self.console = console
    }

    /// What was found.
    package func lines() async -> [CheckupLine] {
        [await templates, seal, output].compactMap(\.self)
    }

    private var templates: CheckupLine? {
        get async {
            guard let folder = publishing.templates else { return nil }
            do {
                try await TemplateCheck(folder: folder, console: console).run()
                return CheckupLine(grade: .ok, subject: "templates", text: "those in '\(folder)' are right")
            } catch {
                return CheckupLine(
                    grade: .error, subject: "templates", text: "\(error)", remedy: "see above for each of them")
            }
        }
    }

    private var seal: CheckupLine? {
        guard let path = publishing.seal else { return nil }
        do throws(CommandError) {
            let count = try SealFile(path: path).users().count
            let users = count == 1 ? "1 user" : "\(count) users"
            return CheckupLine(grade: .ok, subject: "seal", text: "the site opens for the \(users) of '\(path)'")
        } catch {
            return CheckupLine(grade: .error, subject: "seal", text: "\(error)")
        }
    }

    private var output: CheckupLine {
        do throws(PublishError) {
            try Publisher(output: publishing.output, mode: publishing.inPlace ? .inPlace : .exchange).rehearse()
            return CheckupLine(
                grade: .ok, subject: "output", text: "a site can be published to '\(publishing.output)'")
        } catch {
            return CheckupLine(grade: .error, subject: "output", text: "\(error)")
        }
    }
}
