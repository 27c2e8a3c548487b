import Celery
import Report
import TestSupport
import Testing

@testable import Site

struct TicketFlavourTests {
    private func ticket(
        _ flavour: TicketFlavour, _ snapshot: Snapshot, limit: Int = 65_000, address: String? = nil
    ) throws -> String {
        var options = SiteOptions(markdownLimit: limit)
        options.address = address
        let builder = try SampleSite.builder.get()
        return String(decoding: builder.ticket(flavour, for: snapshot, zone: .utc, options: options), as: UTF8.self)
    }

    private func jira(_ markdown: String) -> String { JiraWriter.text(of: Array(markdown.utf8)) }
    private func slack(_ markdown: String) -> String { SlackWriter.text(of: Array(markdown.utf8)) }

    @Test(
        arguments: [
            ("# A\n\nb **c** *d* ~~e~~", "h1. A\n\nb {*}c{*} {_}d{_} {-}e{-}\n"),
            ("- a\n- b\n  - c\n\n1. d\n2. e", "* a\n* b\n** c\n\n# d\n# e\n"),
            ("| A | B |\n|---|--:|\n| `x` | |", "||A||B||\n|{{x}}| |\n"),
            ("> q\n> r\n\ns", "{quote}\nq r\n\n{quote}\n\ns\n"),
            ("> q\n> > r\n>\n> s\n\nt", "{quote}\nq\n\nr\n\ns\n\n{quote}\n\nt\n"),
            ("```\na {noformat} b\n*c*\n```", "{noformat}\na {\u{200B}noformat} b\n*c*\n{noformat}\n"),
            ("[a](https://x.example/b|c) [d](e.html) [f](javascript:g)", "[a|https://x.example/b%7Cc] d f\n"),
            ("![p](https://x.example/c.svg)\n\n![q](charts/c.svg)", "[p|https://x.example/c.svg]\n\nq\n"),
            ("at 2026-11-22 08:00:00, a-b", "at 2026-11-22 08:00:00, a&#45;b\n"),
            (
                "`[~bob] {code} ABC-1 *x* h1. @y`",
                "{{&#91;&#126;bob&#93; &#123;code&#125; ABC&#45;1 &#42;x&#42; h1. &#64;y}}\n"
            ),
        ])
    func writesJirasMarkup(markdown: String, text: String) { #expect(jira(markdown) == text) }

    @Test(
        arguments: [
            ("# A **b**\n\nb **c** *d* ~~e~~", "*A b*\nb *c* _d_ ~e~\n"),
            ("- a\n- b\n  - c\n\n1. d\n2. e", "• a\n• b\n    • c\n\n1. d\n2. e\n"),
            ("| Name | Ready |\n|---|--:|\n| `a<b` | 1 |\n| `c` | |", "```\nName  Ready\na&lt;b   1\nc\n```\n"),
            ("> q\n>\n> r\n\ns", "> q\n> \n> r\n\ns\n"),
            ("```\na ``` b\n```", "```\na ``` b\n```\n".replacing("a ```", with: "a ˋˋˋ")),
            ("[a](https://x.example/?b=1&c=2) [d](e.html)", "<https://x.example/?b=1&amp;c=2|a> d\n"),
            ("`` <!channel> `x` ``", "`&lt;!channel&gt; ˋxˋ`\n"),
            ("`` a`\u{FE0F}b<\u{301} ``", "`aˋ\u{FE0F}b&lt;\u{301}`\n"),
            ("a\\*b\\* @here", "a\u{200B}*b\u{200B}* \u{200B}@here\n"),
        ])
    func writesSlacksMarkup(markdown: String, text: String) { #expect(slack(markdown) == text) }

    /// What a system would read as markup, and what of it a stranger's text may have no part in.
    @Test(arguments: 0..<3) func comesAliveInNoTicket(rotation: Int) async throws {
        func markdown(isHostile: Bool) async throws -> [UInt8] {
            let snapshot = SampleSnapshot(
                disguise: HostilePagesTests.disguise(rotation, isHostile: isHostile), taskCount: 8
            ).snapshot
            return try await SampleSite(snapshot, options: SiteOptions(markdownLimit: .max)).bytes("report.md")
        }
        let (hostile, harmless) = (try await markdown(isHostile: true), try await markdown(isHostile: false))
        func jirasSigns(_ bytes: [UInt8]) -> String {
            // As whoever reads it does: by scalars, whatever an accent behind one makes of it.
            let text = JiraWriter.text(of: bytes).replacing(/&#\d+;/.matchingSemantics(.unicodeScalar), with: "")
            let words = text.replacing(
                #/\{noformat\}\n.*?\{noformat\}/#.dotMatchesNewlines().matchingSemantics(.unicodeScalar),
                with: "{noformat}")
            let signs = words.unicodeScalars.filter { "{}[]|*_^~?!+\\#@()<>\"'$%;=`/".unicodeScalars.contains($0) }
            return String(String.UnicodeScalarView(signs))
        }
        #expect(jirasSigns(hostile) == jirasSigns(harmless))
        func slacksSigns(_ bytes: [UInt8]) -> String {
            let signs = SlackWriter.text(of: bytes).unicodeScalars.filter { "`<>".unicodeScalars.contains($0) }
            return String(String.UnicodeScalarView(signs))
        }
        #expect(slacksSigns(hostile) == slacksSigns(harmless))
    }

    @Test(arguments: TicketFlavour.allCases) func staysWithinWhatTheSystemTakes(flavour: TicketFlavour) throws {
        var snapshot = SampleSnapshot(disguise: { $0 + "<|{`&" }, taskCount: 10).snapshot
        let group = snapshot.failures[0]
        snapshot.failures = (0..<600).map { number in
            var other = group
            other.fingerprint = "\(number)"
            return other
        }
        let text = try ticket(flavour, snapshot)
        let size = flavour == .mail ? text.utf8.count : text.utf16.count
        let limit = [.github: 65_000, .jira: 32_767, .slack: 12_000, .mail: 102_000][flavour] ?? 0
        #expect(size <= limit && size > limit / 3, "\(size)")
        #expect(text.contains("are left out."))
        // However little room there is.
        if flavour != .mail { #expect(try ticket(flavour, snapshot, limit: 1_500).utf16.count <= 1_500) }
    }

    @Test func holdsItsLimitsThoughATitleOrANoteTakesAllRoom() throws {
        var snapshot = SampleSnapshot(taskCount: 2).snapshot
        snapshot.report.title = String(repeating: "{<&*", count: 12_000)
        snapshot.report.note = String(repeating: "{<&* ", count: 12_000)
        for (flavour, limit) in [(TicketFlavour.jira, 32_767), (.slack, 12_000)] {
            #expect(try ticket(flavour, snapshot).utf16.count <= limit, "\(flavour)")
        }
        #expect(try ticket(.mail, snapshot).utf8.count <= 102_000)
    }

    @Test func isAMailOfItsOwn() throws {
        let mail = try ticket(.mail, SampleSnapshot(taskCount: 4).snapshot, address: "https://ci.example.org/celery/")
        let tokens = PageTokens(mail)
        #expect(tokens.mistakes.isEmpty)
        #expect(!tokens.tags.contains { $0.hasPrefix("script") || $0.hasPrefix("link") || $0.hasPrefix("img") })
        let links = tokens.values["href"] ?? []
        #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("https://") })
        #expect(mail.contains("<h2>What needs attention</h2>") && mail.contains("<table>"))
    }

    @Test func leadsToTheSiteOnlyWhereItIsPublished() throws {
        let snapshot = SampleSnapshot(taskCount: 2).snapshot
        #expect(try !ticket(.jira, snapshot).contains("|http://ci"))
        let address = "https://ci.example.org/celery/"
        #expect(try ticket(.jira, snapshot, address: address).contains("|\(address)index.html]"))
        #expect(try ticket(.slack, snapshot, address: address).contains("<\(address)index.html|"))
    }
}
