import Foundation
import TestSupport
import Testing

@testable import Site

/// Small disks and mount points, which only root can make.
@Suite(.enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"))
struct PublisherDiskTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func changesNothingWhenTheDiskIsFull() throws {
        let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 64)
        let publisher = Publisher(output: folder("disk/site"))
        try publisher.publish(rendered(["index.html": "a", "same.html": "b"]))
        let big = String(repeating: "x", count: 100_000)
        let error = #expect(throws: PublishError.self) {
            try publisher.publish(rendered(["index.html": "b", "same.html": "b", "a/big.html": big]))
        }
        #expect(
            error?.description == "cannot write 'a/big.html' for '\(folder("disk/site"))': no space left on device")
        #expect(try folder.text("disk/site/index.html") == "a")
        #expect(try folder.names("disk") == ["site"])
        disk.unmount()
    }

    @Test func changesNothingInPlaceWhenTheDiskIsFull() throws {
        let disk = try TemporaryDisk(at: folder("site"), kilobytes: 64)
        let publisher = Publisher(output: folder("site"), mode: .inPlace)
        try publisher.publish(rendered(["index.html": "a"]))
        let big = String(repeating: "x", count: 100_000)
        let error = #expect(throws: PublishError.self) {
            try publisher.publish(rendered(["index.html": "b", "a/big.html": big]))
        }
        #expect(error?.description == "cannot write 'a/big.html' for '\(folder("site"))': no space left on device")
        #expect(try folder.files("site") == ["index.html"])
        #expect(try folder.text("site/index.html") == "a")
        #expect(try folder.names("site") == [".herbarium-manifest.json", "index.html"])
        disk.unmount()
    }

    @Test func pointsToInPlaceForAMountPoint() throws {
        let disk = try TemporaryDisk(at: folder("site"), kilobytes: 64)
        let output = folder("site")
        let error = #expect(throws: PublishError.self) {
            try Publisher(output: output).publish(rendered(["index.html": "a"]))
        }
        #expect(
            error?.description == """
                cannot replace '\(output)' in one step: it is a mount point; with --in-place it is published file by file
                """)
        #expect(try folder.names("site") == [])
        #expect(try folder.names() == ["site"])
        disk.unmount()
    }

    @Test func pointsToInPlaceForAFolderMountedOnItself() throws {
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(rendered(["index.html": "a"]))
        let disk = try TemporaryDisk(binding: folder("site"))
        #expect(throws: PublishError.notExchangeable(folder("site"), reason: "it is a mount point")) {
            try publisher.publish(rendered(["index.html": "b"]))
        }
        #expect(try folder.text("site/index.html") == "a")
        #expect(try folder.names() == ["site"])
        disk.unmount()
    }

    @Test func updatesAMountPointInPlace() throws {
        let disk = try TemporaryDisk(at: folder("site"), kilobytes: 64)
        let publisher = Publisher(output: folder("site"), mode: .inPlace)
        try publisher.publish(rendered(["index.html": "a", "workers/a.html": "a"]))
        try publisher.publish(rendered(["index.html": "b", "assets/b.css": "b"]))
        #expect(try folder.files("site") == ["assets/b.css", "index.html"])
        #expect(try folder.text("site/index.html") == "b")
        #expect(try folder.names() == ["site"])
        disk.unmount()
    }

    @Test func saysThatADiskIsReadOnly() throws {
        let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 64)
        try Publisher(output: folder("disk/site")).publish(rendered(["index.html": "a"]))
        try disk.makeReadOnly()
        for mode in [Publisher.Mode.exchange, .inPlace] {
            let error = #expect(throws: PublishError.self) {
                try Publisher(output: folder("disk/site"), mode: mode).publish(rendered(["index.html": "b"]))
            }
            #expect(error?.description.contains("read-only") == true)
            #expect(error?.description.contains("\n") == false)
        }
        #expect(try folder.text("disk/site/index.html") == "a")
        disk.unmount()
    }
}
