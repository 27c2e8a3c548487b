/// A style sheet or a script of the site, published under a name that changes with its content, so that it may be
/// cached for good.
package struct Asset: Sendable {
    /// The asset as published: `assets/site-1f0c3a9b2e.css`.
    package let file: RenderedFile

    /// Names an asset that was `name` before, such as `site.css`.
    package init(name: String, bytes: [UInt8]) throws(PublishError) {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let hash = ContentHash(bytes).hexadecimal
        file = try RenderedFile(path: "assets/\(name[..<dot])-\(hash)\(name[dot...])", bytes: bytes)
    }

    /// What a page links to, seen from a page `depth` folders below the root.
    package func reference(depth: Int = 0) -> String {
        String(repeating: "../", count: depth) + file.path
    }
}
