import Foundation
import Report
import Sealing
import TestSupport
import Testing

@testable import Site

/// A sealed site in a folder: what can be read of it, and what comes back.
struct SealedSiteTests {
    private let folder: TemporaryFolder
    private let anna = SealUser(name: "anna", password: "correct horse")
    private let berta = SealUser(name: "berta", password: "battery staple")

    init() throws { folder = try TemporaryFolder() }

    private static let builder = Task { try SiteBuilder.builtIn.get() }
    private static let days = ["2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z", "2026-11-23T08:00:00Z"]
    private static let plain = [
        "index.html": "<h1>shop.example.org</h1>", "tasks.html": "<p>send_invoices</p>", "archive.html": "list",
        "workers/celery-at-warehouse.html": "<p>celery@warehouse</p>", "data/tasks.csv": "uuid,name\nwarehouse,1\n",
        "assets/site-0123456789.js": "alert(1);\n", "assets/site-0123456789.css": "p { color: red }", "empty.md": "",
    ]

    private func files(_ day: String) throws -> [RenderedFile] {
        try rendered(Self.plain.merging(["archive/\(day)/archive.html": "its list"]) { $1 })
    }

    /// Publishes a sealed site of a day; `dated` is what its folder in the archive has, where that is less.
    private func publish(
        _ day: String = days[0], for users: [SealUser], keeping: Int = 3, dated: [String: String] = [:]
    ) async throws {
        let (builder, publisher) = (try await Self.builder.value, Publisher(output: folder("site")))
        let archive = try Archive(keeping: keeping, newest: day, published: publisher.publishedFiles())
        try archive?.requireSealed(at: "site")
        let less = try archive?.dated(rendered(dated)) ?? []
        let site = try builder.sealed(files(day), dated: less, archive: archive, by: SiteSeal(for: users, rounds: 2))
        try await publisher.publish(
            rendering: site.files, carrying: archive?.carried ?? [], twins: site.twins, keepsAssets: false)
    }

    /// Publishes it without a seal.
    private func publishOpen(_ day: String) async throws {
        let publisher = Publisher(output: folder("site"))
        let archive = try #require(try Archive(keeping: 3, newest: day, published: publisher.publishedFiles()))
        let files = try rendered(Self.plain)
        try await publisher.publish(rendering: files, carrying: archive.carried, twins: archive.twins(of: files))
    }

    private func unsealed(_ users: [SealUser], at name: String = "site") throws -> [String: String] {
        let site = try UnsealedSite(at: folder(name), for: users)
        return Dictionary(
            uniqueKeysWithValues: site.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    /// The plain files, once more in a folder of the archive.
    private func plain(_ days: String...) -> [String: String] {
        var all = Self.plain
        for day in days {
            for (path, text) in Self.plain {
                all["archive/\(day)/\(path)"] = path == "archive.html" ? "its list" : text
            }
        }
        return all
    }

    @Test func givesBackEveryByteToEachUser() async throws {
        try await publish(for: [anna, berta])
        for user in [anna, berta] { #expect(try unsealed([user]) == plain(Self.days[0])) }
        #expect(throws: PublishError.sealNotOpened(folder("site"))) {
            _ = try unsealed([SealUser(name: "anna", password: "battery staple")])
        }
    }

    @Test func hidesEveryNameThatThePlainSiteHas() async throws {
        try await publish(for: [anna, berta])
        let names = [
            "shop.example", "send_invoices", "warehouse", "tasks.csv", "archive.html", "correct horse", "staple",
        ]
        for path in try folder.files("site") + [".herbarium-manifest.json"]
        where !path.hasSuffix(".js") || path.contains("sealed/") {
            let text = String(decoding: try folder.data("site/" + path), as: UTF8.self)
            for name in names { #expect(!text.contains(name) && !path.contains(name), "'\(name)' in \(path)") }
        }
    }

    @Test func leavesNothingOpenButTheGateAndScripts() async throws {
        try await publish(for: [anna], keeping: 0)
        let files = try folder.files("site")
        let open = files.filter { !$0.hasPrefix("sealed/") }.map { $0.replacing(/-[0-9a-f]{10}/, with: "") }.sorted()
        #expect(open == ["assets/sealed.css", "assets/sealed.js", "assets/site.js", "index.html"])
        let sealed = files.filter { $0.hasPrefix("sealed/") }
        // The script stays as it is; the key and the index come.
        #expect(sealed.count == Self.plain.count - 1 + 2)
        #expect(sealed.allSatisfy { $0.wholeMatch(of: /sealed\/([0-9a-f]{32}|key)\.js/) != nil })
        let gate = try folder.text("site/index.html")
        let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
        #expect(gate.contains(policy) && gate.contains("noindex") && gate.contains("no-referrer"))
        #expect(!gate.contains("<style") && !gate.contains("style="))
    }

    @Test func noticesAnyFileThatChangedOrIsMissing() async throws {
        try await publish(for: [anna], keeping: 0)
        for path in try folder.files("site") {
            let bytes = Array(try folder.data("site/" + path))
            for place in [0, bytes.count / 3, bytes.count / 2, bytes.count - 1] {
                var changed = bytes
                changed[place] ^= 4
                try folder.write(changed, to: "site/" + path)
                #expect(throws: PublishError.self, "\(path) \(place)") { _ = try unsealed([anna]) }
            }
            try FileManager.default.removeItem(atPath: folder("site/" + path))
            #expect(throws: PublishError.self, "\(path) is missing") { _ = try unsealed([anna]) }
            try folder.write(bytes, to: "site/" + path)
        }
        #expect(try unsealed([anna]) == plain())
    }

    @Test func noticesFilesThatChangedPlaces() async throws {
        try await publish(for: [anna], keeping: 0)
        let paths = try folder.files("site").filter { $0.hasPrefix("sealed/") && !$0.hasSuffix("key.js") }
        let texts = try paths.map { try folder.text("site/" + $0) }
        for (path, text) in zip(paths, texts.dropFirst() + texts.prefix(1)) {
            try folder.write(text, to: "site/" + path)
        }
        #expect(throws: PublishError.self) { _ = try unsealed([anna]) }
    }

    @Test func keepsTheArchiveReadableWithThePasswordOfItsDay() async throws {
        try await publish(Self.days[0], for: [anna])
        try await publish(Self.days[1], for: [berta])
        let site = try UnsealedSite(at: folder("site"), for: [berta])
        #expect(site.closed == ["archive/" + Self.days[0]])
        #expect(throws: PublishError.sealNotOpened(folder("site"))) { _ = try unsealed([anna]) }
        #expect(try unsealed([anna], at: "site/archive/" + Self.days[0])["tasks.html"] == Self.plain["tasks.html"])
        #expect(try unsealed([berta, anna]) == plain(Self.days[0], Self.days[1]))
    }

    @Test func usesNoKeyTwice() async throws {
        try await publish(Self.days[0], for: [anna])
        let before = Set(try folder.files("site").filter { $0.hasPrefix("sealed/") })
        try await publish(Self.days[1], for: [anna])
        #expect(before.intersection(try folder.files("site")) == ["sealed/key.js"])
    }

    @Test func sealsAShorterDatedSiteByItself() async throws {
        let dated = ["index.html": "short", "archive.html": "left out"]
        try await publish(for: [anna], dated: dated)
        var expected = Self.plain
        expected["archive/\(Self.days[0])/index.html"] = "short"
        expected["archive/\(Self.days[0])/archive.html"] = "its list"
        #expect(try unsealed([anna]) == expected)
    }

    @Test func isNotSealedAboveADatedSiteThatIsOpen() async throws {
        try await publishOpen(Self.days[0])
        await #expect(throws: PublishError.openArchive("site", count: 1)) {
            try await publish(Self.days[1], for: [anna])
        }
        #expect(try folder.text("site/index.html") == Self.plain["index.html"])
        // Without it it is, and nothing of the open one stays, assets of the release before among it.
        try await publish(Self.days[1], for: [anna], keeping: 1)
        let open = try folder.files("site").filter { !$0.contains("sealed") && !$0.hasSuffix(".js") }
        #expect(open == ["archive/\(Self.days[1])/index.html", "index.html"])
    }

    @Test func carriesADatedSiteThatIsSealedAsItIs() async throws {
        try await publish(for: [anna])
        let dated = "site/archive/" + Self.days[0]
        let before = try folder.files(dated)
        try await publishOpen(Self.days[1])
        #expect(try folder.files(dated) == before)
        #expect(try unsealed([anna], at: dated)["index.html"] == Self.plain["index.html"])
        let archive = try Archive(
            keeping: 3, newest: Self.days[2], published: Publisher(output: folder("site")).publishedFiles())
        #expect(archive?.listed == [Self.days[2], Self.days[1]], "its own list is not made anew")
    }

    @Test func readsOneFileOfTheSiteBefore() async throws {
        try await publish(for: [anna])
        let seal = SiteSeal(for: [berta, anna], rounds: 2)
        let table = Self.plain["data/tasks.csv"].map { Array($0.utf8) }
        #expect(seal.earlier("data/tasks.csv", at: folder("site")) == table)
        #expect(seal.earlier("data/other.csv", at: folder("site")) == nil)
        #expect(seal.earlier("data/tasks.csv", at: folder("nowhere")) == nil)
        #expect(SiteSeal(for: [berta], rounds: 2).earlier("data/tasks.csv", at: folder("site")) == nil)
    }

    @Test func refusesWhatIsNotSealed() throws {
        try folder.write("x", to: "site/index.html")
        #expect(throws: PublishError.notSealed(folder("site"))) { _ = try unsealed([anna]) }
        #expect(throws: PublishError.notSealed(folder("nowhere"))) { _ = try unsealed([anna], at: "nowhere") }
    }

    @Test func publishesNothingWhereAFileCannotBeMade() async throws {
        let builder = try await Self.builder.value
        try await publish(for: [anna], keeping: 0)
        let before = try folder.text("site/sealed/key.js")
        let failing = try RenderedFile(path: "tasks.html") { (_: RenderedFile.Reader) throws(PublishError) in
            throw .interrupted
        }
        let site = try builder.sealed([failing], archive: nil, by: SiteSeal(for: [anna], rounds: 2))
        await #expect(throws: PublishError.interrupted) {
            try await Publisher(output: folder("site")).publish(rendering: site.files, keepsAssets: false)
        }
        #expect(try folder.text("site/sealed/key.js") == before && folder.names() == ["site"])
    }
}
