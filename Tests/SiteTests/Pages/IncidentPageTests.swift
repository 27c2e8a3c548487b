import Celery
import Testing

/// What a reader sees first.
struct IncidentPageTests {
    private func site(_ change: (inout Snapshot) -> Void) async throws -> SampleSite {
        var snapshot = SampleSnapshot(taskCount: 3).snapshot
        change(&snapshot)
        return try await SampleSite(snapshot)
    }

    @Test func leadsWithIncidentsAndSaysEachFindingOnce() async throws {
        let page = try await site { _ in }.text("index.html")
        let incident = try #require(page.firstRange(of: "died at 07:41:00"))
        let note = try #require(page.firstRange(of: "has been silent for 3 min"))
        #expect(incident.lowerBound < note.lowerBound)
        #expect(!page.contains("it stopped sending heartbeats without shutting down"))
        #expect(page.contains("<title>1 critical · shop-prod</title>"))
    }

    @Test func namesNoAlarmWhereAllIsOver() async throws {
        let page = try await site { snapshot in
            for index in snapshot.incidents.indices { snapshot.incidents[index].until = snapshot.capturedAt }
        }.text("index.html")
        #expect(page.contains("<title>shop-prod</title>"))
    }

    @Test func tellsFindingsAsBeforeWhereAFileHasNoIncidents() async throws {
        let page = try await site { $0.incidents = [] }.text("index.html")
        #expect(page.contains("it stopped sending heartbeats without shutting down"))
    }

    @Test func foldsWhatIsMoreThanOneReads() async throws {
        let page = try await site { snapshot in
            snapshot.findings = (1...15).map {
                Finding(.note, .queueGrowing, subject: "q\($0)", message: "queue \(name: "q\($0)") grows")
            }
            snapshot.incidents = []
        }.text("index.html")
        let folded = try #require(page.firstRange(of: "<summary>3 further findings</summary>"))
        #expect(try #require(page.firstRange(of: "<code>q12</code>")).lowerBound < folded.lowerBound)
        #expect(try #require(page.firstRange(of: "<code>q13</code>")).lowerBound > folded.lowerBound)
    }

    @Test func foldsIncidentsToo() async throws {
        let change = { @Sendable (snapshot: inout Snapshot) in
            snapshot.incidents = (1...20).map {
                Incident(severity: .warning, subject: "q", sentence: "number \($0) happened", findings: [])
            }
            snapshot.findings = []
        }
        let page = try await site(change).text("index.html")
        let folded = try #require(page.firstRange(of: "<summary>8 further incidents</summary>"))
        #expect(try #require(page.firstRange(of: "Number 12 happened")).lowerBound < folded.lowerBound)
        #expect(try #require(page.firstRange(of: "Number 13 happened")).lowerBound > folded.lowerBound)
        #expect(try await site(change).text("report.md").contains("Number 20 happened"))
    }

    @Test func leavesOutPlacesThatNoFindingHas() async throws {
        let page = try await site { $0.incidents[0].findings = [0, 77, -1] }.text("index.html")
        #expect(page.contains("died at 07:41:00"))
    }
}
