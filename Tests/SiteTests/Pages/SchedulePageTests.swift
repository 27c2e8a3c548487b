import Celery
import TestSupport
import Testing

/// Periodic tasks, workflows and groups, as pages show them.
struct SchedulePageTests {
    @Test func tellsWhatWasMissed() async throws {
        let page = try await SampleSite.standard.text("schedule.html")
        #expect(page.contains("2 periodic tasks; 5 runs were missed while somebody listened."))
        #expect(page.contains("reindex-nightly") && page.contains("&lt;crontab: 0 4"))
    }

    /// Who told of each entry, and when that was, where it wasn't now.
    @Test func tellsWhoToldAndWhen() async throws {
        let page = try await SampleSite.standard.text("schedule.html")
        #expect(page.contains("1 entry couldn't be read at the capture. It is as it was last read, at"))
        #expect(page.contains(">RedBeat</small>") && page.contains(">beat_schedule</small>"))
        var snapshot = Snapshot.hour()
        var row = PeriodicRow(name: "named", task: "t", schedule: nil)
        (row.source, row.asOf) = (.header, snapshot.capturedAt - 60)
        snapshot.periodic = [row]
        let other = try await SampleSite(snapshot).text("schedule.html")
        #expect(other.contains("The schedule couldn't be read at the capture. It is as it was last read, at"))
        #expect(other.contains(">its tasks</small>"))
        #expect(other.contains(##"<td class="l"><span class="unknown">—</span></td>"##))
    }

    /// A ticket tells what was missed, and the slowest workflow, in a few lines.
    @Test func tellsATicketWhatWasMissed() async throws {
        let ticket = try await SampleSite.standard.text("report.md")
        #expect(ticket.contains("## Missed periodic tasks") && ticket.contains("| `mail-every-minute` |"))
        #expect(!ticket.contains("reindex-nightly"))
        #expect(ticket.contains("## The slowest workflow") && ticket.contains("failed, 3 tasks, 40 s."))
        let calm = try await SampleSite(.hour()).text("report.md")
        #expect(!calm.contains("Missed periodic") && !calm.contains("slowest workflow"))
    }

    @Test func saysThatNoPeriodicTaskIsKnown() async throws {
        #expect(try await SampleSite(.hour()).text("schedule.html").contains("No periodic task is known"))
    }

    @Test(
        arguments: [
            ([nil, nil], "2 periodic tasks; whether any was missed isn't known."),
            ([0, nil], "2 periodic tasks; none was missed while somebody listened, of 1 that can be told."),
            ([1, 0], "2 periodic tasks; 1 run was missed while somebody listened."),
        ] as [([Int?], String)])
    func countsWhatIsKnown(missed: [Int?], sentence: String) async throws {
        var snapshot = Snapshot.hour()
        snapshot.periodic = missed.enumerated().map { number, missed in
            var row = PeriodicRow(name: "\(number)", task: "t", schedule: "60")
            row.missed = missed
            return row
        }
        #expect(try await SampleSite(snapshot).text("schedule.html").contains(sentence))
    }

    /// A tree where it can be read, and sums where it can't.
    @Test func showsWorkflows() async throws {
        let page = try await SampleSite.standard.text("workflows.html")
        #expect(page.contains("2 workflows: 1 running and 1 failed."))
        #expect(page.contains(##"<a href="#form-2">2</a>"##) && page.contains(#"id="form-2""#))
        let states = ["failed", "running"].map { page.firstRange(of: ">\($0)</span>")?.lowerBound }
        #expect(states[0] != nil && states[1] != nil && states[0] ?? page.endIndex < states[1] ?? page.startIndex)
        #expect(page.contains(#"<li class="in0 slowest">"#) && page.contains(#"<li class="in9">"#))
        #expect(page.contains("1,001") && page.contains("tasks.html#q=root:"))
        #expect(
            try await SampleSite(.hour()).text("workflows.html").contains("No task is known that sent another one."))
    }

    /// Each page tells of groups what it is about.
    @Test func showsGroupsWhereTheyBelong() async throws {
        let site = try await SampleSite.standard
        for page in ["broker.html", "failures.html", "monitor.html"] {
            let text = try site.text(page)
            #expect(text.contains("By <code>kwargs.shop</code>") && text.contains("17 other values"), "\(page)")
            #expect(text.contains("an empty text") && text.contains("without it") && text.contains("not known"))
        }
        for page in ["broker.md", "monitor.md"] { #expect(try site.text(page).contains("## By `kwargs.shop`")) }
        #expect(try await !SampleSite(.hour()).text("broker.html").contains("By <code>"))
    }
}
