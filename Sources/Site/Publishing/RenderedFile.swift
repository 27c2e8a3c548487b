/// A finished file of a site: where it goes, and what it holds.
package struct RenderedFile: Equatable, Sendable {
    /// Relative to the site's folder, parts separated by `/`; it never leads out of it.
    package let path: String
    /// The whole content.
    package let bytes: [UInt8]

    /// Throws `.unsafePath` for a path that is absolute, has an empty part, a `.` or a `..`, or would overwrite what the publisher
    /// keeps for itself.
    package init(path: String, bytes: [UInt8]) throws(PublishError) {
        self.path = try sitePath(path)
        self.bytes = bytes
    }
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
