/// A file of a site: where it goes, and what it holds or what makes that.
package struct RenderedFile: Sendable {
    /// Relative to the site's folder, parts separated by `/`; it never leads out of it.
    package let path: String
    private let render: @Sendable () -> [UInt8]

    /// The whole content, the same whenever it is asked for; it may be made anew each time.
    package var bytes: [UInt8] { render() }

    /// A file that is made only when it is wanted, so that a site is never held whole.
    ///
    /// Throws `.unsafePath` for a path that is absolute, has an empty part, a `.` or a `..`, or would overwrite what the publisher
    /// keeps for itself.
    package init(path: String, render: @escaping @Sendable () -> [UInt8]) throws(PublishError) {
        self.path = try sitePath(path)
        self.render = render
    }

    /// A finished file; throws as the other does.
    package init(path: String, bytes: [UInt8]) throws(PublishError) {
        try self.init(path: path) { bytes }
    }
}

extension RenderedFile: Equatable {
    package static func == (lhs: RenderedFile, rhs: RenderedFile) -> Bool {
        lhs.path == rhs.path && lhs.bytes == rhs.bytes
    }
}

extension [RenderedFile] {
    /// Makes the files side by side and hands each on as soon as it is there, in no order; only a few are held at once.
    func forEachContent(
        _ body: (RenderedFile, [UInt8]) throws(PublishError) -> Void
    ) async throws(PublishError) {
        var failure: PublishError?
        await withTaskGroup(of: (Int, [UInt8]).self) { group in
            var waiting = indices.makeIterator()
            func beginNext(_ group: inout TaskGroup<(Int, [UInt8])>) {
                guard let index = waiting.next() else { return }
                let file = self[index]
                group.addTask { (index, file.bytes) }
            }
            for _ in 0..<RenderedFile.mostAtOnce { beginNext(&group) }
            while let (index, bytes) = await group.next() {
                beginNext(&group)
                do throws(PublishError) {
                    if Task.isCancelled { throw .interrupted }
                    try body(self[index], bytes)
                } catch {
                    failure = error
                    break
                }
            }
        }
        if let failure { throw failure }
    }
}

extension RenderedFile {
    /// One being written and two being made keep two processors busy; more would only take room.
    fileprivate static let mostAtOnce = 4
}

/// A file of the site before that also stands in the next one, under the same path or another: an equal file costs no room.
package struct CarriedFile: Equatable, Sendable {
    /// Where it is in the site before.
    package let source: String
    /// Where it goes in the next.
    package let path: String

    /// Throws `.unsafePath` as for a `RenderedFile`.
    package init(from source: String, to path: String) throws(PublishError) {
        self.source = try sitePath(source)
        self.path = try sitePath(path)
    }
}

/// A file of the next site that stands in it a second time: an equal file costs no room.
package struct TwinFile: Equatable, Sendable {
    /// The path of the other.
    package let source: String
    /// Where it goes.
    package let path: String

    /// Throws `.unsafePath` as for a `RenderedFile`.
    package init(of source: String, at path: String) throws(PublishError) {
        self.source = try sitePath(source)
        self.path = try sitePath(path)
    }
}

/// No file of a site has a name at its root that starts so; the publisher's own have.
let reservedPrefix = ".herbarium-"

private func sitePath(_ path: String) throws(PublishError) -> String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(String.init)
    let isSafe = parts.allSatisfy { part in
        guard let part else { return false }
        return !part.isEmpty && part != "." && part != ".." && !part.utf8.contains(0)
    }
    guard isSafe, !path.hasPrefix(reservedPrefix) else { throw .unsafePath(path) }
    return path
}
