import Celery
import SnapshotFile
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// What is refused before anything is published.
struct SiteMakerTests {
    private let errors = Recorder()
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Renders the hour that begins so many hours later, for strangers or not.
    private func render(_ hours: Double, isPublic: Bool = false, _ more: String...) async throws -> RunStatus {
        var hour = Snapshot.hour(watchedFor: 1)
        hour.capturedAt = hour.capturedAt + hours * 3_600
        hour.redactions.isPublic = isPublic
        try folder.write(SnapshotFile.bytes(of: hour), to: "snapshot.json")
        return await Program.run(
            arguments: ["render", folder("snapshot.json"), "--output", folder("site")] + more, in: .test(errors: errors)
        )
    }

    @Test func keepsNoDatedSiteForStrangersThatIsNotForThem() async throws {
        #expect(try await render(0) == .done)
        let before = try folder.files("site")
        #expect(try await render(1, isPublic: true) == .failed)
        #expect(errors.text.contains("its archive holds a dated site that isn't for them"), "\(errors.text)")
        #expect(try folder.files("site") == before)
        #expect(try await render(1, isPublic: true, "--archive", "1", "--compress-data") == .done)
        #expect(try await render(2, isPublic: true) == .done, "\(errors.text)")
        #expect(try await render(3) == .done)
        #expect(try await render(4, isPublic: true) == .failed)
        #expect(errors.text.contains("for strangers: its archive holds a dated site that isn't"), "\(errors.text)")
    }

    @Test func takesNoFlavourForATicketThatNobodyWrites() async throws {
        #expect(try await render(0, isPublic: false, "--ticket", "slack") == .usage)
        #expect(errors.text.contains("'--ticket' says how '--markdown FILE' is written"), "\(errors.text)")
        #expect(try await render(0, isPublic: false, "--ticket", "slack", "--markdown", folder("ticket")) == .done)
        #expect(try await render(0, isPublic: false, "--ticket", "github") == .done)
    }
}
