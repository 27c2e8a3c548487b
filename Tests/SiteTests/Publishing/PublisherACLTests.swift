import CPosix
import Foundation
import TestSupport
import Testing

@testable import Site

/// Folders that carry access control lists (acl(5)), as those do that a web server's group may read.
struct PublisherACLTests {
    private let folder: TemporaryFolder
    private static let (access, inherited) = ("system.posix_acl_access", "system.posix_acl_default")

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func carriesOverWhoMayReadTheFolderAndWhatIsMadeInIt() throws {
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(rendered(["index.html": "a", "workers/w.html": "w"]))
        let (list, narrow) = (Self.list(user: 12_345, mask: 5), Self.list(user: 12_345, mask: 4))
        try #require(
            Self.set(Self.access, list, on: folder("site")) && Self.set(Self.inherited, narrow, on: folder("site")))
        for text in ["b", "b", "c"] {
            try publisher.publish(rendered(["index.html": text, "workers/w.html": "w", "workers/\(text).html": "x"]))
            #expect(Self.get(Self.access, of: folder("site")) == list)
            #expect(Self.get(Self.inherited, of: folder("site")) == narrow)
            // What is new inherits, and its mask is no wider than it was asked to be.
            #expect(Self.get(Self.access, of: folder("site/workers/\(text).html")).map(Self.mask) == 4)
        }
    }

    @Test func carriesOverNothingWhereThereIsNothing() throws {
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(rendered(["index.html": "a"]))
        // What is made beside the output inherits from the folder above, which the output itself does not.
        try #require(Self.set(Self.inherited, Self.list(user: 12_345, mask: 7), on: folder.path))
        try publisher.publish(rendered(["index.html": "b"]))
        #expect(Self.get(Self.access, of: folder("site")) == nil && Self.get(Self.inherited, of: folder("site")) == nil)
    }

    @Test func carriesOverThoseOfFoldersThatAreNotOurs() throws {
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(rendered(["index.html": "a"]))
        try folder.write("x", to: "site/.well-known/x.txt")
        let list = Self.list(user: 4321, mask: 5)
        try #require(Self.set(Self.access, list, on: folder("site/.well-known")))
        try publisher.publish(rendered(["index.html": "b"]))
        #expect(Self.get(Self.access, of: folder("site/.well-known")) == list)
    }

    /// A list as the kernel keeps it (`linux/posix_acl_xattr.h`): version 2, then tag, permissions and identifier of
    /// each.
    private static func list(user: UInt32, mask: UInt16) -> [UInt8] {
        let nobody = UInt32.max
        let entries: [(tag: UInt16, permissions: UInt16, id: UInt32)] = [
            (0x01, 7, nobody), (0x02, 5, user), (0x04, 5, nobody), (0x10, mask, nobody), (0x20, 0, nobody),
        ]
        func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
            (0..<(value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        return bytes(UInt32(2)) + entries.flatMap { bytes($0.tag) + bytes($0.permissions) + bytes($0.id) }
    }

    /// The permissions of the entry `mask`.
    private static func mask(_ list: [UInt8]) -> UInt8? {
        stride(from: 4, to: list.count - 7, by: 8).first { list[$0] == 0x10 }.map { list[$0 + 2] }
    }

    private static func set(_ name: String, _ value: [UInt8], on path: String) -> Bool {
        shim_set_attribute(path, name, value, value.count) == 0
    }

    private static func get(_ name: String, of path: String) -> [UInt8]? {
        var value = [UInt8](repeating: 0, count: 1024)
        let size = shim_get_attribute(path, name, &value, value.count)
        return size < 0 ? nil : Array(value.prefix(size))
    }
}
