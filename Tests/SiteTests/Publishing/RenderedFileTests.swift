import Testing

@testable import Site

struct RenderedFileTests {
    @Test(arguments: [
        "", "/", "/etc/passwd", "a//b", "a/", "./a", "a/.", "..", "../a", "a/../b", "a/..", "a\0b",
        ".herbarium-manifest.json", ".herbarium-staging/0",
    ])
    func refusesAPathThatLeavesTheSite(path: String) {
        #expect(throws: PublishError.unsafePath(path)) { try RenderedFile(path: path, bytes: []) }
        #expect(throws: PublishError.unsafePath(path)) { try CarriedFile(from: path, to: "a") }
        #expect(throws: PublishError.unsafePath(path)) { try CarriedFile(from: "a", to: path) }
    }

    @Test(arguments: ["index.html", "a/b/c.txt", "...", "a..b", ".nojekyll", "workers/celery@host.html", "a\\b", "é/ü"])
    func acceptsAPathThatStaysInside(path: String) throws {
        #expect(try RenderedFile(path: path, bytes: [1]).path == path)
    }
}
