import Foundation
import TestSupport
import Testing

@testable import Site

/// Runs as a user who may not write everywhere; root becomes such a user in a process of its own.
struct PublisherPermissionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        #expect(chmod(folder.path, 0o777) == 0)
    }

    @Test func pointsToInPlaceWhereOnlyTheFolderItselfMayBeWritten() async throws {
        try FileManager.default.createDirectory(atPath: folder("p/site"), withIntermediateDirectories: true)
        #expect(chmod(folder("p/site"), 0o777) == 0)
        #expect(chmod(folder("p"), 0o555) == 0)
        await #expect(processExitsWith: .success) {
            [output = folder("p/site") as String, parent = folder("p") as String] in
            becomeNobody()
            let files = try rendered(["index.html": "a"])
            let error = #expect(throws: PublishError.self) { try Publisher(output: output).publish(files) }
            let reason = "nothing can be made beside it in '\(parent)': permission denied"
            #expect(error == .notExchangeable(output, reason: reason))
            try Publisher(output: output, mode: .inPlace).publish(files)
        }
        #expect(try folder.names("p/site") == [".herbarium-manifest.json", "index.html"])
        #expect(chmod(folder("p"), 0o755) == 0)
    }

    @Test func saysWhatMayNotBeMade() async throws {
        try FileManager.default.createDirectory(atPath: folder("p"), withIntermediateDirectories: true)
        #expect(chmod(folder("p"), 0o555) == 0)
        await #expect(processExitsWith: .success) { [parent = folder("p") as String] in
            becomeNobody()
            for mode in [Publisher.Mode.exchange, .inPlace] {
                let error = #expect(throws: PublishError.self) {
                    try Publisher(output: parent + "/site", mode: mode).publish([])
                }
                #expect(error?.description == "cannot create '\(parent)/site': permission denied")
            }
        }
        #expect(chmod(folder("p"), 0o755) == 0)
    }

    @Test func saysWhatMayNotBeRead() async throws {
        try Publisher(output: folder("site")).publish(rendered(["workers/a.html": "a"]))
        #expect(chmod(folder("site/workers"), 0) == 0)
        await #expect(processExitsWith: .success) { [output = folder("site") as String] in
            becomeNobody()
            let error = #expect(throws: PublishError.self) { try Publisher(output: output).publish([]) }
            #expect(error?.description == "cannot read 'workers' for '\(output)': permission denied")
        }
        #expect(chmod(folder("site/workers"), 0o755) == 0)
        #expect(try folder.names() == ["site"])
    }

    @Test(.enabled(if: getuid() == 0, "files of another user need root"))
    func copiesWhatItMayNotLink() async throws {
        try Publisher(output: folder("site")).publish(rendered(["same.html": "a", "other.html": "a"]))
        #expect(chmod(folder("site"), 0o777) == 0)
        let modified = try folder.modified("site/same.html")
        await #expect(processExitsWith: .success) { [output = folder("site") as String] in
            becomeNobody()
            try Publisher(output: output).publish(rendered(["same.html": "a", "other.html": "b"]))
        }
        #expect(try folder.text("site/other.html") == "b")
        #expect(abs(try folder.modified("site/same.html").timeIntervalSince(modified)) < 0.000_01)
        #expect(try folder.names() == ["site"])
    }
}

private func becomeNobody() {
    if getuid() == 0 { setuid(65_534) }
}
