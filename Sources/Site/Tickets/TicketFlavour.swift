/// For which system a ticket is written.
package enum TicketFlavour: String, CaseIterable, Sendable, CustomStringConvertible {
    /// GitHub's Markdown, as `report.md` on the site is; what GitLab reads, too.
    case github
    /// The wiki markup of Jira.
    case jira
    /// Slack's mrkdwn.
    case slack
    /// A mail in HTML.
    case mail

    /// As options name it.
    package var description: String { rawValue }

    /// The most that the system takes, whatever else is allowed: UTF-16 units, of a mail bytes.
    ///
    /// Jira's limit of a comment is 32,767 by default (`jira.text.field.character.limit`), Slack's of a `markdown` text
    /// 12,000; Gmail cuts a mail at 102 KB.
    package func limit(within units: Int) -> Int {
        switch self {
        case .github: units
        case .jira: min(units, 32_767)
        case .slack: min(units, 12_000)
        case .mail: 102_000
        }
    }
}
