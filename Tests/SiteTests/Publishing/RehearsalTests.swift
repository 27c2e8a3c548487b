import Foundation
import TestSupport
import Testing

@testable import Site

struct RehearsalTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func leavesEverythingAsItWas(mode: Publisher.Mode) throws {
        let publisher = Publisher(output: folder("site"), mode: mode)
        try publisher.rehearse()
        #expect(try folder.names().isEmpty)
        try publisher.publish(rendered(["index.html": "a"]))
        try publisher.rehearse()
        #expect(try folder.names() == ["site"])
        #expect(try folder.names("site") == [".herbarium-manifest.json", "index.html"])
        try Publisher(output: folder("a/b/site"), mode: mode).rehearse()
        #expect(try folder.names() == ["site"])
    }

    @Test func saysWhatIsForeign() throws {
        try folder.write("mine", to: "site/notes.txt")
        let error = #expect(throws: PublishError.self) { try Publisher(output: folder("site")).rehearse() }
        #expect(error?.description.contains("'notes.txt'") == true)
    }

    @Test func saysThatAnotherRunIsAtIt() throws {
        let publisher = Publisher(output: folder("site"))
        let claim = try publisher.claim()
        #expect(throws: PublishError.busy(folder("site"))) { try publisher.rehearse() }
        withExtendedLifetime(claim) {}
    }

    @Test(.enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"))
    func saysThatADiskIsReadOnly() throws {
        let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 64)
        defer { disk.unmount() }
        try disk.makeReadOnly()
        for output in [folder("disk/site"), folder("disk/a/b")] {
            let error = #expect(throws: PublishError.self) { try Publisher(output: output).rehearse() }
            #expect(error?.description.contains("read-only") == true)
        }
    }
}
