import Celery
package import Templating

/// What led to what: the tasks that one task sent, and those that these sent; workflows of one form are drawn once.
package struct WorkflowsPage: TemplateRecord {
    let frame: PageFrame
    let workflows: [WorkflowEntry]
    let forms: [WorkflowFormEntry]
    let summary: String

    /// What templates may name.
    package static let fields: [Field<WorkflowsPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("workflows", "the workflows: the failed, the running, then the others; newest first", \.workflows),
        .truth("has_workflows", "whether there are any") { !$0.workflows.isEmpty },
        .list("forms", "the forms that these have, in the order of their first workflows", \.forms),
        .text("summary", "how many there are, as a sentence", \.summary),
    ]

    /// Shows the workflows of a report.
    package init(_ report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        var omissions = Omissions()
        let rows = report.snapshot.workflows.enumerated()
            .sorted { ($0.element.state.rank, $0.offset) < ($1.element.state.rank, $1.offset) }.map(\.element)
        let listed = Array(omissions.first(limits.rows, of: rows, "workflow"))
        let forms = WorkflowForms(listed, tasks: report.snapshot.tasks)
        workflows = listed.indices.map { report.workflowEntry(listed[$0], forms.places[$0], rows: forms.rows) }
        self.forms = forms.all.enumerated().map { number, form in
            report.workflowFormEntry(
                form, number: number + 1, members: form.members.map { listed[$0] }, rows: forms.rows)
        }
        frame = report.frame(page: "Workflows", files: files, omissions: omissions)
        let counts = WorkflowRow.State.allCases.compactMap { state -> String? in
            let count = rows.count { $0.state == state }
            return count == 0 ? nil : "\(Wording.count(count)) \(state.word)"
        }
        let drawn = self.forms.count < workflows.count ? ", \(Wording.count(self.forms.count, "form"))" : ""
        summary =
            rows.isEmpty
            ? "No task is known that sent another one."
            : "\(Wording.count(rows.count, "workflow"))\(drawn): \(Wording.list(counts))."
    }
}

extension WorkflowRow.State {
    /// As a page says it.
    var word: String {
        switch self {
        case .running, .failed, .succeeded: rawValue
        case .unknown: "not known"
        }
    }

    /// The word with its shape.
    var mark: StateMark {
        switch self {
        case .running: StateMark(word, .ring, "busy")
        case .failed: StateMark(word, .up, "bad")
        case .succeeded: StateMark(word, .disc, "good")
        case .unknown: StateMark(word, .square, "idle")
        }
    }

    /// What a reader looks for first.
    fileprivate var rank: Int {
        switch self {
        case .failed: 0
        case .running: 1
        case .unknown: 2
        case .succeeded: 3
        }
    }
}
