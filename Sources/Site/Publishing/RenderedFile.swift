/// A file of a site: where it goes, and what it holds or what makes that.
package struct RenderedFile: Sendable {
    /// Takes a stretch of a file.
    package typealias Reader = (UnsafeBufferPointer<UInt8>) -> Void

    /// Relative to the site's folder, parts separated by `/`; it never leads out of it.
    package let path: String
    private let content: @Sendable (Reader) throws(PublishError) -> Void

    /// The whole content; it may be made anew each time. Empty where it can't be made.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        do throws(PublishError) { try content { bytes += $0 } } catch { return [] }
        return bytes
    }

    /// A file that is made only when it is wanted, and handed on stretch by stretch, so that a site is never held
    /// whole.
    ///
    /// Throws `.unsafePath` for a path that is absolute, has an empty part, a `.` or a `..`, or would overwrite what
    /// the publisher keeps for itself. Where the content can't be made, nothing is published.
    package init(
        path: String, writing content: @escaping @Sendable (Reader) throws(PublishError) -> Void
    ) throws(PublishError) {
        self.path = try sitePath(path)
        self.content = content
    }

    /// A file that is made only when it is wanted; throws as the other does.
    package init(path: String, render: @escaping @Sendable () -> [UInt8]) throws(PublishError) {
        try self.init(path: path, writing: { reader in render().withUnsafeBufferPointer(reader) })
    }

    /// A finished file; throws as the other does.
    package init(path: String, bytes: [UInt8]) throws(PublishError) {
        try self.init(path: path) { bytes }
    }

    /// The same content at another path.
    package init(_ file: RenderedFile, at path: String) throws(PublishError) {
        try self.init(path: path, writing: file.content)
    }

    /// Makes the content, and hands it on.
    func write(to reader: Reader) throws(PublishError) { try content(reader) }
}

extension RenderedFile: Equatable {
    package static func == (lhs: RenderedFile, rhs: RenderedFile) -> Bool {
        lhs.path == rhs.path && lhs.bytes == rhs.bytes
    }
}

/// A file of the site before that also stands in the next one, under the same path or another: an equal file costs no
/// room.
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
